"""Finding records by words: only those shown in full are searched, so a private record never answers."""

import re

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from incidents.models import Incident, Involved, Statement
from incidents.triage import newest
from school.models import Person

ROWS = 25
REFERENCE = len("K7QF-2MXD")


def page(words: str, user, mark: str = "") -> tuple[list[Incident], str]:
    """One page of the records whose reference, words or people match, newest first, and the mark of the next."""
    rows = Incident.objects.readable_by(user).select_related("owner")
    by_reference = rows.filter(ref=ref).first() if len(ref := as_reference(words)) == REFERENCE else None
    found = [by_reference] if by_reference else _found(words, newest.behind(rows, mark).order_by(*newest.ORDER))
    shown = found[:ROWS]
    return shown, newest.mark_of(shown[-1]) if len(found) > ROWS else ""


def _found(words: str, rows) -> list[Incident]:
    """Asked one by one: a database that has to look for either of two things finds neither by its index."""
    ways = (_saying(words), _named(words), _described(words))
    found = {record for way in ways for record in rows.filter(pk__in=way)[: ROWS + 1]}
    return sorted(found, key=lambda record: (record.reported_at, record.ref), reverse=True)


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


def _named(words: str):
    """The incidents of people of this name."""
    named = Q()
    for word in words.split():
        named &= Q(given_name__istartswith=word) | Q(family_name__istartswith=word)
    people = Person.objects.filter(named).order_by().values("pk")
    return Involved.objects.filter(person__in=people).values("incident")


def _described(words: str):
    """The incidents of people described so."""
    return Involved.objects.filter(~Q(description=""), description__icontains=words).values("incident")
