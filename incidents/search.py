"""Finding records by words: only those shown in full are searched, so a private record never answers."""

import re

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from incidents.models import Incident, Involved, Statement

FOUND = 25
REFERENCE = len("K7QF-2MXD")


def find(words: str, user) -> list[Incident]:
    """Up to 25 records whose reference, words or people match, newest first."""
    rows = Incident.objects.readable_by(user).select_related("owner")
    by_reference = rows.filter(ref=ref).first() if len(ref := as_reference(words)) == REFERENCE else None
    if by_reference:
        return [by_reference]
    found = _newest(rows, _saying(words)) | _newest(rows, _about(words))
    return sorted(found, key=lambda record: record.reported_at, reverse=True)[:FOUND]


def _newest(rows, incidents) -> set[Incident]:
    """Asked one by one: a database that has to look for either of two things finds neither by its index."""
    return set(rows.filter(pk__in=incidents).order_by("-reported_at")[:FOUND])


def as_reference(words: str) -> str:
    """A reference as somebody read it out: "k7qf 2mxd" is K7QF-2MXD."""
    letters = re.sub(r"[^0-9A-Z]", "", words.upper())
    return f"{letters[:4]}-{letters[4:]}"


def _saying(words: str):
    """The incidents of statements with these words; on PostgreSQL by the column of migration 0004."""
    if connection.vendor == "postgresql":
        return RawSQL(_SAYING, [words])  # noqa: S611  the words are a parameter
    both = Q()
    for word in words.split():
        both &= Q(text__icontains=word)
    return Statement.objects.filter(both).values("incident")


_SAYING = "SELECT incident_id FROM incidents_statement WHERE words @@ plainto_tsquery('english', %s)"


def _about(words: str):
    """The incidents of people of this name, or described so."""
    named = Q()
    for word in words.split():
        named &= Q(person__given_name__istartswith=word) | Q(person__family_name__istartswith=word)
    return Involved.objects.filter(named | Q(description__icontains=words)).values("incident")
