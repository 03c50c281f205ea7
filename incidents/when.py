"""When something was, as a page asks: set to now, and no more than that where nobody changes it (U27).

A time somebody said is a whole minute. Where the day was changed and the time left as the page had set it, that is
when the page was filled in: it is kept with a mark, as the nearest there is, and no page says it.
"""

from datetime import date, datetime, time, timedelta

from esafety.lib import clock

UNSAID = timedelta(microseconds=1)


def set_to(day: date, at: time) -> str:
    """What a page put into its two boxes, for it to carry along."""
    return f"{day:%Y-%m-%d} {at:%H:%M}"


def said(day: date, at: time, was_set_to: str) -> datetime:
    """The moment somebody said, by what the page had put there before."""
    day_before, _, time_before = was_set_to.partition(" ")
    left = f"{at:%H:%M}" == time_before and f"{day:%Y-%m-%d}" != day_before
    return clock.at_school(day, at.hour, at.minute) + left * UNSAID


def only_day(at: datetime) -> bool:
    """Was no time of that day said?"""
    return at.microsecond == 1


def words(at: datetime) -> str:
    """As much of it as was said: "19 November 2026, 14:30", or the day alone."""
    return f"{clock.local(at):%-d %B %Y}" if only_day(at) else f"{clock.local(at):%-d %B %Y, %H:%M}"


def is_before(at: datetime, other: datetime) -> bool:
    """By the minute; by the day, where no more is known of one of them."""
    if only_day(at) or only_day(other):
        return clock.local(at).date() < clock.local(other).date()
    return at < other.replace(second=0, microsecond=0)
