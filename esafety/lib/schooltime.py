"""Hours and days the school is open, as arithmetic on plain values. The wall clock is the school's, Europe/London.

Beyond the terms the calendar knows, every weekday counts as a school day: a date that comes too early is looked at,
one that never comes is not. `is_guess` says where that happened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from esafety.lib import clock

Days = tuple[date, date]  # first and last day, both counted
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """When a school is open: on weekdays (Monday is 0) of its terms, `opens` to `closes`, but for its closures."""

    opens: time = time(8)
    closes: time = time(16, 30)
    weekdays: frozenset[int] = frozenset(range(5))
    terms: tuple[Days, ...] = ()
    closures: tuple[Days, ...] = ()
    bank_holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("A school closes after it opens, on the same day.")
        if not self.weekdays:
            raise ValueError("A school is open on one weekday at least.")

    def knows(self, day: date) -> bool:
        """Does `day` lie between the first day of the first term and the last day of the last?"""
        return any(first <= day for first, _ in self.terms) and any(day <= last for _, last in self.terms)


def is_school_day(day: date, calendar: Calendar) -> bool:
    """Is the school open on that day at all?"""
    if day.weekday() not in calendar.weekdays or day in calendar.bank_holidays or _within(day, calendar.closures):
        return False
    return _within(day, calendar.terms) or not calendar.knows(day)


def is_open(moment: datetime, calendar: Calendar) -> bool:
    """Is the school open at that moment? The minute it closes, it is closed."""
    day = clock.local(moment).date()
    opens, closes = _hours_of(day, calendar)
    return is_school_day(day, calendar) and opens <= moment < closes


def is_guess(moment: datetime, calendar: Calendar) -> bool:
    """Does the calendar say nothing about that day, so that weekdays stood in for school days?"""
    return not calendar.knows(clock.local(moment).date())


def next_opening(moment: datetime, calendar: Calendar) -> datetime:
    """The moment itself while the school is open, otherwise when it opens next; UTC."""
    return next(max(opens, moment.astimezone(UTC)) for opens, closes in _openings(moment, calendar) if moment < closes)


def close_of_next_day(moment: datetime, calendar: Calendar) -> datetime:
    """The close of the next school day that has yet to begin: before it opens that is this very day; UTC."""
    return next(closes for opens, closes in _openings(moment, calendar) if moment < opens)


def add_school_hours(start: datetime, hours: float, calendar: Calendar) -> datetime:
    """When the school will have been open for `hours` since `start`, which need not be in school hours; UTC."""
    openings, left = _openings(start, calendar), timedelta(hours=hours)
    while True:
        opens, closes = next(openings)
        begins = max(opens, start.astimezone(UTC))
        if begins < closes:
            if begins + left <= closes:
                return begins + left
            left -= closes - begins


def add_school_days(start: datetime, days: int, calendar: Calendar) -> datetime:
    """The close of the school day `days` after the one on which `start` counts as received; UTC.

    What arrives after hours or on a day off counts as received on the next school day. 0 is the end of that same day.
    """
    days_ahead = _school_days_from(clock.local(next_opening(start, calendar)).date(), calendar)
    for _ in range(days):
        next(days_ahead)
    return _hours_of(next(days_ahead), calendar)[1]


def next_break(day: date, calendar: Calendar, at_least: int = 4) -> Days | None:
    """First and last day of the next run of `at_least` days without school that ends on or after `day`.

    None where the terms end before one is known: the days after the last term are no break anybody entered.
    """
    first, last_known = day, max((last for _, last in calendar.terms), default=day)
    while first <= last_known:
        if is_school_day(first, calendar):
            first += ONE_DAY
            continue
        after = next(_school_days_from(first, calendar))
        begins = _first_day_off(first, calendar)
        if (after - begins).days >= at_least:
            return begins, after - ONE_DAY
        first = after
    return None


def _within(day: date, spans: tuple[Days, ...]) -> bool:
    return any(first <= day <= last for first, last in spans)


def _first_day_off(day: date, calendar: Calendar) -> date:
    while calendar.knows(day - ONE_DAY) and not is_school_day(day - ONE_DAY, calendar):
        day -= ONE_DAY
    return day


def _hours_of(day: date, calendar: Calendar) -> tuple[datetime, datetime]:
    return (
        clock.at_school(day, calendar.opens.hour, calendar.opens.minute),
        clock.at_school(day, calendar.closes.hour, calendar.closes.minute),
    )


def _school_days_from(day: date, calendar: Calendar) -> Iterator[date]:
    """Endless, and never starved: after the last term and the last closure every weekday counts."""
    while True:
        if is_school_day(day, calendar):
            yield day
        day += ONE_DAY


def _openings(moment: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    for day in _school_days_from(clock.local(moment).date(), calendar):
        yield _hours_of(day, calendar)
