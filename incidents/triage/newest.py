"""Lists of records, newest first, page by page: the mark of a page's last row is where the next one begins."""

from datetime import UTC, datetime

from django.db.models import Q

from esafety.lib.refs import is_ref
from incidents.models import Incident

ORDER = ("-reported_at", "-ref")


def mark_of(record: Incident) -> str:
    """When it was reported, and its reference: rows are numbered, and a number left out would betray a hidden one."""
    return _mark(record.reported_at, record.ref)


def as_mark(typed: str) -> str:
    """What stands in an address, where it is a mark of ours."""
    return _mark(*parts) if (parts := _parts(typed)) else ""


def behind(rows, mark: str):
    """The rows that come after the mark; all of them where it is none of ours."""
    parts = _parts(mark)
    if not parts:
        return rows
    at, ref = parts
    return rows.filter(Q(reported_at__lt=at) | Q(ref__lt=ref), reported_at__lte=at)


def _mark(at: datetime, ref: str) -> str:
    return f"{at.isoformat()}~{ref}"


def _parts(mark: str) -> tuple[datetime, str] | None:
    at, _, ref = mark.partition("~")
    try:
        return (datetime.fromisoformat(at).astimezone(UTC), ref) if is_ref(ref) else None
    except (ValueError, OverflowError):
        return None
