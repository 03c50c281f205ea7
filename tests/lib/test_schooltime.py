"""School hours: open, closed, and how long until something is due."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety.lib import clock
from esafety.lib.schooltime import (
    Calendar,
    add_school_days,
    add_school_hours,
    close_of_next_day,
    is_guess,
    is_open,
    is_school_day,
    next_break,
    next_opening,
)

AUTUMN = (date(2026, 9, 1), date(2026, 12, 18))
SPRING = (date(2027, 1, 4), date(2027, 3, 25))
HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))
YEAR = Calendar(terms=(AUTUMN, SPRING), closures=(HALF_TERM,), bank_holidays=frozenset({date(2027, 1, 1)}))


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return clock.at_school(date(year, month, day), hour, minute)


def test_a_school_is_open_on_a_school_day_from_opening_until_closing():
    times = [(7, 59), (8, 0), (16, 29), (16, 30)]
    assert [is_open(at(20, *time), YEAR) for time in times] == [False, True, True, False]
    assert not is_open(at(21, 12), YEAR)  # Saturday


def test_half_term_holidays_and_bank_holidays_are_closed():
    days = [date(2026, 10, 27), date(2026, 12, 24), date(2027, 1, 1), date(2026, 11, 2)]
    assert [is_school_day(day, YEAR) for day in days] == [False, False, False, True]


def test_hours_run_over_the_night_and_the_weekend():
    assert add_school_hours(at(20, 15, 30), 2, YEAR) == at(23, 9)
    assert add_school_hours(at(20, 21, 28), 4, YEAR) == at(23, 12)


def test_hours_that_end_at_closing_time_end_today():
    assert add_school_hours(at(20, 12, 30), 4, YEAR) == at(20, 16, 30)


def test_hours_run_over_half_term_and_the_end_of_summer_time():
    assert add_school_hours(at(23, 16, month=10), 1, YEAR) == at(2, 8, 30)


def test_days_end_at_closing_time_and_evening_counts_as_the_next_day():
    assert add_school_days(at(18, 10), 2, YEAR) == at(20, 16, 30)
    assert add_school_days(at(18, 17), 0, YEAR) == at(19, 16, 30)
    assert add_school_days(at(21, 10), 1, YEAR) == at(24, 16, 30)


def test_next_opening_is_now_while_open_and_monday_on_friday_evening():
    assert next_opening(at(20, 9, 5), YEAR) == at(20, 9, 5)
    assert next_opening(at(20, 16, 30), YEAR) == at(23, 8)


def test_the_next_school_day_is_today_until_it_begins():
    assert close_of_next_day(at(20, 7, 30), YEAR) == at(20, 16, 30)
    assert close_of_next_day(at(20, 8), YEAR) == close_of_next_day(at(20, 16, 30), YEAR) == at(23, 16, 30)
    assert close_of_next_day(at(21, 7, 30), YEAR) == at(23, 16, 30), "a Saturday"


def test_on_the_last_day_of_term_it_is_that_day_and_then_the_first_of_the_next():
    assert close_of_next_day(at(18, 7, 30, month=12), YEAR) == at(18, 16, 30, month=12)
    assert close_of_next_day(at(18, 8, month=12), YEAR) == at(4, 16, 30, month=1, year=2027)


def test_after_the_last_term_weekdays_stand_in_and_it_says_so():
    assert add_school_days(at(25, 10, month=3, year=2027), 1, YEAR) == at(26, 16, 30, month=3, year=2027)
    assert is_guess(at(26, 10, month=3, year=2027), YEAR)
    assert not is_guess(at(20, 10), YEAR)
    assert is_guess(at(20, 10), Calendar())


def test_the_next_break_is_half_term_then_christmas_and_then_nobody_knows():
    assert next_break(date(2026, 9, 3), YEAR) == (date(2026, 10, 24), date(2026, 11, 1))
    assert next_break(date(2026, 10, 28), YEAR) == (date(2026, 10, 24), date(2026, 11, 1))
    assert next_break(date(2026, 11, 2), YEAR) == (date(2026, 12, 19), date(2027, 1, 3))
    assert next_break(date(2027, 1, 5), YEAR) is None
    assert next_break(date(2027, 1, 5), Calendar()) is None


def test_a_boarding_school_that_is_open_while_the_clocks_change_counts_hours_that_passed():
    always = Calendar(opens=time(0), closes=time(6), weekdays=frozenset(range(7)))
    spring_forward, back = at(28, 0, month=3, year=2027), at(25, 0, month=10)
    assert add_school_hours(spring_forward, 5, always) == at(28, 6, month=3, year=2027)
    assert add_school_hours(back, 7, always) == at(25, 6, month=10)


@pytest.mark.parametrize("wrong", [{"opens": time(17)}, {"weekdays": frozenset()}])
def test_a_school_that_never_opens_is_refused(wrong):
    with pytest.raises(ValueError, match="A school"):
        Calendar(**wrong)


# --- Whatever the calendar -----------------------------------------------------------------------------------
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
spans = st.tuples(days, st.integers(0, 90)).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))
calendars = st.builds(
    Calendar,
    opens=st.times(time(0), time(11)).map(lambda t: t.replace(second=0, microsecond=0)),
    closes=st.times(time(12), time(23)).map(lambda t: t.replace(second=0, microsecond=0)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    terms=st.lists(spans, max_size=4).map(tuple),
    closures=st.lists(spans, max_size=3).map(tuple),
    bank_holidays=st.frozensets(days, max_size=5),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
minutes = st.integers(1, 3000)


def hours_open_between(start, end, calendar):
    """Reckoned the other way round: day by day, what of the school day lies between the two."""
    total, day = timedelta(), clock.local(start).date()
    while day <= clock.local(end).date():
        if is_school_day(day, calendar):
            opens = clock.at_school(day, calendar.opens.hour, calendar.opens.minute)
            closes = clock.at_school(day, calendar.closes.hour, calendar.closes.minute)
            total += max(timedelta(), min(end, closes) - max(start, opens))
        day += timedelta(days=1)
    return total / timedelta(hours=1)


@given(calendars, moments, minutes)
def test_exactly_that_many_school_hours_lie_between(calendar, start, minutes):
    due = add_school_hours(start, minutes / 60, calendar)
    assert hours_open_between(start, due, calendar) == pytest.approx(minutes / 60)


@given(calendars, moments, minutes, minutes)
def test_waiting_twice_is_waiting_once_for_both(calendar, start, first, second):
    halfway = add_school_hours(start, first / 60, calendar)
    both = add_school_hours(start, (first + second) / 60, calendar)
    assert abs(add_school_hours(halfway, second / 60, calendar) - both) < timedelta(milliseconds=1)


@given(calendars, moments, st.integers(0, 10), st.timedeltas(timedelta(), timedelta(days=40)))
def test_what_comes_later_is_never_due_earlier(calendar, start, days, later):
    assert add_school_days(start, days, calendar) <= add_school_days(start + later, days, calendar)


@given(calendars, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(calendar, moment):
    opening = next_opening(moment, calendar)
    assert is_open(opening, calendar) and opening >= moment
    assert hours_open_between(moment, opening, calendar) == 0
