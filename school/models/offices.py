"""Which offices a person holds today."""

from django.db.models import Q

from school.models.people import Absence, Appointment, OnCall
from school.roles import Role


def roles_of(person_id: int) -> frozenset[Role]:
    """The offices a person holds today: their own, those of people they cover for, their turns on call."""
    mine = Appointment.objects.in_force().filter(approved=True)
    covering = Absence.objects.in_force().filter(cover=person_id).values("person")
    own = mine.filter(Q(person=person_id) | Q(person__in=covering)).values_list("role").order_by()
    turns = OnCall.objects.in_force().filter(person=person_id).values_list("role").order_by()
    return frozenset(Role(role) for (role,) in own.union(turns))
