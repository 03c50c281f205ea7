"""Whose advice is waited for before anybody is told of a possible crime: the agencies the school has marked."""

from school import kept
from school.models import Agency

USUAL = frozenset({"police", "lado"})  # codes; where the school has marked none, and before a sanction


def advisers() -> dict[str, str]:
    """The codes of these agencies, and what people call them."""
    rows = kept.rows(Agency)
    marked = [row for row in rows if row.advises] or [row for row in rows if row.code in USUAL]
    return {row.code: row.short_name or row.name for row in marked} or {"police": "police"}


def names() -> list[str]:
    return list(advisers().values())
