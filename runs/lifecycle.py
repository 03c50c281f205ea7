"""The life of a file that was asked for. Every move but the last is the product's own; the page shows the states."""

from datetime import timedelta

from esafety.lib.lifecycle import Lifecycle, Move

WAITING, MAKING, READY, FAILED = "waiting", "making", "ready", "failed"

LIFECYCLE = Lifecycle(
    states=(WAITING, MAKING, READY, FAILED),
    moves=(
        # From `making` too: whoever was making it has not been heard of since the lease ran out.
        Move("claim", frozenset({WAITING, MAKING}), MAKING, "", "Begin"),
        Move("put back", frozenset({MAKING}), WAITING, "", "Leave for another try"),
        Move("finish", frozenset({MAKING}), READY, "", "Keep the file"),
        Move("give up", frozenset({WAITING, MAKING}), FAILED, "", "Give up"),
        Move("try again", frozenset({FAILED}), WAITING, "", "Try again"),
    ),
)

AT_ONCE = 2  # made at the same time, however many workers there are: each may take a processor and 1.5 GB
MOST_WAITING = 5  # of one person's: nobody fills the line for all others
MOST_ATTEMPTS = 5
LEASE = timedelta(seconds=45)  # how long nothing may be heard of whoever is making the file
PATIENCE = timedelta(seconds=45)  # how long a file waits before it is mentioned to the broker once more
QUIET = timedelta(minutes=2)  # how long nothing may be heard of any worker before pages say so
ORPHAN_AGE = timedelta(hours=1)


def sources(move: str) -> frozenset[str]:
    """The states a move starts from, for the condition of an UPDATE."""
    return LIFECYCLE.move(move).sources
