"""Who stands in: cover for absence, and turns on call. Both only ever add people."""

from datetime import date

from django.db.models import QuerySet

from audit.ledger import ledger
from esafety.lib import clock
from school import appointing, left_here
from school.actions.calendar import days_of
from school.editing import locked
from school.glossary import in_a_sentence, labels_of
from school.models import Absence, Appointment, OnCall, Person, School, User
from school.refusals import Refused, demand, refuse_far
from school.roles import Perm


class NobodyLeft(Refused):
    """Everybody who holds an office would be away: asked once, and done when it comes again with `sure`."""

    def __init__(self, role: str, day: date):
        self.sure = f"Everybody who is {in_a_sentence(role)} would be away on {clock.words_of(day, '%A %-d %B')}."
        super().__init__(f"{self.sure} Choose who covers, or press the button again to keep this.", "cover")


def away(
    person: Person, starts: date, ends: date, *, by: User, cover: Person | None = None, sure: str | None = None
) -> Absence:
    """Somebody is away; whoever covers holds their offices besides until they are back.

    `sure`: what was said of who is left, and is meant; None where nobody is there to be asked.
    """
    demand(by, Perm.MANAGE_CALENDAR)
    _check_days(starts, ends)
    if cover == person:
        raise Refused("Nobody covers for themselves. Choose another person.", "cover")
    with ledger("record absence", by=by, kind="person", ref=person.ref) as book:
        absence = Absence(person=locked(person), cover=cover, starts=starts, ends=ends)
        _check_free(_within(person.absences, starts, ends), "entered as away")
        if cover:
            _check_covers(absence, by)
        if sure is not None:
            _ask_who_is_left(absence, sure)
        return book.save(absence)


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
        locked(person)  # so that a second press of the button waits, and then finds the first
        _check_free(_within(person.on_call.filter(role=role), starts, ends), "on call")
        _check_may(person, role, max(starts, clock.today()), by, "person")
        return book.save(OnCall(person=person, role=role, starts=starts, ends=ends))


def take_off_call(turn: OnCall, *, by: User) -> None:
    """The turn is not needed after all."""
    demand(by, Perm.MANAGE_CALENDAR)
    with ledger("take off call", by=by, kind="person", ref=turn.person.ref) as book:
        book.delete(turn)


def _check_days(starts: date, ends: date) -> None:
    if ends < starts:
        raise Refused("The last day cannot be before the first.", "ends")
    if (ends - starts).days > 366:
        raise Refused("Enter at most a year at a time.", "ends")
    if ends < clock.today():
        raise Refused("These days are past. Enter a last day that is today or later.", "ends")
    refuse_far(ends, "ends")


def _within(rows: QuerySet, starts: date, ends: date) -> QuerySet:
    """Those of them that share a day with these."""
    return rows.filter(starts__lte=ends, ends__gte=starts).order_by("starts")


def _check_free(rows: QuerySet, entered: str) -> None:
    if row := rows.first():
        said = f"They are {entered} already, {days_of(row)}. Take that out first, or choose other days."
        raise Refused(said, "starts")


def _check_covers(absence: Absence, by: User) -> None:
    """They are here themselves, and may hold what whoever is away holds on any of the days."""
    cover, day = absence.cover, max(absence.starts, clock.today())
    if other := _within(cover.absences, absence.starts, absence.ends).first():
        raise Refused(f"{cover.name} is away then, {days_of(other)}. Choose another person.", "cover")
    held = Appointment.objects.filter(person=absence.person, approved=True, starts__lte=absence.ends)
    for row in held.exclude(ends__lt=day):
        _check_may(cover, row.role, max(row.starts, day), by, "cover")


def _ask_who_is_left(absence: Absence, sure: str) -> None:
    alone = left_here.first_alone(absence)
    if alone and (asked := NobodyLeft(*alone)).sure != sure:
        raise asked


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
