"""What other rooms know of a matter's web addresses at that time: an approved exception that covers it, say."""

from django.http import HttpRequest

from incidents.reading.showing import Shown
from school import panels
from school.panels import Panel

SLOT = "address in a window"


def of(request: HttpRequest, shown: Shown) -> list[Panel]:
    """Their panels, where it has addresses and could have been allowed; asked with its time and its year groups."""
    record = shown.record
    addresses = [line.strip() for line in record.addresses.splitlines() if line.strip()]
    if not addresses or not shown.facts.grounds:
        return []
    years = sorted({row.year_group for row in shown.involved if row.year_group})
    return panels.gather(SLOT, request, addresses=addresses, at=record.happened_at, group=years)
