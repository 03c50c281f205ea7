"""The alert daemon: its own process, which needs no broker. Other rooms give it chores in `AppConfig.ready`.

Three parts, so that a hanging mail server or a slow chore never keeps an alarm from climbing: the watch (heartbeat,
ladder) in the main thread, senders beside it, chores in a thread of their own.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import close_old_connections, connections

from esafety.lib import clock
from notices import actions, heartbeat, sending, watch
from notices.models import Delivery
from school import installation
from school.actions.installation import begin_if_new

log = logging.getLogger(__name__)

TICK = 1.0  # seconds between two looks
SENDERS = 2  # one more than a mail server that hangs can hold up; each in mid-send may cost a duplicate
CHORES = "alertd chores"
_JUMP = timedelta(seconds=5)  # the machine's clock was set, not merely corrected


@dataclass
class Chore:
    """Something done every so many seconds, for as long as the daemon runs."""

    name: str
    every: float
    function: Callable[[], object]
    next_at: float = 0.0

    def do_if_due(self) -> bool:
        """Do it when its time has come. A fault is logged by its kind and stops no other chore."""
        if time.monotonic() < self.next_at:
            return False
        self.next_at = time.monotonic() + self.every
        try:
            close_old_connections()
            self.function()
        except Exception as error:  # whatever it is, alarms go on
            log.error("%s failed: %s", self.name, type(error).__name__)
        return True


_chores: dict[str, Chore] = {}


def register(name: str, every_seconds: float, function: Callable[[], object]) -> None:
    """Have `function()` called every so many seconds. It opens its own ledger, and must bear being cut short."""
    _chores[name] = Chore(name, every_seconds, function)


def chores() -> list[Chore]:
    return list(_chores.values())


class Daemon:
    """Runs until `stop` is set; then finishes what is in hand."""

    def __init__(self, stop: threading.Event):
        self.stop = stop
        self.watches = [
            Chore("heartbeat", 10, heartbeat.beat),
            Chore("clock", TICK, ClockWatch()),
            Chore("ladder", TICK, watch.climb_due),
            Chore("senders", TICK, self.send),
        ]
        self.senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="sender")
        self.sending: list[Future] = []
        self.begun, self.held = False, "Nobody has looked yet."

    def run(self) -> None:
        """Watch until told to stop."""
        doing = threading.Thread(target=self.do_chores, name="chores")
        doing.start()
        while not self.stop.is_set():
            self.look_where_it_runs()
            if not self.held:
                for chore in self.watches:
                    chore.do_if_due()
            self.stop.wait(TICK)
        doing.join()
        self.senders.shutdown(wait=True)
        connections.close_all()

    def look_where_it_runs(self) -> None:
        """On a copy of the school it does nothing at all, not even say that it lives: pages tell that alarms rest."""
        try:
            close_old_connections()
            held = installation.trouble()
            if not (held or self.begun):
                begin_if_new()
                self.begun = True
        except Exception as error:  # the database is away: the next look tries again
            held = f"Whether this is the school cannot be found out: {type(error).__name__}."
        if held and held != self.held:
            log.error("nothing is sent. %s", held)
        self.held = held

    def do_chores(self) -> None:
        """One after another, each in its time."""
        alive = Chore("heartbeat of chores", 10, partial(heartbeat.beat, CHORES))
        while not self.stop.is_set():
            for chore in [alive, *chores()]:
                if not (self.stop.is_set() or self.held):
                    chore.do_if_due()
            self.stop.wait(TICK)
        connections.close_all()

    def send(self) -> None:
        """Put idle senders to work when something is due."""
        self.sending = [future for future in self.sending if not future.done()]
        if len(self.sending) < SENDERS and Delivery.objects.due(clock.now()).exists():
            self.sending += [self.senders.submit(self._send_some) for _ in range(SENDERS - len(self.sending))]

    def _send_some(self) -> None:
        try:
            sending.send_due(stop=self.stop.is_set)
        except Exception as error:  # the database went away: the lease runs out, the next look tries again
            log.error("a sender failed: %s", type(error).__name__)
        finally:
            connections.close_all()


class ClockWatch:
    """Notices when somebody sets the machine's clock, and moves what is to come by as much.

    Without it an alarm would climb two hours late, or at once, because a clock was wrong and is now right.
    """

    def __init__(self) -> None:
        self.last = self._read()

    def __call__(self) -> None:
        wall, steady = self._read()
        jump = timedelta(seconds=(wall - self.last[0]) - (steady - self.last[1]))
        self.last = wall, steady
        if abs(jump) > _JUMP:
            log.warning("the clock was set by %d seconds", jump.total_seconds())
            actions.shift_ladders(jump)

    def _read(self) -> tuple[float, float]:
        return time.time(), time.monotonic()
