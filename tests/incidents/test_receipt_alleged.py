"""What is added says that it is about an adult here: from then on it is what a report that says so at first is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from esafety.lib import clock
from incidents import actions, notifications
from incidents.models import Incident
from notices import sending
from notices.models import Notice
from school.roles import Role
from tests.incidents.test_receipt_named import HARM, asked, waiting_for, write
from tests.make import make_report, make_user, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
BOXES = pytest.mark.parametrize("box", ["add", "answer"])
MORNING = datetime(2026, 11, 20, 11, 4, tzinfo=UTC)
LATER = MORNING + timedelta(minutes=10)
RISK = "Might a child have been harmed, or be at risk from this person?"
WORDS = "Mr Kaplan texts her"


@pytest.fixture(autouse=True)
def _in_the_morning():
    with clock.standing_at(MORNING):
        yield


@pytest.fixture
def kaplan(db):
    return make_user(Role.STAFF, given="Jon", family="Kaplan")


@pytest.fixture
def teacher(cast, kaplan, sign_in):
    return sign_in(cast.teacher)


@pytest.fixture
def record(cast) -> Incident:
    return begun(cast)


def begun(cast) -> Incident:
    """An ordinary report that somebody has."""
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


def say(browser, record, box="add", harm="yes", text=WORDS):
    """It is about whoever that names, and this is the answer to what is asked then."""
    with clock.standing_at(LATER):
        answers = asked(write(browser, record, box, text), box) | {f"{box}-{HARM}": harm}
        assert write(browser, record, box, text, **answers).status_code == 302
    return reread(record)


def told() -> set[str]:
    mail.outbox.clear()
    with clock.standing_at(LATER):
        sending.send_due()
    return {address for message in mail.outbox for address in message.to}


def receipt(browser, record, at=LATER) -> str:
    with clock.standing_at(at):
        return words_of(browser.get(f"/reports/mine/{record.ref}/")).replace(record.ref, "")


def rest(browser, record) -> str:
    """The receipt without when it was sent."""
    return receipt(browser, record).partition("Received")[2]


@BOXES
def test_what_comes_with_such_a_report_is_asked_before_it_is_written(teacher, record, cast, box):
    waiting_for(record, cast, box)
    page = write(teacher, record, box, WORDS)
    assert RISK in words_of(page)
    assert f"Answer “{RISK}”" not in words_of(page), "it was not there to be answered yet"
    named = {name: value for name, value in asked(page, box).items() if HARM not in name}
    page = form_with(page, f"{box}-text").send(teacher, **named)
    assert f"Answer “{RISK}”" in words_of(page)
    page = write(teacher, record, box, WORDS, **named, **{f"{box}-{HARM}": "perhaps"})
    assert page.status_code == 200
    assert not reread(record).barred.exists()


@pytest.mark.parametrize("value", ["not-about", "else"])
def test_nothing_more_is_asked_where_it_is_not_about_them(teacher, record, value):
    answers = asked(write(teacher, record, text=WORDS), value=value) | {f"add-{HARM}": "yes"}
    assert write(teacher, record, text=WORDS, **answers).status_code == 302
    assert (reread(record).cls, reread(record).answers.exists()) == ("inappropriate", False)


@pytest.mark.parametrize("harm", ["yes", "unsure", "no"])
@BOXES
def test_it_is_what_a_report_is_that_says_so_at_first(teacher, record, kaplan, cast, box, harm):
    """Class and kind, whom it wakes, who is told, by when, what is on its list; and its receipt."""
    waiting_for(record, cast, box)
    told()
    record = say(teacher, record, box, harm)
    told_of_it = told()
    yes = ["first-adult"] + ["concern-threshold"] * (harm != "no")
    with clock.standing_at(LATER):
        other = reread(make_report(cast.teacher, "acceptable-use", yes=yes, people=[kaplan.person]))
    assert told_of_it == told() != set()
    for name in ("cls", "overlay", "kind", "wakes", "state", "owner", "due_at"):
        assert getattr(record, name) == getattr(other, name), name
    to_do = [set(one.steps.filter(state="open").values_list("words", flat=True)) for one in (record, other)]
    assert to_do[0] == to_do[1]
    there = rest(teacher, record)
    assert there.startswith(rest(teacher, other).partition("Your report is safe")[0])
    assert "Say nothing about this Not to the person it is about" in there


def test_a_child_at_risk_is_answered_within_the_half_hour(teacher, record):
    record = say(teacher, record)
    assert (record.cls, record.kind, record.wakes) == ("child_protection", "A", True)
    assert not Notice.objects.filter(ref=record.ref, kind=notifications.ADDED).exists(), "they are told once"
    assert record.due_at == LATER + timedelta(minutes=30)
    assert "Received" in receipt(teacher, record)
    assert "Somebody should answer by 11:44; if not, ring" in receipt(teacher, record)
    assert "Do not promise to keep it secret." in receipt(teacher, record)


def test_about_the_head_the_chair_is_rung(teacher, record, cast, numbers):
    head = make_user(Role.STAFF, Role.HEADTEACHER, family="Vandermeer")
    record = say(teacher, record, text="Mrs Vandermeer texts her")
    words = receipt(teacher, record)
    assert "Not to the headteacher" in words
    assert "if not, ring the chair of governors" in words
    assert "ext 204" not in words
    assert head.email not in told()


def test_it_is_being_dealt_with_once_one_of_those_who_may_know_has_it(teacher, record, cast):
    record = say(teacher, record)
    with clock.standing_at(LATER):
        actions.acknowledge(record, by=cast.head)
    assert "Being dealt with" in receipt(teacher, record)
    assert "Somebody should answer" not in receipt(teacher, record)


def test_it_only_raises_and_what_was_said_is_not_asked_again(teacher, record, cast):
    say(teacher, record)
    page = write(teacher, record, text="Mrs Kaplan again")
    page = write(teacher, record, text="Mrs Kaplan again", **asked(page))
    assert page.status_code == 302, "what it asks could raise nothing any more"
    assert reread(record).cls == "child_protection"


def found_before(record, kaplan, cast):
    """Others had found out who it is, that it may be a crime, and are dealing with it."""
    actions.involve(record, person=kaplan.person, part="subject", by=cast.dsl)
    actions.raise_class(reread(record), "illegal", by=cast.head, reason="It is worse than it looked")
    actions.acknowledge(reread(record), by=cast.head)


@pytest.mark.parametrize("harm", ["yes", "no"])
def test_the_receipt_is_the_same_whatever_others_had_found(teacher, record, kaplan, cast, harm):
    other = begun(cast)
    found_before(other, kaplan, cast)
    unknown, known = (receipt(teacher, say(teacher, one, harm=harm)) for one in (record, other))
    assert unknown == known
    assert (reread(other).state, reread(other).cls, reread(other).owner) == ("reported", "illegal", None)


def test_what_handlers_find_afterwards_does_not_turn_it_back(teacher, record, cast):
    """That it began anew with others then is theirs to know."""
    record = say(teacher, record, harm="no")
    with clock.standing_at(LATER):
        actions.acknowledge(record, by=cast.head)
        actions.raise_class(reread(record), "illegal", by=cast.head, reason="It is worse than it looked")
    assert reread(record).state == "reported"
    assert "Being dealt with" in receipt(teacher, record)
