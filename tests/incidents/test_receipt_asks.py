"""What is asked of words added later stands as questions, at once; alarming words ask what they ask of a report."""

import pytest

from audit.models import Entry
from incidents import actions, notifications
from incidents.models import Answer, Incident, Statement
from notices.models import Notice
from school.models import Draft
from school.roles import Role
from tests.incidents.test_receipt import finish
from tests.incidents.test_receipt_named import HARM, codes_of, waiting_for, write
from tests.make import make_pupil, make_report, make_user, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
OFFICE = "The online safety co-ordinator texts him"
ALARM = "He drew a weapon"
DANGER = "q-immediate-danger"
BOXES = pytest.mark.parametrize("box", ["add", "answer"])


@pytest.fixture
def record(cast) -> Incident:
    record = make_report(cast.teacher, "acceptable-use", people=[make_pupil("Sam", family="Quillon")])
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


# --- As questions, at once ----------------------------------------------------------------------------------
@BOXES
def test_all_is_asked_at_once_and_nothing_of_it_is_an_error(teacher, record, cast, box):
    page = write(teacher, record, waiting_for(record, cast, box), OFFICE)
    assert set(page.context[box].fields) == {"text", "n-adult", "offices", HARM}
    assert not page.context[box].errors
    assert "There is a problem" not in words_of(page)
    assert "Nothing is added yet. Answer what is asked below what you wrote" in words_of(page)
    assert not Statement.objects.filter(text=OFFICE).exists()


@BOXES
def test_the_second_press_sends_it(teacher, record, cast, box):
    page = write(teacher, record, waiting_for(record, cast, box), OFFICE)
    answers = {"n-adult": "about", "offices": ["coordinator"], HARM: "no"}
    form = form_with(page, f"{box}-text")
    assert form.send(teacher, **{f"{box}-{name}": value for name, value in answers.items()}).status_code == 302
    assert reread(record).overlay == "AD"


def test_no_needs_none_of_the_rest(teacher, record):
    page = write(teacher, record, text=OFFICE)
    form = form_with(page, "add-text")
    assert form.send(teacher, **{"add-n-adult": "not-about", "add-offices": ["coordinator"]}).status_code == 302
    record = reread(record)
    assert (record.kind, record.barred.exists()) == ("N", False)


def test_what_was_shown_and_left_is_an_error(teacher, record):
    page = form_with(write(teacher, record, text=OFFICE), "add-text").send(teacher, **{"add-n-adult": "about"})
    assert set(page.context["add"].errors) == {"offices", HARM}
    assert "Tick what they do here" in words_of(page)
    assert not Statement.objects.filter(text=OFFICE).exists()


# --- Alarming words -----------------------------------------------------------------------------------------
@BOXES
def test_alarming_words_ask_the_question_of_the_report(teacher, record, cast, box):
    page = write(teacher, record, waiting_for(record, cast, box), ALARM)
    assert "Might somebody be in danger, now or in the next days?" in words_of(page)
    assert not Statement.objects.filter(text=ALARM).exists()
    assert reread(record).cls == "inappropriate", "words raise nothing by themselves"


@pytest.mark.parametrize("value", ["yes", "unsure"])
@BOXES
def test_yes_and_not_sure_raise_it_and_whoever_deals_with_that_is_told(teacher, record, cast, box, value):
    page = write(teacher, record, waiting_for(record, cast, box), ALARM)
    assert form_with(page, f"{box}-text").send(teacher, **{f"{box}-{DANGER}": value}).status_code == 302
    record = reread(record)
    assert (record.cls, record.kind, record.state, record.owner) == ("child_protection", "S", "reported", None)
    assert record.statements.filter(text=ALARM).exists()
    assert Answer.objects.get(incident=record, question__code="immediate-danger").value == value
    kinds = list(Notice.objects.filter(ref=record.ref).values_list("kind", flat=True))
    assert notifications.ADDED not in kinds, "they are told once"
    assert Entry.objects.filter(ref=record.ref).exists()


def test_the_kind_that_was_chosen_asks_in_its_own_words(teacher, cast):
    record = make_report(cast.teacher, "bullying")
    page = write(teacher, record, text="It was a nude of her")
    assert set(page.context["add"].fields) == {"text", "q-shared-indecent"}
    form_with(page, "add-text").send(teacher, **{"add-q-shared-indecent": "yes"})
    assert reread(record).cls == "illegal"


def test_no_adds_it_as_always(teacher, record, cast):
    assert write(teacher, record, text=ALARM, **{f"add-{DANGER}": "no"}).status_code == 302
    record = reread(record)
    assert (record.cls, record.owner) == ("inappropriate", cast.coordinator.person)
    assert record.statements.filter(text=ALARM).exists()


def test_what_was_said_already_is_not_asked_again(teacher, record):
    write(teacher, record, text=ALARM, **{f"add-{DANGER}": "yes"})
    assert write(teacher, record, text="The weapon was a knife").status_code == 302


def test_what_was_closed_is_opened_again(teacher, cast):
    record = make_report(cast.teacher, "copying")
    finish(record, cast.coordinator)
    write(teacher, record, text=ALARM, **{f"add-{DANGER}": "yes"})
    assert (reread(record).state, reread(record).kind) == ("reported", "S")


def test_about_an_adult_it_is_one_change(teacher, record, cast):
    brindle = make_user(Role.STAFF, family="Brindle")
    page = write(teacher, record, text="Mrs Brindle has a weapon")
    [code] = codes_of(page, "add")
    answers = {f"add-n-{code}": "about", f"add-{HARM}": "no", f"add-{DANGER}": "yes"}
    assert form_with(page, "add-text").send(teacher, **answers).status_code == 302
    record = reread(record)
    assert (record.cls, record.kind, record.wakes) == ("child_protection", "A", True)
    assert record.barred.get().person == brindle.person


# --- Not added yet ------------------------------------------------------------------------------------------
@BOXES
def test_half_answered_and_left_it_stands_there_when_one_comes_back(teacher, record, cast, box):
    """It is asked anew, without an error, and what was answered stays answered."""
    form = form_with(write(teacher, record, waiting_for(record, cast, box), OFFICE), f"{box}-text")
    form.send(teacher, **{f"{box}-n-adult": "about"})
    page = teacher.get(f"/reports/mine/{record.ref}/")
    assert "What you typed is still here; it is not sent yet." in words_of(page)
    assert "Nothing is added yet. Answer what is asked below what you wrote" in words_of(page)
    assert "There is a problem" not in words_of(page)
    again = form_with(page, f"{box}-text")
    assert (again.values[f"{box}-text"], again.values[f"{box}-n-adult"]) == ([OFFICE], ["about"])
    assert again.send(teacher, **{f"{box}-offices": ["coordinator"], f"{box}-{HARM}": "no"}).status_code == 302
    assert not Draft.objects.exists()


@BOXES
def test_a_page_that_was_left_keeps_what_nobody_pressed_anything_for(teacher, record, cast, box):
    waiting_for(record, cast, box)
    where = f"/reports/mine/{record.ref}/"
    assert teacher.post(f"{where}{box}/", {f"{box}-text": "There were two", "left_unsent": "1"}).status_code == 204
    assert not Statement.objects.filter(text="There were two").exists()
    assert form_with(teacher.get(where), f"{box}-text").values[f"{box}-text"] == ["There were two"]


def test_locked_while_it_was_asked_one_comes_back_to_the_receipt(teacher, record):
    """Where it was asked is an address nobody can open."""
    where = f"/reports/mine/{record.ref}/"
    typed = {"add-text": OFFICE, "keep_for_later": "1"}
    answer = teacher.post(f"{where}add/", typed, headers={"referer": f"http://testserver{where}add/"})
    assert answer.url.endswith(f"?next={where}")
    assert Draft.objects.get().path == where
