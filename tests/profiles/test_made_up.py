"""A school no code knows: a group, a category, a line and a label of its own, from a file or by the pages."""

import pytest

from incidents import actions
from incidents.models import Category, Incident, StepTemplate
from school.actions import settings
from school.editing import version_of
from school.models import Document, School
from school.profile.source import FOLDER
from tests.dealing import address, do, step_of
from tests.make import category, make_report, reread
from tests.pages import form_with, words_of
from tests.reporting import begin, send

pytestmark = pytest.mark.django_db

KIND = {
    "title": "Drone flown over the playground",
    "guidance": "Whoever steers it.",
    "also": ["quadcopter"],
    "cls": "inappropriate",
    "tell": ["coordinator"],
    "clause": "House rules, 7",
}
LINE = "Ask whose drone it is"
MADE_UP = """
[[groups]]
code = "flying"
words = "Things that fly"

[[categories]]
code = "drone"
group = "flying"
title = "Drone flown over the playground"
guidance = "Whoever steers it."
also = ["quadcopter"]
cls = "inappropriate"
tell = ["coordinator"]
clause = "House rules, 7"

[[steps]]
code = "whose-drone"
words = "Ask whose drone it is"
when = "now"
categories = ["drone"]
"""


def file(*changed: tuple[str, str]) -> str:
    """A profile like `england`, with what is made up; `changed` are words in it, and what stands there instead."""
    text = (FOLDER / "england.toml").read_text(encoding="utf-8").replace('"Online safety"', '"Screen life"')
    made_up = MADE_UP
    for was, now in changed:
        assert was in made_up
        made_up = made_up.replace(was, now)
    return text + made_up


def by_file(school_of, admin):
    school_of("made-up", text=file())


def by_pages(school_of, admin):
    """The same, typed by an administrator; codes are made from what was typed."""

    def page(path, field, **typed):
        answer = form_with(admin.get(f"/settings/{path}/"), field).send(admin, **typed)
        assert answer.status_code == 302, answer.context["form"].errors

    page("words", "topic_title", topic_title="Screen life")
    page("groups/add", "words", words="Things that fly")
    page("categories/add", "title", **KIND | {"group": "things-that-fly", "also": "quadcopter"})
    kind = Category.objects.get(title=KIND["title"])
    page("steps/add", "words", words=LINE, when="now", categories=[kind.code])


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


@pytest.fixture(params=[by_file, by_pages])
def drone(request, school_of, admin):
    """The made-up category, however it came about."""
    request.param(school_of, admin)
    return Category.objects.get(title=KIND["title"])


@pytest.fixture
def loaded(school_of):
    school_of("made-up", text=file())
    return Category.objects.get(code="drone")


def words_of_lines(record) -> list[str]:
    return list(record.steps.order_by("position", "pk").values_list("words", flat=True))


def test_it_is_reported_and_dealt_with_in_the_schools_own_words(drone, cast, sign_in):
    teacher, desk = sign_in(cast.teacher), sign_in(cast.coordinator)
    form = words_of(teacher.get(begin(teacher)))
    assert "Things that fly" in form
    assert KIND["title"] in form
    send(teacher, category=drone.code, what="Over the big court at break")
    record = Incident.objects.latest("pk")
    assert (record.cls, record.filed.get().title, record.filed.get().clause) == (
        "inappropriate",
        KIND["title"],
        KIND["clause"],
    )
    do(desk, record, "have-this")
    page = desk.get(address(record))
    assert LINE in words_of(page)
    assert KIND["title"] in words_of(page)
    assert "Screen life" in page.content.decode()
    line = record.steps.get(words=LINE)
    do(desk, record, "done", line.ref)
    assert reread(line).state == "done"


def test_the_queue_and_the_receipt_speak_of_it_as_of_any_other(drone, cast, sign_in):
    record = make_report(cast.teacher, drone.code)
    assert KIND["title"] in words_of(sign_in(cast.coordinator).get("/records/"))
    assert KIND["title"] in words_of(sign_in(cast.teacher).get(f"/reports/mine/{record.ref}/"))


def test_an_open_record_keeps_its_lines_and_its_words_when_the_file_changes(loaded, school_of, cast):
    old = make_report(cast.teacher, "drone")
    before, title, due = words_of_lines(old), old.filed.get().title, old.due_at
    changes = [(LINE, "Ring the owner of the drone"), ("Drone flown", "Kite flown"), ("inappropriate", "serious")]
    school_of("made-up", text=file(*changes))
    new = make_report(cast.teacher, "drone")
    assert words_of_lines(old) == before
    assert (old.filed.get().title, reread(old).cls, reread(old).due_at) == (title, "inappropriate", due)
    assert "Ring the owner of the drone" in words_of_lines(new)
    assert (new.filed.get().title, new.cls) == ("Kite flown over the playground", "serious")


def test_an_open_record_keeps_its_lines_when_an_administrator_changes_them(loaded, cast, admin, sign_in):
    old = make_report(cast.teacher, "drone")
    before = words_of_lines(old)
    page = form_with(admin.get("/settings/steps/whose-drone/"), "seen")
    assert page.send(admin, words="Ring the owner of the drone").status_code == 302
    assert form_with(admin.post("/settings/steps/talk/retire/"), "sure").send(admin).status_code == 302
    assert words_of_lines(old) == before
    new = words_of_lines(make_report(cast.teacher, "drone"))
    assert "Ring the owner of the drone" in new
    assert LINE not in new
    assert set(before) - set(new) == {LINE, StepTemplate.objects.get(code="talk").words}


def test_a_line_changed_since_stays_on_an_open_record_until_the_matter_is_another(loaded, cast, admin):
    old = make_report(cast.teacher, "drone")
    page = form_with(admin.get("/settings/steps/whose-drone/"), "seen")
    assert page.send(admin, categories=["gambling"]).status_code == 302
    actions.file_under(old, [loaded, category("copying")], by=cast.coordinator)
    assert step_of(old, "whose-drone").state == "open"
    actions.file_under(old, [category("copying")], by=cast.coordinator)
    assert step_of(old, "whose-drone").state == "excused"


def test_a_category_no_longer_offered_stays_on_its_records(loaded, cast, admin, sign_in):
    old = make_report(cast.teacher, "drone")
    assert admin.post("/settings/categories/drone/retire/").status_code == 302
    teacher = sign_in(cast.teacher)
    assert KIND["title"] not in words_of(teacher.get(begin(teacher)))
    desk = sign_in(cast.coordinator)
    do(desk, old, "have-this")
    assert KIND["title"] in words_of(desk.get(address(old)))
    do(desk, old, "done", step_of(old, "whose-drone").ref)


def test_a_document_no_longer_offered_is_linked_from_the_records_that_point_to_it(cast, admin, sign_in):
    document = Document.objects.get(code="behaviour-policy")
    page = form_with(admin.get("/settings/documents/behaviour-policy/"), "seen")
    page.send(admin, address="https://policies.school.example/behaviour")
    old, desk = make_report(cast.teacher, "bullying"), sign_in(cast.coordinator)
    assert admin.post("/settings/documents/behaviour-policy/retire/").status_code == 302
    assert reread(document).retired
    assert "https://policies.school.example/behaviour" in desk.get(address(old)).content.decode()


def test_what_was_typed_on_pages_outlives_the_file_it_never_stood_in(school_of, admin):
    by_pages(school_of, admin)
    kind = Category.objects.get(title=KIND["title"])
    school_of("england")
    assert not reread(kind).retired
    assert School.current().labels["topic_title"] == "Screen life"


def test_a_kind_of_the_file_that_was_changed_on_pages_is_kept(loaded, school_of, cast):
    settings.change_row(loaded, {"title": "Drone or kite"}, seen=version_of(loaded), by=cast.administrator)
    assert school_of("made-up", text=file(("Whoever steers it", "The pilot")))["categories"].kept == ["drone"]
    assert reread(loaded).title == "Drone or kite"
