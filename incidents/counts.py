"""What stands at the head of the queue and on the home page: how many wait, and for what (U37)."""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, When

from incidents import waiting
from incidents.lifecycle import State
from incidents.models import Incident


@dataclass(frozen=True)
class Counts:
    """Open records a person deals with, of each sort; `private` are those others keep, of which no more is said."""

    open: int = 0
    new: int = 0
    overdue: int = 0
    today: int = 0
    waiting: int = 0
    to_close: int = 0
    private: int = 0


def counts(user) -> Counts:
    """One query over the open records the user may know of."""
    known = Incident.objects.queued_for(user).open().order_by()
    sorts = known.values(theirs=Case(When(waiting.theirs(user), then=True), default=False)).annotate(
        open=Count("pk"),
        new=Count("pk", filter=Q(state=State.REPORTED)),
        overdue=Count("pk", filter=waiting.overdue()),
        today=Count("pk", filter=waiting.due_today()),
        waiting=Count("pk", filter=Q(state=State.REFERRED)),
        to_close=Count("pk", filter=Q(state=State.RESOLVED)),
    )
    found = {row.pop("theirs"): row for row in sorts}
    return Counts(**found.get(True, {}), private=found.get(False, {}).get("open", 0))
