"""Looking at the clock: which notices climb now."""

from esafety.lib import clock
from notices.actions.notices import climb
from notices.models import Notice

_AT_A_TIME = 200


def climb_due() -> int:
    """Climb every notice whose time has come, rung by rung until it stands where it should. Returns rungs climbed."""
    climbed = 0
    while due := list(Notice.objects.to_climb(clock.now())[:_AT_A_TIME]):
        moved = sum(climb(notice) for notice in due)
        climbed += moved
        if not moved:
            break
    return climbed
