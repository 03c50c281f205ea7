"""Who holds an office now."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from esafety.lib import clock
from school import second_factor
from school.models.accounts import Invitation, User
from school.models.offices import roles_of
from school.models.people import Absence, Appointment, OnCall, Person
from school.roles import PERMISSIONS, WITHOUT_SECOND_FACTOR, Role

__all__ = ["holders", "left_with_account", "never_signed_up", "roles_of", "without_second_factor"]


def holders(*roles: Role, day=None):
    """Active accounts that hold one of `roles` on `day` (today where none is given), each once."""
    day = day or clock.today()
    appointed = Appointment.objects.in_force(day).filter(role__in=roles, approved=True)
    away = Absence.objects.in_force(day).filter(person__in=appointed.values("person")).values("cover")
    turns = OnCall.objects.in_force(day).filter(role__in=roles)
    return (
        User.objects.filter(is_active=True)
        .filter(
            Q(person__in=appointed.values("person").order_by())
            | Q(person__in=turns.values("person").order_by())
            | Q(person__in=away)
        )
        .select_related("person")
        .order_by("pk")
    )


def never_signed_up(user: str = "pk") -> Exists:
    """Was the account of the row invited, and never used? `user` is the path from the row to it."""
    unused = Invitation.objects.filter(user__password__startswith=UNUSABLE_PASSWORD_PREFIX, user__last_login=None)
    return Exists(unused.filter(user=OuterRef(user)))


def without_second_factor():
    """Accounts whose offices need a second step for signing in that was never set up."""
    roles = [role for role, perms in PERMISSIONS.items() if not perms <= WITHOUT_SECOND_FACTOR]
    return holders(*roles).exclude(authenticator__type__in=second_factor.FACTORS)


def left_with_account():
    """Open accounts of people who are not here any more."""
    return User.objects.filter(is_active=True, person__in=Person.objects.gone())
