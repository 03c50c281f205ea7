"""Where somebody opened a record: filters and page keys, which may stand in an address, and nothing else (U40)."""

from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from incidents.models import Incident
from incidents.triage import newest, queue


@dataclass(frozen=True)
class Place:
    """The filters, the key behind which the page began, and the key of the row a record was opened from."""

    filters: queue.Filters
    after: str
    at: str
    page, back, leads_on = "incidents:queue", "Back to the records", True

    @property
    def query(self) -> str:
        """As it stands in an address."""
        said = asdict(self.filters) | {"after": self.after, "at": self.at}
        return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Found:
    """The page of a search: where it began. The words are on the server."""

    typed: str
    page, back, leads_on = "incidents:search", "Back to the search", False

    @property
    def mark(self) -> str:
        return newest.as_mark(self.typed)

    @property
    def query(self) -> str:
        return urlencode({"found": self.mark})


def place_of(filters: queue.Filters, asked) -> Place | None:
    """The place an address names, or None where it names none."""
    after, at = ((asked.get(name) or "").replace("\0", "") for name in ("after", "at"))
    return Place(filters, after if queue.parts_of(after) else "", at) if queue.parts_of(at) else None


def numbers(user, place: Place) -> tuple[int, int]:
    """ "12 of 40": which row it was, and of how many; the record itself counts though it may have left the list."""
    *_, ref = queue.parts_of(place.at)
    others = queue.listed(user, place.filters).exclude(ref=ref)
    found = others.count()
    return found - queue.behind(user, place.filters, place.at).exclude(ref=ref).count() + 1, found + 1


def following(user, place: Place) -> tuple[Incident, Place] | None:
    """The record that comes next, with its place; None behind the last one."""
    *_, ref = queue.parts_of(place.at)
    rows = queue.behind(user, place.filters, place.at).exclude(ref=ref)
    record = rows.order_by(*place.filters.order).first()
    return (record, _move(user, place, record)) if record else None


def _move(user, place: Place, record: Incident) -> Place:
    """The place with that record in it: on the same page, or on the one that begins behind it."""
    page = queue.page(user, place.filters, place.after)
    is_on_page = any(row.record.pk == record.pk for row in page.rows)
    return replace(place, after=place.after if is_on_page else page.after, at=queue.key_of(record))
