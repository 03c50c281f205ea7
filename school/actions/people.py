"""The register of people: who is known to the school, and when they left."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from audit.ledger import ledger
from esafety.lib import clock
from esafety.lib.govuk.tags import together
from school.actions import accounts, appointments
from school.appointing import NEVER_EMPTY
from school.editing import locked, take
from school.glossary import labels_of
from school.models import Appointment, OnCall, Person, School, User
from school.refusals import Refused, demand, refuse_far
from school.roles import Perm, Role

# What everybody of a kind may do from their first day, without being appointed to anything further.
FIRST_OFFICE = {Person.Kind.STAFF: Role.STAFF, Person.Kind.GOVERNOR: Role.GOVERNOR}


YEAR = re.compile(r"(?:(?:year|yr|y)? *(?:1[0-3]|[1-9])|reception|nursery|r|n)", re.IGNORECASE)


class Namesake(Refused):
    """Somebody of that name is known already: asked once, and done when it comes again with `sure`."""

    def __init__(self, found: list[Person]):
        self.sure = "; ".join(map(_told_apart, found))
        asked = "Is this somebody else? Then press Save again"
        super().__init__(f"{found[0].name} is on the register already: {self.sure}. {asked}.", "family_name")


def add(values: dict, *, by: User, sure: str | None = None) -> Person:
    """Enter a person; staff may report and governors may read their pages from today.

    `sure`: which others of that name were said to be somebody else; None where nobody is there to be asked.
    """
    demand(by, Perm.MANAGE_ACCOUNTS)
    person = Person(**values)
    _check(person)
    if sure is not None:
        _ask_about_namesakes(person, sure)
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
        was = row.kind
        if not take(row, values):
            return row
        _check(row)
        if row.kind != was:
            _check_offices(row)
        return book.save(row)


def _check(person: Person) -> None:
    for refused in wrong_with(person):
        raise refused


def wrong_with(person: Person) -> Iterator[Refused]:
    """What cannot be of anybody, a sentence each, in the order of the form."""
    if person.year_group and person.kind and person.kind != Person.Kind.PUPIL:
        yield Refused("Only pupils are in a year group. Leave this empty, or choose Pupil above.", "year_group")
    elif person.year_group and not YEAR.fullmatch(person.year_group.strip()):
        yield Refused("Enter a school year: a number from 1 to 13, Reception or Nursery.", "year_group")
    if person.born and person.born > clock.today():
        yield Refused("The date of birth must be in the past. Check the year.", "born")


def _check_offices(person: Person) -> None:
    """Pupils and parents hold no office, so whoever holds one becomes neither."""
    held = person.appointments.filter(withdrawn=False).exclude(ends__lt=clock.today()).order_by("role")
    if person.kind in Person.OUTSIDE and held:
        labels = labels_of(School.current())
        offices = together(list(dict.fromkeys(labels[row.role] for row in held)))
        raise Refused(f"They hold an office here: {offices}. End it first: pupils and parents hold none.", "kind")


def _ask_about_namesakes(person: Person, sure: str) -> None:
    same = {"given_name__iexact": person.given_name.strip(), "family_name__iexact": person.family_name.strip()}
    found = list(Person.objects.filter(**same).order_by("pk"))
    if found and (asked := Namesake(found)).sure != sure:
        raise asked


def _told_apart(person: Person) -> str:
    """What tells somebody from others of the same name: "a pupil in year 9, form 9B, born 3 May 2013"."""
    year = person.year_group.lower().removeprefix("year").strip()
    born = f"born {person.born:%-d %B %Y}" if person.born else ""
    left = f"left {person.left_on:%-d %B %Y}" if person.has_left else ""
    known = [person.get_kind_display().lower() + (f" in year {year}" if year else ""), person.form, born, left]
    return ", ".join(filter(None, known))


def leave(person: Person, first_day_without: date, *, by: User) -> Person:
    """From that day on the person is not here: their offices and turns on call end, their record stays.

    Where that day is today, the account is stopped and whoever is signed in with it is out at once.
    """
    demand(by, Perm.MANAGE_ACCOUNTS)
    refuse_far(first_day_without, "day")
    with ledger("leave", by=by, kind="person", ref=person.ref) as book:
        for role in sorted(NEVER_EMPTY):
            appointments.lock_office(role)
        if why := appointments.why_they_stay(person, first_day_without):
            raise Refused(why[0], "day")
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
            later = row.appointments.filter(role=role, withdrawn=False, starts__gt=without).order_by("starts").first()
            until = later and later.starts - timedelta(days=1)  # the same office was given again from a later day on
            appointments.appoint(row, role, by=by, starts=without, ends=until)
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
