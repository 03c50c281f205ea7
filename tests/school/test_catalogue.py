"""The lists of what pages offer: found by a word, changed, no longer offered, and refused where it cannot be."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from incidents.models import Category, Group, Outcome, Question, Reason, SanctionKind, StepTemplate, Target
from school import catalogue
from school.editing import version_of
from school.models import Agency
from school.profile import ProfileError, load
from school.profile.source import FOLDER
from tests.make import category, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
LISTS = [kind.code for kind in catalogue.kinds()]


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def change(admin, kind, code, **typed):
    """Open the page of that row, type over what stands there, save."""
    return form_with(admin.get(f"/settings/{kind}/{code}/"), "seen").send(admin, **typed)


def add(admin, kind, **typed):
    return form_with(admin.get(f"/settings/{kind}/add/"), next(iter(typed))).send(admin, **typed)


def press(admin, kind, code):
    """“No longer offer”, or “Offer again”, once more where that is asked; what the next page says."""
    answer = admin.post(f"/settings/{kind}/{code}/retire/", follow=True)
    if b"Do it all the same" in answer.content:
        answer = form_with(answer, "sure").send(admin)
    return words_of(answer)


def errors(answer):
    assert answer.status_code == 200
    return " ".join(words for list_ in answer.context["form"].errors.values() for words in list_)


# --- Lists --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", LISTS)
def test_every_kind_is_reached_from_the_settings_and_opens(admin, kind):
    assert f'href="/settings/{kind}/"' in admin.get("/settings/").content.decode()
    page = words_of(admin.get(f"/settings/{kind}/"))
    assert all(catalogue.kind(kind).name(row) in page for row in catalogue.kind(kind).model.objects.all())


def test_every_row_stands_in_exactly_one_group(admin):
    for kind in catalogue.kinds():
        rows = kind.find("")
        grouped = [row for _, under in kind.grouped(rows) for row in under]
        assert sorted(row.pk for row in grouped) == sorted(row.pk for row in rows), kind.code


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_asks_no_more_for_more_rows(admin, kind):
    admin.get(f"/settings/{kind}/")
    with CaptureQueriesContext(connection) as asked:
        admin.get(f"/settings/{kind}/")
    table = catalogue.kind(kind).model._meta.db_table
    assert len([query for query in asked.captured_queries if f'FROM "{table}"' in query["sql"]]) == 1
    assert len(asked) < 12


@pytest.mark.parametrize("kind", ["categories", "steps", "questions", "reasons"])
def test_long_lists_are_folded_and_found_by_typing_without_script(admin, kind):
    page = admin.get(f"/settings/{kind}/").content.decode()
    assert len(re.findall("<details class=.govuk-details", page)) > 1
    found = admin.post(f"/settings/{kind}/", {"words": "zzz"})
    assert "None has these words" in words_of(found)


def test_a_category_is_found_by_its_title_its_guidance_and_what_people_type(admin):
    row = category("gambling")
    change(admin, "categories", "gambling", also="roulette\nloot box")
    for words in (row.title.upper(), "roulette", "loot BOX"):
        assert [one.code for one in admin.post("/settings/categories/", {"words": words}).context["rows"]] == [
            row.code
        ]
    assert "words" not in admin.post("/settings/categories/", {"words": "roulette"}).request["QUERY_STRING"]


@pytest.mark.parametrize("who", ["teacher", "coordinator", "dsl", "head", "network_manager"])
def test_nobody_else_reads_or_changes_them(cast, sign_in, who):
    browser = sign_in(getattr(cast, who))
    for path in ("categories/", "categories/add/", "categories/gambling/", "steps/decide/"):
        assert browser.get(f"/settings/{path}").status_code == 403
        assert browser.post(f"/settings/{path}", {"words": "x"}).status_code == 403
    assert browser.post("/settings/categories/gambling/retire/").status_code == 403
    assert not reread(category("gambling")).retired


# --- Changing -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("categories", Category),
        ("groups", Group),
        ("steps", StepTemplate),
        ("targets", Target),
        ("outcomes", Outcome),
        ("reasons", Reason),
    ],
)
def test_a_page_saved_as_it_opens_changes_nothing(admin, kind, model):
    row = model.objects.filter(retired=False).order_by("pk")[7 % model.objects.count()]
    before = version_of(row)
    assert change(admin, kind, row.code).status_code == 302
    assert version_of(row) == before


@pytest.mark.parametrize(
    ("kind", "model", "typed"),
    [
        ("groups", Group, {"words": "Phones and watches"}),
        ("categories", Category, {"title": "Smart watch", "group": "content", "cls": "inappropriate"}),
        ("steps", StepTemplate, {"words": "Take the watch", "classes": ["serious"], "when": "now"}),
        ("outcomes", Outcome, {"words": "Watch kept until Friday"}),
        ("sanctions", SanctionKind, {"words": "Stay behind", "tier": "2"}),
        ("reasons", Reason, {"words": "They are new here", "used_for": "excuse"}),
        ("questions", Question, {"words": "Was it a watch?", "asked": "deciding", "raises_to": "serious"}),
    ],
)
def test_a_row_is_added_with_history_and_an_entry(admin, kind, model, typed):
    if kind == "categories":
        typed = typed | {"group": Group.objects.first().code}
    assert add(admin, kind, **typed).status_code == 302, kind
    row = model.objects.latest("pk")
    assert (row.loaded, row.retired, row.position) == ("", False, model.objects.count() - 1)
    assert row.history.count() == 1
    assert Entry.objects.filter(verb__startswith="add", ref=row.code).exists()
    assert next(iter(typed.values())) in words_of(admin.get(f"/settings/{kind}/"))


def test_a_time_of_its_own_is_added_for_a_category(admin):
    typed = {
        "category": "other",
        "acknowledge": "4",
        "acknowledge_unit": "hours",
        "finish": "2",
        "finish_unit": "days",
    }
    Target.objects.filter(category__code="other")._raw_delete("default")
    assert add(admin, "targets", **typed).status_code == 302
    assert Target.objects.get(category__code="other").code.startswith("something-else")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [("120", "2 hours, day"), ("60", "1 hour, day"), ("90", "90 minutes, day"), ("1", "1 minute, day")],
)
def test_minutes_that_are_whole_hours_are_said_as_hours(admin, minutes, said):
    change(admin, "targets", Target.objects.get(cls="serious").code, acknowledge=minutes, acknowledge_unit="minutes")
    assert f"Answered within {said} and night" in words_of(admin.get("/settings/targets/"))


def test_a_ground_is_added_once_a_matter_can_end_by_it(admin):
    typed = {"words": "Part of a lesson", "categories": ["gambling"]}
    Outcome.objects.filter(ground=True).update(retired=True)
    assert "“Gambling, betting or buying in games” cannot end as allowed yet" in errors(add(admin, "grounds", **typed))
    add(admin, "outcomes", words="Allowed", ground="on", breach=None)
    assert add(admin, "grounds", **typed).status_code == 302


def test_what_a_file_may_not_say_a_page_may_not(admin):
    said = errors(change(admin, "categories", "gambling", cls="illegal"))
    assert "Tick it: what may be a crime and child protection must not wait for Monday" in said
    assert "Write in one sentence what to do with the phone in one’s hand" in said
    assert "Online safety co-ordinator” may not read such a record" in said
    assert reread(category("gambling")).cls == "inappropriate"


@pytest.mark.parametrize(
    ("kind", "code", "typed", "said"),
    [
        ("categories", "gambling", {"title": ""}, "Write what happened"),
        (
            "categories",
            "gambling",
            {"group": "x"},
            "Choose one of the answers that stand under “Under which heading?”",
        ),
        ("categories", "gambling", {"if_deliberate": "inappropriate"}, "Choose one of the answers"),
        ("steps", "behaviour", {"classes": None, "categories": None}, "this line is on no list yet"),
        ("steps", "behaviour", {"hours": "0"}, "Enter a number between 1 and 9999"),
        ("steps", "behaviour", {"hours": "-1"}, "Enter a number between 1 and 9999"),
        ("steps", "behaviour", {"task_role": "dsl"}, "Write what they are asked, or choose no office"),
        (
            "steps",
            "behaviour",
            {"task_role": "dsl", "task_words": "Ring {name}"},
            "Only {device}, {place}, {reference} and {head_number}",
        ),
        ("targets", "scam", {"cls": "serious"}, "Choose one of the two alone"),
        ("targets", "scam", {"acknowledge": "a lot"}, "Enter a number between 0 and 9999"),
        ("groups", "content", {"words": "x" * 81}, "80 characters"),
        ("groups", "content", {"words": "a\0b"}, "cannot be kept"),
    ],
)
def test_a_mistake_gets_a_sentence_and_changes_nothing(admin, kind, code, typed, said):
    row = catalogue.kind(kind).model.objects.get(code=code)
    before = version_of(row)
    assert said in errors(change(admin, kind, code, **typed))
    assert version_of(row) == before


def test_two_who_change_it_at_once_are_told(admin, cast, sign_in):
    page = form_with(admin.get("/settings/groups/content/"), "seen")
    change(sign_in(cast.administrator), "groups", "content", words="Seen on a screen")
    assert "Somebody else changed this" in errors(page.send(admin, words="Mine"))


def test_questions_are_added_and_taken_off_but_never_changed(admin):
    assert admin.get("/settings/questions/scam-given/").status_code == 404
    assert admin.post("/settings/questions/scam-given/", {"words": "Another"}).status_code == 404
    assert "/settings/questions/scam-given/retire/" in admin.get("/settings/questions/").content.decode()


# --- No longer offered --------------------------------------------------------------------------------------
def test_what_is_no_longer_offered_comes_back(admin):
    assert "It is no longer offered" in press(admin, "categories", "gambling")
    assert reread(category("gambling")).retired
    assert "It is back." in press(admin, "categories", "gambling")


@pytest.mark.parametrize(
    ("kind", "model", "code", "said"),
    [
        ("categories", Category, "other", "Whoever finds nothing else that fits needs it."),
        ("questions", Question, "first-none", "The first page needs one answer like “None of these”"),
        ("targets", Target, "serious", "nothing would say by when “Serious” is dealt with."),
        ("agencies", Agency, "lado", "This is about “Adult who works here may have harmed a child"),
    ],
)
def test_what_everybody_needs_stays(admin, kind, model, code, said):
    answer = press(admin, kind, code)
    assert "This stays as it is." in answer
    assert said in answer
    assert not model.objects.get(code=code).retired


def test_two_times_for_one_thing_do_not_come_back(admin):
    press(admin, "targets", "scam")
    times = {"acknowledge": "4", "acknowledge_unit": "hours", "finish": "2", "finish_unit": "days"}
    add(admin, "targets", category="scam", **times)
    assert "There is a time limit for this already" in press(admin, "targets", "scam")


# --- The file again -----------------------------------------------------------------------------------------
def test_what_was_changed_or_added_here_is_kept_when_the_file_is_loaded_again(admin):
    change(admin, "categories", "gambling", title="Betting of any kind")
    press(admin, "reasons", Reason.objects.first().code)
    add(admin, "groups", words="Phones and watches")
    assert "Changed here" in words_of(admin.get("/settings/categories/"))
    reports = load("england")
    assert reports["categories"].kept == ["gambling"]
    assert reports["reasons"].kept == [Reason.objects.first().code]
    assert reread(category("gambling")).title == "Betting of any kind"
    assert not Group.objects.get(words="Phones and watches").retired
    load("england", replace=True)
    assert reread(category("gambling")).title != "Betting of any kind"


def test_a_file_that_does_not_fit_with_what_was_written_here_waits(admin):
    times = {"acknowledge": "4", "acknowledge_unit": "hours", "finish": "2", "finish_unit": "days"}
    add(admin, "targets", category="gambling", **times)
    both = """
    [[targets]]
    code = "betting"
    category = "gambling"
    acknowledge = 1
    acknowledge_unit = "days"
    finish = 5
    finish_unit = "days"
    """
    file = (FOLDER / "england.toml").read_text(encoding="utf-8")
    with pytest.raises(ProfileError) as refused:
        load("england", text=file + both)
    (line,) = refused.value.lines
    assert "as changed on the pages: There is a target for this already." in line
    assert line.endswith("Change it there first.")
    assert not Target.objects.filter(code="betting").exists()
