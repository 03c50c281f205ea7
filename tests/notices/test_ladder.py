"""The ladder as arithmetic: when is which rung due (security.md 4.3)."""

from datetime import UTC, datetime, timedelta

import pytest

from notices.ladder import DEFAULT, LONGEST_WAIT, wait_after
from school.roles import Role

START = datetime(2026, 11, 6, 21, 28, tzinfo=UTC)


def minutes(number):
    return START + timedelta(minutes=number)


@pytest.mark.parametrize(("rung", "reached", "due"), [(0, 0, 15), (1, 15, 30), (2, 30, 60), (3, 60, 90), (4, 90, 120)])
def test_each_rung_has_its_minute(rung, reached, due):
    assert DEFAULT.next_due(rung, minutes(reached), minutes(reached)) == minutes(due)


def test_a_rung_that_is_late_is_not_skipped():
    assert DEFAULT.next_due(0, minutes(0), minutes(500)) == minutes(15)


def test_missed_repeats_are_not_made_up():
    assert DEFAULT.next_due(3, minutes(60), minutes(500)) == minutes(510)


def test_a_rung_adds_roles_and_takes_none_away():
    assert DEFAULT.roles(0) == {Role.DSL}
    assert DEFAULT.roles(2) == {Role.DSL, Role.HEADTEACHER, Role.SENIOR_LEADER}
    assert DEFAULT.roles(1000) == DEFAULT.roles(3)


def test_only_the_last_rung_tells_the_outside_contact():
    assert [DEFAULT.step(rung).outside for rung in range(6)] == [False, False, False, True, False, False]


def test_waits_double_from_15_seconds_to_5_minutes():
    waits = [wait_after(attempts).total_seconds() for attempts in range(1, 8)]
    assert waits == [15, 30, 60, 120, 240, 300, 300]


def test_a_thousand_failures_wait_no_longer():
    assert wait_after(1000) == LONGEST_WAIT
