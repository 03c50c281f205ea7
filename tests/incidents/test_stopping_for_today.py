"""When a record says that one can stop for today (U21)."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Outcome
from tests.dealing import address, do, step_of
from tests.make import make_report, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
STOP = "You can stop for today."
WHY = "Social care have it and do this themselves"


@pytest.fixture
def record(cast):
    """A child-protection matter of Friday night of which all is done that was for the night."""
    return done_for_now(cast, FRIDAY_NIGHT)


def done_for_now(cast, at):
    clock.set_to(at)
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=cast.dsl)
    for step in record.steps.filter(when="now"):
        actions.excuse(step, by=cast.dsl, reason=WHY)
    return record


@pytest.fixture
def page(record, cast, sign_in):
    return lambda: words_of(sign_in(cast.dsl).get(address(record)))


def left_for_thursday(record, cast, code="support-plan"):
    for step in record.steps.filter(state="open", required=True).exclude(template__code=code):
        actions.excuse(step, by=cast.dsl, reason=WHY)
    until = {"due_at": MONDAY + timedelta(days=3), "instruction": "Mia, 8B"}
    actions.give(step_of(record, code), cast.colleague.person, by=cast.dsl, **until)


def test_tonight_is_done(page):
    assert f"{STOP} Next: Monday 23 November, 16:30, Plan the child’s support" in page()


def test_not_before_school_begins(cast, sign_in):
    """What came in at half past seven is for this very day, not for tomorrow."""
    record = done_for_now(cast, FRIDAY_NIGHT.replace(hour=7))
    page = words_of(sign_in(cast.dsl).get(address(record)))
    assert STOP not in page
    assert "For now Plan the child’s support" in page
    assert step_of(record, "support-plan").due_at == FRIDAY_NIGHT.replace(hour=16)


def test_whoever_was_woken_in_the_night_may_stop(cast, sign_in):
    record = done_for_now(cast, FRIDAY_NIGHT.replace(hour=0))
    assert f"{STOP} Next: Friday 20 November, 16:30" in words_of(sign_in(cast.dsl).get(address(record)))


def test_what_waits_for_advice_keeps_nobody(record, page, cast):
    write(actions.add(record, "Speak with the uncle", by=cast.dsl), after_advice=True)
    assert STOP in page()
    assert "Speak with the uncle Not before police, social care or LADO have advised." in page()


def test_not_while_the_next_working_day_has_come_and_it_is_not_done(page):
    clock.set_to(MONDAY)
    assert STOP not in page()
    assert "For now Plan the child’s support" in page()


def test_not_while_somebody_is_to_be_chased_today(record, page, cast, sign_in):
    left_for_thursday(record, cast)
    do(sign_in(cast.dsl), record, "rang", "social-care", spoke_to="The duty desk", answered="no")
    assert f"{STOP} Next: Thursday 26 November, 09:00" in page()
    clock.set_to(MONDAY)
    assert STOP not in page()
    call = record.referrals.get()
    do(sign_in(cast.dsl), record, "chase", str(call.pk), day_day="25", day_month="11", day_year="2026")
    assert STOP in page()
    do(sign_in(cast.dsl), record, "answered", str(call.pk), answer="They take it on")
    clock.set_to(MONDAY + timedelta(days=2))
    assert STOP in page()


def test_opened_again_what_is_next_is_to_decide(record, page, cast):
    """Nothing is left but what may help; and the call nobody answered is not forgotten because it had ended."""
    actions.rang(record, step_of(record, "social-care").agency, by=cast.dsl)
    actions.refer(record, by=cast.dsl)
    for step in record.steps.filter(state="open", required=True).exclude(how="parents"):
        actions.excuse(step, by=cast.dsl, reason=WHY)
    actions.parents(record, "yes", by=cast.dsl)
    actions.resolve(record, by=cast.dsl, outcome=Outcome.objects.get(code="partners"))
    actions.reopen(record, by=cast.dsl, reason="It has happened again")
    assert record.steps.filter(state="open").exists()
    assert STOP not in page()


# --- What stands over the rest ----------------------------------------------------------------------------------
def test_the_rest_stands_under_the_days_it_is_due(record, page, cast):
    """What may be left out and what waits for advice is for no day, and makes none of them."""
    assert "For the next working day Plan the child’s support" in page()
    until = {"due_at": MONDAY + timedelta(days=3), "instruction": "Mia, 8B"}
    actions.give(step_of(record, "support-plan"), cast.colleague.person, by=cast.dsl, **until)
    assert "For the next working day and after" in page()
    left_for_thursday(record, cast)
    assert "Later Plan the child’s support" in page()
    assert "For the next working day" not in page()


def test_what_may_be_left_out_has_a_day_once_somebody_was_asked_to_do_it_by_then(record, page, cast):
    for step in record.steps.filter(state="open", required=True):
        actions.excuse(step, by=cast.dsl, reason=WHY)
    assert "Later Note what should change: filter, policy, teaching" in page()
    until = {"due_at": MONDAY + timedelta(hours=8), "instruction": "Mia, 8B"}
    actions.give(step_of(record, "learn"), cast.colleague.person, by=cast.dsl, **until)
    words = page()
    assert "For the next working day Note what should change" in words
    assert "Mia, 8B · By Mon 23 Nov, 17:00" in words
