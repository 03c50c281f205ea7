"""Records that are one matter: those joined to one, and those joined to these before."""

from incidents.models import Incident


def joined_to(record: Incident) -> list[Incident]:
    """Everything that was joined to it, the last first."""
    found = list(record.duplicates.order_by("-pk"))
    return [one for other in found for one in (other, *joined_to(other))]
