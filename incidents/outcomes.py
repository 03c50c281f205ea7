"""How a matter can end."""

from incidents.classes import STAFF_KINDS
from incidents.models import Incident, Outcome


def outcomes_for(record: Incident, ground: bool = False):
    """What a matter of this class can end as; those about an adult of the school have their own.

    `ground`: those that need a ground, and no others; else those that need none.
    """
    rows = Outcome.objects.filter(retired=False, staff=record.kind in STAFF_KINDS, ground=ground)
    return rows.filter(pk__in=[row.pk for row in rows if not row.classes or record.cls in row.classes])
