"""Looking at a record again: a day, what came of it, opened again where more has to be done."""

from datetime import UTC, date, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.actions import Refused
from incidents.models import FollowUp, Outcome
from tests.dealing import address, do, open_steps, opened, refused, step_of
from tests.make import make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 30)


@pytest.fixture
def closed(cast):
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "acceptable-use")
    steps = list(record.steps.filter(required=True))
    ended = actions.Dealing(Outcome.objects.get(code="advice"), "yes", excused=steps, excuse="A single time")
    actions.deal_here(record, ended, by=cast.coordinator)
    return reread(record)


def of(day: date) -> dict:
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year}


def test_a_day_is_set_from_the_page_and_shown_on_the_first_page_a_week_before(closed, cast, sign_in):
    do(sign_in(cast.coordinator), closed, "look-again", **of(DAY))
    assert reread(closed).follow_up_on == DAY
    assert "To be looked at again 30 November 2026" in words_of(sign_in(cast.coordinator).get(address(closed)))
    assert "Nothing to look at again this week. Next: 30 November." in words_of(sign_in(cast.head).get("/"))
    clock.set_to(datetime(2026, 11, 23, 9, tzinfo=UTC))
    home = words_of(sign_in(cast.head).get("/"))
    assert f"{closed.ref} On Mon 30 Nov" in home
    clock.set_to(datetime(2026, 12, 2, 9, tzinfo=UTC))
    assert f"{closed.ref} Since Mon 30 Nov" in words_of(sign_in(cast.dsl).get("/"))
    page = sign_in(cast.dsl).get("/records/?due=again")
    assert [row.record.ref for row in page.context["page"].rows] == [closed.ref]


def test_what_has_ended_says_so_and_first_of_all_when_it_is_looked_at_again(cast, sign_in):
    """What was left of its list is for no day, whatever it was for, but for the line that asks to look again."""
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    actions.investigate(record, by=cast.coordinator)
    write(step_of(record, "restorative"), when="now")
    for step in open_steps(record):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    page = sign_in(cast.coordinator)
    assert "What to do For now" in words_of(page.get(address(record)))
    actions.parents(record, "yes", by=cast.coordinator)
    actions.resolve(record, by=cast.coordinator, outcome=Outcome.objects.get(code="advice"))
    actions.look_again_on(record, DAY, by=cast.coordinator)
    words = words_of(page.get(address(record)))
    assert "Action finished To be looked at again on Monday 30 November 2026 ." in words
    assert "What was done Not done, as it did not have to be" in words
    assert not any(head in words for head in ("What to do", "For now", "Later", step_of(record, "follow-up").words))


def test_a_day_that_is_over_is_refused(closed, cast, sign_in):
    assert "still to come" in refused(sign_in(cast.coordinator), closed, "look-again", **of(date(2026, 10, 30)))
    with pytest.raises(Refused, match="still to come"):
        actions.look_again_on(closed, date(2026, 10, 30), by=cast.coordinator)


def test_nothing_more_to_do_leaves_it_closed(closed, cast, sign_in):
    actions.look_again_on(closed, DAY, by=cast.coordinator)
    do(sign_in(cast.coordinator), closed, "looked-again", further="no", text="It did not happen again.")
    after = reread(closed)
    assert (after.state, after.follow_up_on) == ("closed", None)
    assert FollowUp.objects.get(incident=closed).further is False


def test_more_to_do_opens_it_again_with_what_was_found_as_the_reason(closed, cast, sign_in):
    do(sign_in(cast.head), closed, "looked-again", further="yes", text="He has done it in art as well.")
    assert reread(closed).state == "acknowledged"
    said = [(row.verb, row.detail) for row in closed.events.order_by("-pk")[:2]]
    assert ("reopen", "He has done it in art as well.") in said


def test_what_was_found_has_to_be_said(closed, cast, sign_in):
    assert "Write what you found" in refused(sign_in(cast.coordinator), closed, "looked-again", further="no", text="")
    with pytest.raises(Refused, match="what you found"):
        actions.looked_again(closed, True, " ", by=cast.coordinator)


def test_an_open_one_is_looked_at_again_without_being_opened(cast):
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    actions.looked_again(record, True, "They still do not talk.", by=cast.coordinator)
    assert reread(record).state == "acknowledged"


def test_what_came_of_it_is_asked_only_where_somebody_was_to_look(closed, cast, sign_in):
    desk = sign_in(cast.coordinator)
    assert "Say what came of looking again" not in words_of(desk.get(address(closed)))
    do(desk, closed, "look-again", **of(DAY))
    assert "Say what came of looking again" in words_of(desk.get(address(closed)))


def test_outsider_404_insider_403(closed, cast, sign_in):
    assert sign_in(cast.senior_leader).get(address(closed, "look-again")).status_code == 404
    assert sign_in(cast.teacher).get(address(closed, "look-again")).status_code == 403
    assert "Look at it again" not in words_of(sign_in(cast.network_manager).get("/records/"))


def test_whoever_is_taken_off_it_finds_no_trace_on_their_first_page(closed, cast, sign_in):
    actions.look_again_on(closed, clock.today() + timedelta(days=1), by=cast.coordinator)
    actions.conflicted(closed, cast.head.person, by=cast.coordinator, reason="Her own child")
    assert closed.ref not in words_of(sign_in(cast.head).get("/"))


# --- Closing asks when, where the list says to look again -----------------------------------------------------
IN_THREE_WEEKS = MONDAY.date() + timedelta(weeks=3)
EMPTY = {"look_again_day": "", "look_again_month": "", "look_again_year": ""}
OF_THE_LIST = "Ask again in three weeks whether it has stopped"


@pytest.fixture
def ready(cast):
    """A serious matter that only has to be closed; its list says to look again."""
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "bullying")
    return write(record, state="resolved", outcome=Outcome.objects.get(code="advice"))


def test_closing_sets_the_day_to_look_again_three_weeks_on(ready, cast, sign_in):
    desk = sign_in(cast.coordinator)
    assert f"When will you look again? (optional) {OF_THE_LIST}." in words_of(desk.get(address(ready, "close")))
    do(desk, ready, "close")
    assert (reread(ready).state, reread(ready).follow_up_on) == ("closed", IN_THREE_WEEKS)
    words = words_of(desk.get(address(ready, "close")))
    assert "To be looked at again 23 November 2026" in words
    assert OF_THE_LIST not in words.partition("did not have to be")[2]
    clock.set_to(MONDAY + timedelta(weeks=3))
    assert f"{ready.ref} Today" in words_of(sign_in(cast.coordinator).get("/"))


def test_another_day_or_none_may_be_said(ready, cast, sign_in):
    desk = sign_in(cast.coordinator)
    assert "still to come" in refused(desk, ready, "close", **day_of(date(2026, 10, 30)))
    assert "must include a day" in refused(desk, ready, "close", look_again_day="")
    do(desk, ready, "close", **EMPTY)
    assert (reread(ready).state, reread(ready).follow_up_on) == ("closed", None)
    assert OF_THE_LIST in words_of(desk.get(address(ready, "close"))).partition("did not have to be")[2]


def day_of(day: date) -> dict:
    return {f"look_again_{part.removeprefix('day_')}": value for part, value in of(day).items()}


def test_where_a_day_stands_or_the_list_does_not_say_so_nothing_is_asked(ready, cast, sign_in):
    desk = sign_in(cast.coordinator)
    actions.look_again_on(ready, DAY, by=cast.coordinator)
    assert "When will you look again?" not in words_of(desk.get(address(ready, "close")))
    do(desk, ready, "close")
    assert reread(ready).follow_up_on == DAY
    small = write(make_report(cast.teacher, "acceptable-use"), state="resolved")
    assert "When will you look again?" not in words_of(desk.get(address(small, "close")))


def test_what_came_of_it_ends_the_line(ready, cast, sign_in):
    desk, line = sign_in(cast.coordinator), step_of(ready, "follow-up")
    do(desk, ready, "close", **day_of(DAY))
    do(desk, ready, "looked-again", further="no", text="She says that it has stopped.")
    assert (reread(line).state, reread(line).reason) == ("done", "She says that it has stopped.")


def test_dealt_with_on_one_page_the_day_is_set_there(cast, sign_in):
    clock.set_to(MONDAY)
    record, desk = make_report(cast.teacher, "bullying"), sign_in(cast.coordinator)
    own = {f"why_{step.ref}": "Nothing of that happened" for step in open_steps(record)}
    typed = {"outcome": "advice", "told": "yes", "excuse": "Does not apply here"}
    typed |= {name: why for name, why in own.items() if name in opened(desk, record, "deal-with-it").offered}
    wrong = {"look_again_day": 31, "look_again_month": 2}
    page = refused(desk, record, "deal-with-it", **typed, **wrong)
    assert "must be a real date" in page
    assert "makes the matter more serious" not in page, "no box takes the place of what the form says of warnings"
    do(desk, record, "deal-with-it", **typed)
    assert (reread(record).state, reread(record).follow_up_on) == ("closed", IN_THREE_WEEKS)
