"""When something was, and how much of that somebody said: pages are set to now and ask no more than that (U27).

Where the day was changed and the time left as the page had set it, that is when the page was filled in. It is kept,
as the nearest there is, and no page says it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import models

from esafety.lib import clock

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
CHECK_YEAR = "Check the year: that is more than a hundred years ago"
OLDEST = 100  # years: what somebody was told may be long ago; anything older is a slip of the finger


class Said(models.TextChoices):
    """How much of it somebody said."""

    TIME = "time", "The day and the time"
    DAY = "day", "The day"
    NOTHING = "nothing", "Neither"


def column() -> models.CharField:
    """Stands beside the column of the moment."""
    return models.CharField("how much of when it was somebody said", max_length=7, choices=Said, default=Said.TIME)


@dataclass(frozen=True)
class When:
    """A moment, to the minute where somebody said it. As text: "19 November 2026, 14:30", or the day alone."""

    at: datetime
    said: str = Said.TIME

    def __str__(self) -> str:
        day = f"{clock.local(self.at):%-d %B %Y}"
        return f"{day}, {clock.local(self.at):%H:%M}" if self.said == Said.TIME else day

    @property
    def latest(self) -> datetime:
        """The last moment it can have been."""
        return clock.at_school(clock.local(self.at).date() + A_DAY) if self.said == Said.DAY else self.at

    def is_before(self, other: "When") -> bool:
        """By the minute; by the day, where no more is known of one of them."""
        if self.said == other.said == Said.TIME:
            return self.at < other.at.replace(second=0, microsecond=0)
        return clock.local(self.at).date() < clock.local(other.at).date()

    @property
    def told(self) -> str:
        """As much of it as somebody said, and how much that is."""
        if self.said == Said.NOTHING:
            return "About when it was reported: the reporter left the time as it was set"
        return str(self) if self.said == Said.TIME else f"{self}, and nobody said at what time"

    @property
    def done_now(self) -> "When":
        """Where a page asks of what one has just done, leaving it as it is set says that it was now."""
        return replace(self, said=Said.TIME) if self.said == Said.NOTHING else self

    def kept(self, now: datetime) -> "When":
        """As a report sent now keeps it: one begun long ago was set to when it began, which is nearer than now."""
        if self.said != Said.NOTHING:
            return self
        return replace(self, at=now) if now - self.at < AN_HOUR else replace(self, said=Said.TIME)


def too_long_ago(day: date) -> bool:
    return day.year < clock.today().year - OLDEST


def set_to(day: date, at: time) -> str:
    """What a page put into its two boxes, for it to carry along."""
    return f"{day:%Y-%m-%d} {at:%H:%M}"


def typed(day: date, at: time, was_set_to: str) -> When:
    """What stands in the two boxes, and how much of it the page had put there."""
    day_left, time_left = (was in was_set_to.split(" ") for was in (f"{day:%Y-%m-%d}", f"{at:%H:%M}"))
    left = Said.NOTHING if day_left else Said.DAY
    return When(clock.at_school(day, at.hour, at.minute), left if time_left else Said.TIME)
