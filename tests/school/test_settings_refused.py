"""What a settings form refuses: beside the field, in the page's own words; typed words stay, nothing is written."""

import re

import pytest

from audit.models import Entry
from incidents.models import Category, Question, Reason
from school import catalogue
from school.models import Agency, School
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
A_FILES_WORDS = re.compile(
    r"\[|\{\w*\}|_|\bcls\b|\bcodes?\b|[Ww]rite (true|false|a list)| = |valid choice|Ensure this"
)
TIMES = {"acknowledge": "4", "acknowledge_unit": "days", "finish": "9", "finish_unit": "days"}
LINE = {"words": "Take the watch", "when": "now", "classes": ["serious"]}


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def refused(admin, path, **typed) -> dict[str, list[str]]:
    """The errors of the form there by field; what was typed stands in it again, and nothing was written."""
    form = form_with(admin.get(path), next(iter(typed)))
    before = Entry.objects.count()
    answer = form.send(admin, **typed)
    assert answer.status_code == 200
    assert Entry.objects.count() == before
    again = form_with(answer, next(iter(typed)))
    for name, value in typed.items():
        kept = value if isinstance(value, list) else [value]
        assert again.values.get(name, []) == [one for one in kept if one] or not all(kept), name
    errors = answer.context["form"].errors
    assert not [words for said in errors.values() for words in said if A_FILES_WORDS.search(words)]
    return errors


@pytest.mark.parametrize("kind", [kind.code for kind in catalogue.kinds()])
def test_an_empty_form_says_what_to_do_at_each_field(admin, kind):
    first = next(iter(admin.get(f"/settings/{kind}/add/").context["form"].fields))
    errors = refused(admin, f"/settings/{kind}/add/", **{first: ""})
    assert "__all__" not in errors
    assert not [words for said in errors.values() for words in said if words.startswith(("Enter what", "Answer"))]


@pytest.mark.parametrize("kind", [kind.code for kind in catalogue.kinds() if kind.title])
def test_two_rows_of_the_same_words_are_refused(admin, kind):
    kind = catalogue.kind(kind)
    row = kind.model.objects.first()
    if row is None:  # england gives no sanctions and allows nothing
        return
    page = admin.get(f"/settings/{kind.code}/add/")
    typed = {kind.title: f" {kind.name(row).upper()} "}
    typed |= {name: getattr(row, name) for name in kind.form.apart if not isinstance(getattr(row, name), bool)}
    answer = form_with(page, kind.title).send(admin, **typed)
    assert f"“{kind.name(row)}” is on the list: write other words" in answer.context["form"].errors[kind.title]


def test_what_is_no_longer_offered_is_offered_again_instead(admin):
    form_with(admin.post("/settings/agencies/police/retire/"), "sure").send(admin)
    said = refused(admin, "/settings/agencies/add/", name="Police")["name"]
    assert said == ["“Police” is no longer offered: offer that again instead"]


def test_the_same_words_may_stand_where_they_cannot_be_mixed_up(admin):
    row = Reason.objects.filter(used_for="excuse").first()
    answer = form_with(admin.get("/settings/reasons/add/"), "words").send(admin, words=row.words, used_for="reopen")
    assert answer.status_code == 302
    assert Reason.objects.filter(words=row.words).count() == 2


@pytest.mark.parametrize(
    ("kind", "field", "said", "typed"),
    [
        ("agencies", "address", "begins with https://", {"name": "Clinic", "address": "javascript:alert(1)"}),
        ("agencies", "address", "begins with https://", {"name": "Clinic", "address": "data:text/html,x"}),
        ("agencies", "address", "begins with https://", {"name": "Clinic", "address": "clinic"}),
        ("agencies", "day_number", "Enter a number to ring", {"name": "Clinic", "day_number": "01632 96000l"}),
        ("agencies", "night_number", "Enter a number to ring", {"name": "Clinic", "night_number": "ask Ada on 204"}),
        ("documents", "address", "begins with https://", {"title": "Fire drill", "address": "javascript:alert(1)"}),
        ("documents", "address", "begins with https://", {"title": "Fire drill", "address": "www.school.example"}),
        ("questions", "raises_to", "Choose what “yes” makes of it", {"words": "A watch", "asked": "first"}),
        ("questions", "categories", "Tick at least one kind", {"words": "A watch?", "asked": "category"}),
        ("outcomes", "breach", "no rule was broken", {"words": "Allowed", "breach": "on", "ground": "on"}),
        (
            "outcomes",
            "classes",
            "offered nowhere",
            {"words": "Allowed", "breach": "", "ground": "on", "classes": ["illegal"]},
        ),
        ("grounds", "categories", "Tick at least one kind", {"words": "Part of a lesson"}),
        ("targets", "cls", "Choose for what it counts", TIMES),
        ("targets", "category", "There is a time limit for this already", TIMES | {"category": "scam"}),
        ("targets", "acknowledge_unit", "does not wait until school is open", TIMES | {"cls": "illegal"}),
        (
            "targets",
            "acknowledge",
            "1440 minutes or fewer",
            TIMES | {"cls": "illegal", "acknowledge": "1441", "acknowledge_unit": "minutes"},
        ),
        ("targets", "finish", "nothing is finished before that", TIMES | {"category": "other", "finish": "3"}),
        (
            "sanctions",
            "give_back_words",
            "Write what they are asked to give back",
            {"words": "Loss", "tier": "2", "task_role": "network_manager", "take_words": "Take it"},
        ),
        ("steps", "task_role", "Choose which office is asked", LINE | {"task_words": "Lock {device}"}),
        ("steps", "task_words", "Write what they are asked", LINE | {"task_role": "network_manager"}),
        ("steps", "hours", "only what ends by “Done”", LINE | {"how": "meeting", "hours": "3"}),
    ],
)
def test_what_cannot_be_is_said_where_it_is_mended(admin, kind, field, said, typed):
    errors = refused(admin, f"/settings/{kind}/add/", **typed)
    assert said in " ".join(errors.get(field, [])), errors


@pytest.mark.parametrize("number", ["999", "01632 960 001", "+44 (0)1632 960001", "101", "01632 960001 x 204"])
def test_numbers_as_people_write_them_are_taken(admin, number):
    typed = {"name": "Clinic", "day_number": number, "address": "https://clinic.example/ring-us"}
    assert form_with(admin.get("/settings/agencies/add/"), "name").send(admin, **typed).status_code == 302
    assert Agency.objects.get(name="Clinic").day_number == number


def test_two_offices_are_not_called_the_same(admin):
    errors = refused(admin, "/settings/words/", governor="head  Teacher", headteacher="Head teacher")
    assert errors == {"governor": ["“Headteacher” is called this too. Call one of the two something else"]}
    assert "governor" not in School.current().labels


def test_what_is_wrong_with_many_rows_is_said_once(admin):
    row = Category.objects.get(code="gambling")
    errors = refused(admin, f"/settings/categories/{row.code}/", title=row.title, document="behaviour-policy")
    (said,) = errors["__all__"]
    assert said.count("Choose the document") == 1
    assert "and 28 more" in said


def test_one_day_is_a_day(admin):
    page = admin.get("/settings/targets/").content.decode()
    assert "within 1 school day" in page
    assert "within 1 school days" not in page


def test_a_question_of_the_first_page_that_does_something_is_added(admin):
    typed = {"words": "A watch that records", "asked": "first", "raises_to": "serious"}
    assert form_with(admin.get("/settings/questions/add/"), "words").send(admin, **typed).status_code == 302
    assert Question.objects.get(words="A watch that records").raises_to == "serious"


@pytest.mark.parametrize("kind", [kind.code for kind in catalogue.kinds()])
def test_beside_save_stands_for_which_records_it_counts(admin, kind):
    page = words_of(admin.get(f"/settings/{kind}/add/"))
    assert re.search(r"(records from now on|record shows it from now on)[^.]*\.( Those .*)? Save$", page), page[-200:]
