"""Who holds an office now."""

from datetime import date
from itertools import pairwise

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from esafety.lib import clock
from esafety.lib.prepared import prepared
from school import second_factor
from school.appointing import NOT_BY_A_DEPUTY, first_gap
from school.models.accounts import Invitation, User
from school.models.offices import roles_of, roles_of_holders
from school.models.people import Absence, Appointment, OnCall, Person
from school.roles import PERMISSIONS, WITHOUT_SECOND_FACTOR, Role

__all__ = [
    "answerable",
    "at_address",
    "first_day_without",
    "holders",
    "in_office",
    "is_inside",
    "left_with_account",
    "never_signed_up",
    "roles_of",
    "stood_in_for",
    "without_second_factor",
]


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


def at_address(email: str):
    """Accounts with that e-mail address, however it is written; one at most."""
    return User.objects.filter(email__iexact=email)


def is_inside(contact: str) -> bool:
    """Is it the address of somebody who can sign in here?"""
    return at_address(contact).filter(is_active=True).exists()


def answerable(role: str, *, deputies: bool = False):
    """Appointments by which the office is held, whenever that is: agreed to, and of people who can sign in; a
    deputy's only where one stands in the place of the holder, or where asked for."""
    rows = Appointment.objects.filter(role=role, approved=True, person__user__is_active=True)
    if role in NOT_BY_A_DEPUTY and not deputies:
        rows = rows.filter(deputy=False)
    return rows.exclude(never_signed_up("person__user"))


def first_day_without(appointments, day: date) -> date | None:
    """The first day, from `day` on, on which none of these appointments is in force."""
    return first_gap(appointments.values_list("starts", "ends"), day)


def in_office(*roles: Role) -> list[User]:
    """The same today, each with all their offices: two questions, however many they are."""
    offices = roles_of_holders(roles)
    users = _accounts_of(*offices) if offices else []
    for user in users:
        user.roles = offices[user.person_id]
    return users


_accounts_of = prepared(lambda *people: User.objects.filter(is_active=True, person__in=people).order_by("pk"))


def stood_in_for(user: User) -> list[Absence]:
    """Those away today for whom this person stands in, as cover or as the deputy of their office, until they are
    back; with the `offices` that are done for them."""
    held = Appointment.objects.in_force().filter(approved=True)
    deputised = held.filter(person=user.person_id, deputy=True).values("role").order_by()
    of_those = held.filter(role__in=deputised).values("person").order_by()
    away = Absence.objects.in_force().filter(Q(cover=user.person_id) | Q(person__in=of_those))
    rows = list(away.exclude(person=user.person_id).select_related("person").order_by("ends", "pk"))
    for row in rows:
        row.offices = sorted((roles_of(row.person_id) & user.roles) - {Role.STAFF}, key=list(Role).index)
    return rows


def never_signed_up(user: str = "pk") -> Exists:
    """Was the account of the row invited, and never used? `user` is the path from the row to it."""
    unused = Invitation.objects.filter(user__password__startswith=UNUSABLE_PASSWORD_PREFIX, user__last_login=None)
    return Exists(unused.filter(user=OuterRef(user)))


def without_second_factor():
    """Accounts whose offices need a second step for signing in that was never set up."""
    roles = [role for role, perms in PERMISSIONS.items() if not perms <= WITHOUT_SECOND_FACTOR]
    return holders(*roles).exclude(authenticator__type__in=second_factor.FACTORS)


def address_since(user: User) -> date | None:
    """The day an administrator gave the account another address than it had; None where none ever did."""
    rows = list(user.history.order_by("-history_id").values_list("email", "history_date"))
    changed = (newer for newer, older in pairwise(rows) if newer[0] != older[0])
    return next((clock.local(at).date() for _, at in changed), None)


def left_with_account():
    """Open accounts of people who are not here any more."""
    return User.objects.filter(is_active=True, person__in=Person.objects.gone())
