"""Offices in words, as this school calls them: each with its deputy, and none that nobody may answer for."""

from collections.abc import Container, Iterable

from incidents.classes import Kind
from incidents.disclosure import READERS
from incidents.models import Barred, Incident
from school import kept
from school.glossary import labels_of
from school.models import Appointment
from school.people import holders
from school.roles import Role


def readers(record: Incident, barred: Iterable[Barred]) -> list[str]:
    """Who reads the record in full, as `readable_by` has it: by office, or because they have it."""
    roles, labels = READERS[Kind(record.kind)], labels_of(kept.school())
    named = [row.person_id for row in barred if row.person_id]
    reading = in_words(roles - {row.office for row in barred}, labels, named=named)
    return [*reading, *_owner_besides(record, roles)]


def _owner_besides(record: Incident, roles: Container[str]) -> list[str]:
    user = getattr(record.owner, "user", None) if record.owner else None
    besides = user and user.is_active and not any(role in roles for role in user.roles)
    return [f"{user.person.name}, who has it"] if besides else []


def in_words(
    roles: Iterable[str], labels: dict[str, str], *, named: Iterable[int] = (), first: Container[str] = ()
) -> list[str]:
    """Those `first` before the others; without an office held by nobody but people who are `named`."""
    order, named = list(Role), set(named)
    told = sorted({Role(role) for role in roles}, key=lambda one: (one not in first, order.index(one)))
    return [words for role in told if (words := _office(role, named, labels))]


def _office(role: Role, named: set[int], labels: dict[str, str]) -> str:
    """The office, and its deputy where there is one; empty where nobody holds it but those who are named."""
    left = holders(role).exclude(person__in=named)
    if not left.exists():
        return ""
    deputies = Appointment.objects.in_force().filter(role=role, deputy=True, approved=True).values("person")
    words = labels.get(role.value, str(role.label))
    return f"{words} and deputy" if left.filter(person__in=deputies).exists() else words
