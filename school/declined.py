"""Appointments a second person did not agree to: by whom, when and why, as their history has it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from esafety.lib import clock
from school.models import Appointment, User

LATELY = timedelta(days=14)  # how long it stands on first pages; on the page of the person it stays


@dataclass(frozen=True)
class Declined:
    """One decision; `row` is the appointment as it was left. One taken back or ended has no why, and is none."""

    row: Appointment
    by: str
    at: datetime
    why: str


def declined(**which) -> list[Declined]:
    """Those of which this holds, the latest first."""
    rows = Appointment.history.filter(withdrawn=True, history_change_reason__gt="", **which)
    rows = list(rows.select_related("person").order_by("-history_date"))
    whose = User.objects.filter(ref__in={row.history_user_id for row in rows}).select_related("person")
    names = {user.ref: user.name for user in whose}
    return [
        Declined(row.instance, names.get(row.history_user_id, ""), row.history_date, row.history_change_reason)
        for row in rows
    ]


def lately(**which) -> list[Declined]:
    """The same, of the last two weeks."""
    return declined(history_date__gte=clock.now() - LATELY, **which)
