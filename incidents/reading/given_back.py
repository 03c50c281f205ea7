"""Who gave a line back that they were asked to do, when and why: its history has it, as the timeline says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from incidents.models import Event, Step

BACK = "step given back"  # what the timeline calls it


@dataclass(frozen=True)
class Back:
    by: str
    at: datetime
    why: str


def of(steps: Iterable[Step], events: Iterable[Event]) -> dict[int, Back]:
    """Of those that are to do and nobody's, by their keys. Asked only of a record whose timeline says that one was."""
    names = {row.by.person_id: row.by.name for row in events if row.verb == BACK}
    free = [step.pk for step in steps if step.state == Step.State.OPEN and not step.owner_id] if names else []
    had, back = {}, {}
    for row in Step.history.filter(id__in=free).order_by("history_id") if free else ():
        before = had.get(row.id)
        had[row.id] = row.owner_id
        if row.owner_id or row.state != Step.State.OPEN:
            back.pop(row.id, None)
        elif before:
            back[row.id] = Back(names.get(before, ""), row.history_date, row.history_change_reason or "")
    return back
