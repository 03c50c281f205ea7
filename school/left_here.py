"""Who is left to answer for an office while somebody is away."""

from datetime import date, timedelta

from esafety.lib import clock
from school.appointing import NEVER_EMPTY
from school.models import Absence, Appointment, OnCall, Person
from school.people import holders, never_signed_up


def first_alone(absence: Absence) -> tuple[str, date] | None:
    """Of an absence not entered yet: the office that somebody must always hold and everybody who holds it would be
    away from, and the first such day."""
    days = _days_that_differ(max(absence.starts, clock.today()), absence.ends)
    roles = sorted(NEVER_EMPTY)
    return next(((role, day) for day in days for role in roles if _goes_last(absence, role, day)), None)


def _goes_last(absence: Absence, role: str, day: date) -> bool:
    """Whoever covers has the offices of whoever is away, but not their turns on call nor those they cover for."""
    if absence.cover and _holds(absence.person, role, day):
        return False
    away = Absence.objects.in_force(day).values("person")
    here = holders(role, day=day).exclude(never_signed_up()).exclude(person__in=away)
    return list(here.values_list("person", flat=True)) == [absence.person_id]


def _holds(person: Person, role: str, day: date) -> bool:
    return Appointment.objects.in_force(day).filter(person=person, role=role, approved=True).exists()


def _days_that_differ(first: date, last: date) -> list[date]:
    """The first day, and each on which somebody is away who was here the day before, or holds an office no more."""
    days = {first, *Absence.objects.filter(starts__gt=first, starts__lte=last).values_list("starts", flat=True)}
    for rows in (Appointment.objects.filter(approved=True), OnCall.objects):
        over = rows.filter(ends__gte=first, ends__lt=last).values_list("ends", flat=True)
        days.update(ends + timedelta(days=1) for ends in over)
    return sorted(days)
