"""Finding records by words: only those shown in full are searched, so a private record never answers."""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from incidents.models import Incident, Involved, Statement

FOUND = 25


def find(words: str, user) -> list[Incident]:
    """Up to 25 records whose reference, words or people match, newest first."""
    words = words.strip()
    rows = Incident.objects.readable_by(user).select_related("owner")
    by_reference = list(rows.filter(ref=as_reference(words)))
    if by_reference:
        return by_reference
    said = Exists(_statements(words).filter(incident=OuterRef("pk")))
    who = Exists(_people(words).filter(incident=OuterRef("pk")))
    return list(rows.filter(said | who).order_by("-reported_at")[:FOUND])


def as_reference(words: str) -> str:
    """A reference as somebody read it out: "k7qf 2mxd" is K7QF-2MXD."""
    letters = re.sub(r"[^0-9A-Z]", "", words.upper())
    return f"{letters[:4]}-{letters[4:]}"


def _statements(words: str):
    if connection.vendor == "postgresql":
        vector = SearchVector("text", config="english")
        return Statement.objects.annotate(found=vector).filter(found=SearchQuery(words, config="english"))
    both = Q()
    for word in words.split():
        both &= Q(text__icontains=word)
    return Statement.objects.filter(both)


def _people(words: str):
    named = Q()
    for word in words.split():
        named &= Q(person__given_name__istartswith=word) | Q(person__family_name__istartswith=word)
    return Involved.objects.filter(named | Q(description__icontains=words))
