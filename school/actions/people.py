"""The register of people: who is known to the school, and when they left."""

from datetime import date, timedelta

from audit.ledger import ledger
from esafety.lib import clock
from school.actions import accounts, appointments
from school.appointing import NEVER_EMPTY
from school.editing import locked, take
from school.models import Appointment, OnCall, Person, User
from school.refusals import Refused, demand, refuse_far
from school.roles import Perm, Role

# What everybody of a kind may do from their first day, without being appointed to anything further.
FIRST_OFFICE = {Person.Kind.STAFF: Role.STAFF, Person.Kind.GOVERNOR: Role.GOVERNOR}


def add(values: dict, *, by: User) -> Person:
    """Enter a person; staff may report and governors may read their pages from today."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    person = Person(**values)
    _check(person)
    with ledger("add person", by=by, kind="person", ref=person.ref) as book:
        book.save(person)
        if role := FIRST_OFFICE.get(person.kind):
            appointments.appoint(person, role, by=by)
    return person


def change(person: Person, values: dict, *, seen: int, by: User) -> Person:
    """Correct what the register says. Raises ChangedMeanwhile where it is not what was `seen`."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    with ledger("change person", by=by, kind="person", ref=person.ref) as book:
        row = locked(person, seen)
        if not take(row, values):
            return row
        _check(row)
        return book.save(row)


def _check(person: Person) -> None:
    """What cannot be of anybody."""
    if person.born and person.born > clock.today():
        raise Refused("The date of birth must be in the past. Check the year.", "born")
    if person.year_group and person.kind != Person.Kind.PUPIL:
        raise Refused("Only pupils are in a year group. Leave this empty, or choose Pupil above.", "year_group")


def leave(person: Person, first_day_without: date, *, by: User) -> Person:
    """From that day on the person is not here: their offices and turns on call end, their record stays.

    Where that day is today, the account is stopped and whoever is signed in with it is out at once.
    """
    demand(by, Perm.MANAGE_ACCOUNTS)
    refuse_far(first_day_without, "day")
    with ledger("leave", by=by, kind="person", ref=person.ref) as book:
        for role in sorted(NEVER_EMPTY):
            appointments.lock_office(role)
        if last := appointments.last_offices_of(person, first_day_without):
            raise Refused(appointments.last_holder_sentence(last[0]), "day")
        row = locked(person)
        row.left_on = first_day_without
        book.save(row)
        book.save_all(
            appointments.ended(held, first_day_without)
            for held in row.appointments.filter(withdrawn=False).exclude(ends__lt=first_day_without)
        )
        _cut_turns(row, first_day_without, book)
        account = User.objects.filter(person=row, is_active=True).first()
        if account and first_day_without <= clock.today():
            accounts.stop(account, by=by)
    return row


def come_back(person: Person, *, by: User) -> Person:
    """They are here after all, or again: what everybody of their kind may do goes on, or begins again today.

    Other offices are given afresh; the account is opened again on its own page.
    """
    demand(by, Perm.MANAGE_ACCOUNTS)
    with ledger("come back", by=by, kind="person", ref=person.ref) as book:
        row = locked(person)
        without = max(row.left_on or clock.today(), clock.today())
        row.left_on = None
        book.save(row)
        if (role := FIRST_OFFICE.get(row.kind)) and not _holds(row, role, without):
            appointments.appoint(row, role, by=by, starts=without)
    return row


def other_offices_to(person: Person, first_day_without: date) -> bool:
    """Do further offices end with the day before, as they do when somebody leaves?"""
    held = person.appointments.filter(withdrawn=False, ends=first_day_without - timedelta(days=1))
    return held.exclude(role=FIRST_OFFICE.get(person.kind, "")).exists()


def _holds(person: Person, role: str, day: date) -> bool:
    return Appointment.objects.in_force(day).filter(person=person, role=role, approved=True).exists()


def _cut_turns(person: Person, first_day_without: date, book) -> None:
    for turn in OnCall.objects.filter(person=person, ends__gte=first_day_without):
        if turn.starts >= first_day_without:
            book.delete(turn)
        else:
            turn.ends = first_day_without - timedelta(days=1)
            book.save(turn)
