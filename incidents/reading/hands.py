"""In whose hands a device was: what was noted of it, and what was written when it was put away; the latest is last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from incidents.models import Custody, Step, StepTemplate
from school import kept

PUT_AWAY = "secure"  # the line of the list that asks where the device is and who holds it
LABELS = {
    "whose": "Whose",
    "where_now": "Where it is",
    "held_by": "Who holds it",
    "since": "Since",
    "seen_by": "Who has seen it",
    "told": "What they saw or were told",
}
HOLDER = ("where_now", "held_by")


@dataclass(frozen=True)
class Hands:
    """What somebody noted then. `holder`: what of it says where it is and who holds it."""

    at: datetime
    by: str
    said: list[tuple[str, str]]
    holder: list[tuple[str, str]]


def of(noted: Iterable[Custody], steps: Iterable[Step]) -> list[Hands]:
    """Every change of hands, in its order."""
    lines = [Hands(row.at, row.by.name, _said(row, LABELS), _said(row, HOLDER)) for row in noted]
    return sorted([*lines, *_put_away(steps)], key=attrgetter("at"))


def _said(row: Custody, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(LABELS[name], getattr(row, name)) for name in names if getattr(row, name)]


def _put_away(steps: Iterable[Step]) -> Iterator[Hands]:
    line = kept.named(StepTemplate).get(PUT_AWAY)
    for step in steps:
        if line and step.template_id == line.pk and step.state == Step.State.DONE and step.reason:
            said = [(step.asks or step.words, step.reason)]
            yield Hands(step.done_at, step.done_by.name, said, said)
