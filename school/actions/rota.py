"""Who stands in: cover for absence, and turns on call. Both only ever add people."""

from datetime import date

from audit.ledger import ledger
from school import appointing
from school.glossary import labels_of
from school.models import Absence, Appointment, OnCall, Person, School, User
from school.refusals import Refused, demand
from school.roles import Perm


def away(person: Person, starts: date, ends: date, *, by: User, cover: Person | None = None) -> Absence:
    """Somebody is away; whoever covers holds their offices besides until they are back."""
    demand(by, Perm.MANAGE_CALENDAR)
    _check_days(starts, ends)
    if cover == person:
        raise Refused("Nobody covers for themselves. Choose another person.", "cover")
    with ledger("record absence", by=by, kind="person", ref=person.ref) as book:
        if cover:
            held = Appointment.objects.in_force(starts).filter(person=person, approved=True)
            for role in set(held.values_list("role", flat=True)):
                _check_may(cover, role, starts, by, "cover")
        return book.save(Absence(person=person, cover=cover, starts=starts, ends=ends))


def back(absence: Absence, *, by: User) -> None:
    """The absence was entered in error, or is over early."""
    demand(by, Perm.MANAGE_CALENDAR)
    with ledger("end absence", by=by, kind="person", ref=absence.person.ref) as book:
        book.delete(absence)


def put_on_call(person: Person, role: str, starts: date, ends: date, *, by: User) -> OnCall:
    """On these days the person is told besides those who hold the office."""
    demand(by, Perm.MANAGE_CALENDAR)
    _check_days(starts, ends)
    with ledger("put on call", by=by, kind="person", ref=person.ref) as book:
        _check_may(person, role, starts, by, "person")
        return book.save(OnCall(person=person, role=role, starts=starts, ends=ends))


def take_off_call(turn: OnCall, *, by: User) -> None:
    """The turn is not needed after all."""
    demand(by, Perm.MANAGE_CALENDAR)
    with ledger("take off call", by=by, kind="person", ref=turn.person.ref) as book:
        book.delete(turn)


def _check_days(starts: date, ends: date) -> None:
    if ends < starts:
        raise Refused("The last day must not be before the first.", "ends")
    if (ends - starts).days > 366:
        raise Refused("Enter at most a year at a time.", "ends")


def _check_may(person: Person, role: str, day: date, by: User, field: str) -> None:
    """Standing in gives an office, so it must not be a way round the second person."""
    if not User.objects.filter(person=person, is_active=True).exists():
        raise Refused("They have no account, so they could not be told. Invite them first.", field)
    holds = Appointment.objects.in_force(day).filter(person=person, role=role, approved=True).exists()
    if person.pk == by.person_id and not holds:
        raise Refused("Nobody gives an office to themselves. Ask somebody who holds it.", field)
    if not appointing.may_put_in(role, giver_roles=by.roles, receiver_holds=holds):
        name = labels_of(School.current())[role]
        raise Refused(
            f"They would act as {name}, and do not hold that office. Ask somebody who holds it, the head or the chair "
            "to enter this, or appoint them as deputy first.",
            field,
        )
