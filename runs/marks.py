"""Marked points on the way to a file, at which `make reliability` kills the process (security.md RT-11, RT-28)."""

import os
import signal

POINTS = (
    "begun",
    "claimed",
    "freezing",
    "frozen, not committed",
    "frozen",
    "rendering",
    "rendered",
    "half written",
    "written",
    "renamed",
    "ready, not committed",
    "ready",
)


def reached(point: str) -> None:
    """Nothing happens here, unless a fault run named this point in the environment."""
    if os.environ.get("RUNS_DIE_AT") == point:
        os.kill(os.getpid(), signal.SIGKILL)
