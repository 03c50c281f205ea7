"""When what is for later is due, at the close of the next day of school (U21); when a matter has to be finished."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.models import Outcome, Target
from tests.make import make_report, reread

pytestmark = pytest.mark.django_db

FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 9, 35, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


BEFORE_SCHOOL = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
DAYS = [(FRIDAY_NIGHT, 23), (SUNDAY, 23), (MONDAY, 24)]


@pytest.mark.parametrize(("now", "day"), [*DAYS, (BEFORE_SCHOOL, 20), (BEFORE_SCHOOL + timedelta(days=1), 23)])
def test_the_next_working_day(cast, now, day):
    with clock.standing_at(now):
        record = make_report(cast.teacher, "staff-allegation", offices=frozenset({"other"}))
    later = {step.due_at.day for step in record.steps.filter(when="next")}
    assert later == {day}
    assert record.steps.get(agency__code="lado").when == "now", "if nobody answers, it is put off"


def test_never_before_what_is_for_now(cast):
    with clock.standing_at(MONDAY):
        record = make_report(cast.teacher, "copying")
    assert min(step.due_at for step in record.steps.filter(when="next")) >= record.due_at


def test_what_is_asked_about_an_adult_here_waits_no_longer_than_a_working_day(cast):
    """Also of a small matter, which may itself wait three."""
    with clock.standing_at(MONDAY):
        record = make_report(cast.teacher, "low-level-concern", offices=frozenset({"other"}))
    assert record.due_at.day > 24
    assert {step.due_at.day for step in record.steps.all()} == {24}


# --- To be finished by ---------------------------------------------------------------------------------------
WHY = "It was said again and again, to three of them."


@pytest.fixture
def copied(cast):
    """An ordinary matter of a Monday: ten school days."""
    clock.set_to(MONDAY)
    return make_report(cast.teacher, "acceptable-use")


def end_of(month, day) -> datetime:
    return datetime(2026, month, day, 16, 30, tzinfo=UTC)


def set_targets(days: int, **of):
    for target in Target.objects.filter(**of):
        target.finish, target.finish_unit = days, "days"
        with ledger("a test", by=None, kind="target", ref="") as book:
            book.save(target)


def test_it_is_counted_from_the_report(copied, cast):
    """Not from when somebody took it: who waits longer has no more time."""
    clock.set_to(MONDAY + timedelta(days=2))
    actions.acknowledge(copied, by=cast.coordinator)
    assert reread(copied).finish_by == end_of(12, 7)


def test_a_record_keeps_the_targets_it_was_opened_with(copied, cast):
    set_targets(3, cls="inappropriate")
    actions.acknowledge(copied, by=cast.coordinator)
    assert reread(copied).finish_by == end_of(12, 7)
    assert make_report(cast.teacher, "acceptable-use").finish_by == end_of(11, 26)


def test_made_more_serious_it_has_to_be_finished_sooner(copied, cast):
    set_targets(2, cls="serious")
    clock.set_to(MONDAY + timedelta(days=1))
    actions.acknowledge(copied, by=cast.coordinator)
    actions.raise_class(copied, "serious", by=cast.coordinator, reason=WHY)
    assert reread(copied).finish_by == end_of(11, 26), "two school days from being made more serious"


@pytest.mark.parametrize("to", ["serious", "illegal"])
def test_nothing_puts_it_off(copied, cast, to):
    """Ten and forty days, a week later: it keeps the ten it had."""
    clock.set_to(MONDAY + timedelta(days=7))
    actions.acknowledge(copied, by=cast.coordinator)
    actions.raise_class(copied, to, by=cast.coordinator, reason=WHY)
    assert reread(copied).finish_by == end_of(12, 7)


def test_made_less_serious_it_keeps_its_time(cast):
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "grooming")
    before = record.finish_by
    actions.acknowledge(record, by=cast.dsl)
    actions.lower(record, "inappropriate", by=cast.dsl, reason="Her uncle wrote to her, as he does each week.")
    assert reread(record).finish_by == before


def test_opened_again_after_it_was_closed_its_time_begins_anew(copied, cast):
    excused = list(copied.steps.filter(required=True))
    ended = actions.Dealing(Outcome.objects.get(code="advice"), "yes", excused=excused, excuse="It was a single time")
    actions.deal_here(copied, ended, by=cast.coordinator)
    clock.set_to(MONDAY + timedelta(days=30))
    actions.reopen(copied, by=cast.coordinator, reason="They did it again")
    assert reread(copied).finish_by > clock.now()


def test_one_reported_before_this_was_kept_gets_its_time_when_it_changes(copied, cast):
    copied.finish_by = None
    with ledger("a test", by=None, kind="incident", ref=copied.ref) as book:
        book.save(copied)
    actions.acknowledge(copied, by=cast.coordinator)
    assert reread(copied).finish_by == end_of(12, 7)
