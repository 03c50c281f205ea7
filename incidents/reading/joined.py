"""Records that are one matter: those joined to one, and those joined to these before."""

from incidents.lifecycle import State
from incidents.models import Incident


def joined_to(record: Incident) -> list[Incident]:
    """Everything that was joined to it, the last first."""
    found = list(record.duplicates.order_by("-pk"))
    return [one for other in found for one in (other, *joined_to(other))]


def stays_of(record: Incident) -> Incident:
    """The record that stays of those it was joined to, one after the other; itself, where it was not."""
    seen = set()
    while record.state == State.DUPLICATE and record.pk not in seen:
        seen.add(record.pk)
        record = record.duplicate_of
    return record
