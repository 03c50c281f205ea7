"""Words that wait to be read again are due the same school day, and the queue has them there, until somebody read
them (U12)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from esafety.lib import clock
from incidents import actions
from incidents.actions.record import settle
from incidents.models import Incident
from tests.dealing import do
from tests.make import make_report, question, reread
from tests.pages import words_of
from tests.reporting import send

pytestmark = pytest.mark.django_db
ALARM = "He drew a weapon."
DANGER = "immediate-danger"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
IN_THREE_DAYS = CLOSES + timedelta(days=3)
READ_AGAIN = "Words to read again: answer for yourself"


@pytest.fixture(autouse=True)
def monday():
    clock.set_to(MONDAY)


@pytest.fixture
def record(cast):
    """An ordinary matter that somebody has, of which nothing is due today."""
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


def reported(browser, value="no") -> Incident:
    assert send(browser, text=ALARM, answers={DANGER: value}).status_code == 302
    return Incident.objects.latest("pk")


def add(record, by, text=ALARM, value="no"):
    actions.add_words(record, text, by=by, about=actions.About(answers={question(DANGER): value}))
    return reread(record)


def kept(record) -> tuple:
    return record.next_step, record.due_at, record.urgency


def step_due(record) -> datetime:
    return min(row.due_at for row in record.steps.filter(required=True))


def of_queue(browser) -> list[tuple]:
    return [(row.record.ref, row.next_step) for row in browser.get("/records/").context["page"].rows]


@pytest.mark.parametrize(
    ("now", "by"),
    [
        (MONDAY, CLOSES),
        (MONDAY - timedelta(hours=3), CLOSES),
        (CLOSES + timedelta(hours=1), CLOSES + timedelta(days=1)),
        (MONDAY - timedelta(days=2), CLOSES),
    ],
    ids=["at school", "before it opens", "after it closed", "on a Saturday"],
)
def test_reported_with_them_it_is_due_the_same_school_day(cast, sign_in, now, by):
    clock.set_to(now)
    record = reported(sign_in(cast.teacher))
    assert kept(record)[:2] == (READ_AGAIN, by)


def test_its_lines_keep_the_time_of_its_kind(cast, sign_in):
    record = reported(sign_in(cast.teacher))
    plain = make_report(cast.teacher, *record.filed.values_list("category__code", flat=True))
    assert [row.due_at for row in record.steps.all()] == [row.due_at for row in plain.steps.all()]


def test_added_later_it_is_due_the_day_they_were_added(record, cast):
    assert record.due_at > CLOSES
    assert kept(add(record, cast.teacher))[:2] == (READ_AGAIN, CLOSES)


def test_more_of_them_do_not_put_it_off(record, cast):
    add(record, cast.teacher)
    clock.set_to(MONDAY + timedelta(days=1))
    assert add(record, cast.teacher, "He drew a weapon again.").due_at == CLOSES


def test_what_is_due_sooner_stays_so(record, cast):
    actions.add(record, "Ring them", by=cast.coordinator, due_at=MONDAY + timedelta(hours=1))
    assert add(record, cast.teacher).due_at == MONDAY + timedelta(hours=1)


def test_of_a_colleague_who_was_asked_as_well(record, cast, sign_in):
    line = record.steps.filter(required=True, how="tick").first()
    actions.give(line, cast.colleague.person, by=cast.coordinator, instruction="Fay, 8B")
    actions.do_mine(line, by=cast.colleague, note=ALARM, answers={question(DANGER): "no"})
    assert kept(reread(record))[:2] == (READ_AGAIN, CLOSES)


def test_it_stands_above_what_is_due_later_until_somebody_read_them(record, cast, sign_in):
    later, desk = make_report(cast.teacher, "bullying"), sign_in(cast.coordinator)
    own = kept(record)
    assert [ref for ref, _ in of_queue(desk)] == [later.ref, record.ref]
    add(record, cast.teacher)
    assert of_queue(desk) == [(record.ref, READ_AGAIN), (later.ref, "Answer it")]
    assert record.ref in words_of(desk.get("/records/?due=today"))
    do(desk, record, "questions", **{f"q_{DANGER}": "no"})
    assert kept(reread(record)) == own
    assert [ref for ref, _ in of_queue(desk)] == [later.ref, record.ref]


def test_read_before_anybody_has_it_it_is_to_be_answered_by_the_time_of_its_kind(cast, sign_in):
    record, desk = reported(sign_in(cast.teacher)), sign_in(cast.coordinator)
    do(desk, record, "questions", **{f"q_{DANGER}": "no"})
    assert kept(reread(record))[:2] == ("Answer it", IN_THREE_DAYS)


def test_answered_but_not_read_it_is_due_today_still(cast, sign_in):
    record, desk = reported(sign_in(cast.teacher)), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    assert kept(reread(record))[:2] == (READ_AGAIN, CLOSES)


def test_handed_over_its_clock_is_that_of_what_it_has_become(record, cast):
    add(record, cast.teacher)
    actions.answer(record, {question(DANGER): "yes"}, by=cast.coordinator)
    assert kept(reread(record))[:2] == ("Answer it", MONDAY + timedelta(minutes=30))


def test_they_are_next_though_the_list_is_done(record, cast):
    add(record, cast.teacher)
    for step in record.steps.filter(required=True):
        actions.excuse(step, by=cast.coordinator, reason="A single time")
    assert kept(reread(record))[0] == READ_AGAIN
    actions.answer(record, {question(DANGER): "no"}, by=cast.dsl)
    assert kept(reread(record))[0] == "Decide what happens"


def test_whoever_said_no_reads_that_a_colleague_reads_them(cast, sign_in):
    own, desk = make_report(cast.coordinator, "acceptable-use"), sign_in(cast.coordinator)
    add(own, cast.coordinator)
    assert of_queue(desk) == [(own.ref, "To be read again by a colleague")]
    assert of_queue(sign_in(cast.dsl)) == [(own.ref, READ_AGAIN)]


def test_once_they_have_it_themselves_nobody_has_to(cast):
    own = make_report(cast.coordinator, "acceptable-use")
    add(own, cast.coordinator)
    actions.acknowledge(own, by=cast.coordinator)
    assert kept(reread(own))[1] == step_due(own)


def test_whoever_reads_the_technical_part_alone_learns_nothing_of_such_words(cast, sign_in):
    record = make_report(cast.teacher, "malware")
    add(record, cast.teacher)
    page = words_of(sign_in(cast.network_manager).get("/records/"))
    assert record.ref in page
    assert "Words to read" not in page


def test_what_the_queue_keeps_is_what_settling_it_again_gives(record, cast, sign_in):
    for row in (reported(sign_in(cast.teacher)), add(record, cast.teacher)):
        before = kept(row)
        settle(row)
        assert kept(row) == before


def test_the_invariants_hold_meanwhile_and_afterwards(record, cast, sign_in, capsys):
    for one in (reported(sign_in(cast.teacher)), add(record, cast.teacher)):
        actions.answer(one, {question(DANGER): "no"}, by=cast.coordinator)
        with pytest.raises(SystemExit) as ended:
            call_command("invariants")
        assert ended.value.code == 0, capsys.readouterr().out
