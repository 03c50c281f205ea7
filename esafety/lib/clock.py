"""The one clock. Everything that asks the time asks here; only the demo and tests set it."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NIGHT = timedelta(hours=6)  # after midnight: whoever is still up at half past twelve is at the evening's work
_set: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set or datetime.now(UTC)


def today() -> date:
    """The civil date in the school, Europe/London."""
    return local(now()).date()


def end_of_today() -> datetime:
    """The midnight that ends today in the school, in UTC."""
    return at_school(today() + timedelta(days=1))


def end_of_evening() -> datetime:
    """The same, but that until six in the morning the evening before still lasts: the midnight that has passed."""
    return at_school(local(now() - NIGHT).date() + timedelta(days=1))


def local(moment: datetime) -> datetime:
    """The same moment as the school's wall clock shows it."""
    return moment.astimezone(LONDON)


def words_of(day: date, style: str = "%-d %B") -> str:
    """A day as people say it, with the year where it is not this one: "3 November", "3 November 2025"."""
    return f"{day:{style}}" if day.year == today().year else f"{day:{style} %Y}"


def at_school(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """That wall-clock time in the school, in UTC. A time clocks skip moves forward; one they repeat is the first."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def set_to(moment: datetime | None) -> None:
    """Stand the clock at `moment`, or let it run again with None. For the demo and tests alone."""
    global _set
    _set = moment


@contextmanager
def standing_at(moment: datetime):
    """The clock stands at `moment` inside the block."""
    before = _set
    set_to(moment)
    try:
        yield
    finally:
        set_to(before)
