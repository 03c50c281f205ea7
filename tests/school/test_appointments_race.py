"""Two people at once: nobody is left without a lead, and nothing is given or entered twice."""

from datetime import date

import pytest
from django.db import connection

from esafety.lib import clock
from school.actions import appointments, calendar, people
from school.editing import ChangedMeanwhile, version_of
from school.models import Appointment, Term
from school.refusals import Refused
from school.roles import Role
from tests.make import make_person, make_user, reread
from tests.school.test_signin_race import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time is SQLite's own promise"),
]


def done(act) -> bool:
    try:
        act()
    except Refused:
        return False
    return True


def test_of_two_who_end_the_last_two_leads_one_is_refused():
    administrator = make_user(Role.ADMINISTRATOR)
    make_user(Role.DSL)
    make_user(Role.DSL)
    waiting = list(Appointment.objects.filter(role=Role.DSL))
    ended = at_once(lambda: done(lambda: appointments.end(waiting.pop(), clock.today(), by=administrator)), 2)
    assert sum(ended) == 1
    assert Appointment.objects.in_force().filter(role=Role.DSL, approved=True).count() == 1


def test_an_office_given_by_many_presses_is_given_once():
    administrator, person = make_user(Role.ADMINISTRATOR), make_person()
    assert sum(at_once(lambda: done(lambda: appointments.appoint(person, Role.STAFF, by=administrator)), 6)) == 1


def test_a_term_entered_by_many_presses_is_entered_once():
    administrator = make_user(Role.ADMINISTRATOR)
    autumn = {"name": "Autumn", "starts": date(2026, 9, 1), "ends": date(2026, 12, 18)}
    assert sum(at_once(lambda: done(lambda: calendar.enter(Term, autumn, by=administrator)), 6)) == 1


def test_of_many_who_save_what_they_read_at_once_one_writes_and_the_rest_are_told():
    administrator, person = make_user(Role.ADMINISTRATOR), make_person()
    seen, forms = version_of(person), ["9A", "9B", "9C", "9D"]

    def save() -> bool:
        try:
            people.change(person, {"form": forms.pop()}, seen=seen, by=administrator)
        except ChangedMeanwhile as told:
            return "form or team is now" not in told.words
        return True

    assert sum(at_once(save, 4)) == 1
    assert person.history.count() == 2
    assert reread(person).form
