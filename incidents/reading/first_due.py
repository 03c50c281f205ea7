"""When a line was due before a colleague was asked to do it by another day: that day is theirs, and goes with them."""

from collections.abc import Iterable
from datetime import datetime

from incidents.models import Step


def of(steps: Iterable[Step]) -> dict[int, tuple[datetime | None, str]]:
    """Of those that were given away, by their keys: when they were due, and the part of the list they stood in."""
    given = [step.pk for step in steps if step.owner_id]
    rows = Step.history.filter(id__in=given, owner=None).order_by("history_id") if given else Step.history.none()
    return {pk: (due_at, when) for pk, due_at, when in rows.values_list("id", "due_at", "when")}


def earlier(steps: Iterable[Step]) -> dict[int, datetime]:
    """The same of those that were put off by it, as a page says it."""
    was = of(steps)
    put_off = (step for step in steps if step.pk in was and step.due_at and was[step.pk][0])
    return {step.pk: was[step.pk][0] for step in put_off if was[step.pk][0] < step.due_at}
