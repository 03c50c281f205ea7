"""Who is told next, and when. Pure; real time, day and night. Source: security.md 4.3, people.md U1-U4."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from school.roles import Role

AGAIN = timedelta(minutes=30)  # after the last rung, everybody again, until somebody answers
LEASE = timedelta(seconds=60)  # how long a sender that died keeps a message from the others
WHOLE = 1000  # "at any rung": asked when somebody answers, and for the stand-down

_FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class Step:
    """One rung: told after this long without an answer, these roles besides those told before."""

    after: timedelta
    roles: frozenset[str]
    repeat: bool = True
    outside: bool = False


@dataclass(frozen=True)
class Ladder:
    """The rungs in order of time; the first is told at once."""

    steps: tuple[Step, ...]

    def roles(self, rung: int) -> frozenset[str]:
        """Every role told by the time `rung` is reached."""
        return frozenset().union(*(step.roles for step in self.steps[: rung + 1]))

    def step(self, rung: int) -> Step:
        """What is done at `rung`; beyond the last one everybody is told again, but nobody outside."""
        if rung < len(self.steps):
            return self.steps[rung]
        return Step(self.steps[-1].after, frozenset())

    def gap(self, rung: int) -> timedelta:
        """How long after `rung` the next one is due."""
        if rung + 1 < len(self.steps):
            return self.steps[rung + 1].after - self.steps[rung].after
        return AGAIN

    def is_last(self, rung: int) -> bool:
        return rung + 1 >= len(self.steps)

    def next_due(self, rung: int, reached: datetime, now: datetime) -> datetime:
        """When the rung after `rung`, which was due at `reached`, is due.

        No rung of the ladder is skipped, however late. Missed repeats are not made up: the next is the first ahead.
        """
        due = reached + self.gap(rung)
        if self.is_last(rung) and due <= now:
            due += ((now - due) // AGAIN + 1) * AGAIN
        return due


DEFAULT = Ladder(
    (
        Step(timedelta(0), frozenset({Role.DSL})),
        Step(timedelta(minutes=15), frozenset({Role.HEADTEACHER})),
        Step(timedelta(minutes=30), frozenset({Role.SENIOR_LEADER})),
        Step(timedelta(minutes=60), frozenset(), outside=True),
    )
)


def wait_after(attempts: int) -> timedelta:
    """How long after a failed attempt the next is made: 15 s, doubling, never more than 5 minutes."""
    return min(_FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 6), LONGEST_WAIT)
