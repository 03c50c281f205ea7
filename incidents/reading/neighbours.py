"""Records that may be of the same matter as one that is open before somebody."""

from datetime import datetime, timedelta

from incidents.asking import asked_by
from incidents.models import Incident

SPAN = timedelta(hours=48)
SHOWN = ("ref", "reported_at")


def of(record: Incident, people: set[int], user) -> list[Incident]:
    """Likely duplicates: one of its people or its device within 48 hours, among records the user may read (U44)."""
    since, until = record.reported_at - SPAN, record.reported_at + SPAN
    near = _near(user, record.kind, since, until, *people) if people else []
    if record.device:
        alike = Incident.objects.readable_by(user).filter(kind=record.kind, device__iexact=record.device)
        near += alike.filter(reported_at__range=(since, until)).only(*SHOWN)
    others = {one.pk: one for one in near if one.pk != record.pk}
    return sorted(others.values(), key=lambda one: one.reported_at, reverse=True)[:5]


@asked_by
def _near(user, kind: str, since: datetime, until: datetime, *people: int):
    rows = Incident.objects.readable_by(user).filter(kind=kind, reported_at__range=(since, until))
    return rows.filter(involved__person__in=people).only(*SHOWN)
