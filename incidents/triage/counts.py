"""What stands at the head of the queue and on the home page: how many wait, and for what (U37)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, When

from esafety.lib import clock
from incidents.asking import asked_by
from incidents.lifecycle import State
from incidents.models import Incident
from incidents.triage import waiting


@dataclass(frozen=True)
class Counts:
    """Open records a person deals with, of each sort; `private` are those others keep, of which no more is said."""

    open: int = 0
    new: int = 0
    overdue: int = 0
    today: int = 0
    waiting: int = 0
    to_close: int = 0
    nobody: int = 0
    private: int = 0


def counts(user) -> Counts:
    """One query over the open records the user may know of, by their state."""
    rows = _rows(user, clock.now(), clock.end_of_today(), clock.today())
    theirs = [row for row in rows if row["theirs"]]
    in_state = {row["state"]: row["all"] for row in theirs}
    return Counts(
        open=sum(in_state.values()),
        new=in_state.get(State.REPORTED, 0),
        overdue=sum(row["overdue"] for row in theirs),
        today=sum(row["today"] for row in theirs),
        waiting=in_state.get(State.REFERRED, 0),
        to_close=in_state.get(State.RESOLVED, 0),
        nobody=sum(row["nobody"] for row in theirs),
        private=sum(row["all"] for row in rows if not row["theirs"]),
    )


@asked_by
def _rows(user, now: datetime, midnight: datetime, today: date):
    known = Incident.objects.queued_for(user).open().order_by()
    return known.values("state", theirs=Case(When(waiting.theirs(user), then=True), default=False)).annotate(
        all=Count("pk"),
        overdue=Count("pk", filter=waiting.overdue(now)),
        today=Count("pk", filter=waiting.due_today(now, midnight)),
        nobody=Count("pk", filter=waiting.with_nobody(today)),
    )
