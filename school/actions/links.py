"""How people belong together: parents and pupils, line managers, tutors. Ended by a day, never deleted."""

from datetime import date

from django.db.models import Q

from audit.ledger import ledger
from esafety.lib import clock
from school import linking
from school.editing import locked
from school.models import Link, Person, User
from school.refusals import Refused, demand
from school.roles import Perm


def link(person: Person, relation: str, other: Person, *, by: User) -> Link:
    """From today on `person` stands in this relation to `other`. Refused in words."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    if words := linking.why_not(person, relation, other):
        raise Refused(words, "person")
    with ledger("link people", by=by, kind="person", ref=person.ref) as book:
        _one_at_a_time(person, other)
        same = Q(person=person, other=other) | Q(person=other, other=person)
        if Link.objects.in_force().filter(same, relation=relation).exists():
            raise Refused("They are linked like this already. Look under Links on their page.", "person")
        return book.save(Link(person=person, relation=relation, other=other))


def end(row: Link, first_day_without: date, *, by: User) -> Link:
    """From that day on they are not linked any more; that they were stays on record."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    if first_day_without < clock.today():
        raise Refused("Choose today or a later day: what was so in the past stays on record.", "day")
    with ledger("end link", by=by, kind="person", ref=row.person.ref) as book:
        held = locked(row)
        if held.is_over:
            raise Refused("This has ended already.")
        held.ended_on = first_day_without
        return book.save(held)


def _one_at_a_time(*people: Person) -> None:
    """A second press waits, and then finds the first; in one order, so that nobody waits in a circle."""
    list(Person.objects.select_for_update().filter(pk__in=[one.pk for one in people]).order_by("pk"))
