"""Whether the alert daemon is alive: a row it writes every ten seconds."""

from datetime import datetime, timedelta

from esafety.lib import clock
from notices.models import Heartbeat

DAEMON = "alertd"
OLD = timedelta(seconds=120)


def beat(name: str = DAEMON) -> None:
    """Seen to just now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": clock.now()})


def last(name: str = DAEMON) -> datetime | None:
    """When it was last seen to; None for never."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def age(name: str = DAEMON) -> timedelta | None:
    """How long ago that was. A clock set back reads as just now."""
    at = last(name)
    return max(clock.now() - at, timedelta(0)) if at else None


def is_silent(at: datetime | None) -> bool:
    """Seen to last at that moment, is it gone?"""
    return at is None or clock.now() - at > OLD


def is_old() -> bool:
    """Nobody climbs or retries: pages say so, and whoever alerts sends for themselves."""
    return is_silent(last())
