"""Several processes as one: when any of them ends, or a signal comes, all end, and nobody is left behind.

Each child leads a process group of its own, so that what it forked goes with it even when it was itself killed; and
the kernel is asked to end each child should this process be killed outright.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

PR_SET_PDEATHSIG = 1
GRACE = 20.0  # seconds a child is given to finish the work in hand


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Runs named commands together: `Supervisor({"web": ["gunicorn", …]}).run()`."""

    def __init__(self, commands: Mapping[str, Sequence[str]], say: Callable[[str], None] = print):
        self.commands, self.say = commands, say
        self.children: dict[str, subprocess.Popen] = {}
        self.asked = False

    def run(self) -> int:
        """Blocks until all have ended. 0 when somebody asked for it, 1 when a child ended by itself."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        try:
            self._start()
            self._watch()
        finally:
            self._stop()
        return 0 if self.asked else 1

    def _ask(self, *_) -> None:
        self.asked = True

    def _start(self) -> None:
        for name, command in self.commands.items():
            self.children[name] = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent
            )

    def _watch(self) -> None:
        while not self.asked:
            for name, child in self.children.items():
                if child.poll() is not None:
                    self.say(f"{name} ended by itself ({child.returncode}); stopping the rest.")
                    return
            time.sleep(0.2)

    def _stop(self) -> None:
        """Asks each child to finish the work in hand, ends what it leaves behind, and after GRACE ends all."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()  # the child alone: what it forked may be in the middle of something
        deadline = time.monotonic() + GRACE
        while any(map(self._lives, self.children.values())) and time.monotonic() < deadline:
            time.sleep(0.1)
        for child in self.children.values():
            _end_group(child.pid, signal.SIGKILL)
            child.wait()

    def _lives(self, child: subprocess.Popen) -> bool:
        if child.poll() is None:
            return True
        return _end_group(child.pid, signal.SIGTERM)


def _end_group(leader: int, number: int) -> bool:
    """Signals what is left of a group; False when nothing is."""
    try:
        os.killpg(leader, number)
    except ProcessLookupError:
        return False
    return True
