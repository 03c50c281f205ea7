"""Whether the alert daemon is alive: a row it writes every ten seconds."""

from datetime import timedelta

from esafety.lib import clock
from esafety.lib.prepared import prepared
from notices.models import Heartbeat

DAEMON = "alertd"
OLD = timedelta(seconds=120)


def beat(name: str = DAEMON) -> None:
    """Seen to just now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": clock.now()})


def age(name: str = DAEMON) -> timedelta | None:
    """How long ago it was seen to; None for never. A clock set back reads as just now."""
    last = _seen_at(name)
    return max(clock.now() - last[0], timedelta(0)) if last else None


_seen_at = prepared(lambda name: Heartbeat.objects.filter(name=name).values_list("at", flat=True))


def is_old() -> bool:
    """Nobody climbs or retries: pages say so, and whoever alerts sends for themselves."""
    since = age()
    return since is None or since > OLD
