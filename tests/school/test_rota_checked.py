"""Absences and turns on call are looked at: who is left, whether the days can be, and what is there already."""

from datetime import date, timedelta

import pytest

from esafety.lib import clock
from school.models import Absence, Appointment, OnCall
from school.roles import Role
from tests.make import make_user, write
from tests.pages import form_with, words_of
from tests.school.test_settings_pages import day

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)
ASKED = (
    "Everybody who is designated safeguarding lead would be away on {}. "
    "Choose who covers, or press the button again to keep this"
)


@pytest.fixture(autouse=True)
def friday():
    clock.set_to(clock.at_school(date(2026, 11, 27), 10))


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


def days(first: int, last: int) -> dict:
    """Counted from Monday."""
    return day("starts", MONDAY + timedelta(first)) | day("ends", MONDAY + timedelta(last))


def away(browser, who, first=0, last=4, cover=None, **more) -> str:
    typed = {"person": who.person.ref, "cover": cover.person.ref if cover else ""} | days(first, last) | more
    return words_of(browser.post("/on-call/away/", typed, follow=True))


def turn(browser, who, first=0, last=4, role="dsl") -> str:
    typed = {"person": who.person.ref, "role": role} | days(first, last)
    return words_of(browser.post("/on-call/add/", typed, follow=True))


# --- Nobody is left -----------------------------------------------------------------------------------------
def test_that_lead_and_deputy_are_both_away_is_asked_once(cast, lead):
    away(lead, cast.deputy, 2, 9)
    typed = {"person": cast.dsl.person.ref} | days(0, 4)
    page = lead.post("/on-call/away/", typed)
    assert ASKED.format("Wednesday 2 December") in words_of(page)
    assert Absence.objects.count() == 1
    form_with(page, "cover").send(lead)
    assert Absence.objects.count() == 2


def test_nobody_is_asked_where_somebody_is_left(cast, lead, sign_in):
    away(lead, cast.deputy)
    turn(lead, cast.senior_leader)
    away(lead, cast.dsl)
    assert Absence.objects.count() == 2, "somebody is on call for the office"
    away(lead, cast.senior_leader)
    assert Absence.objects.count() == 2, "and would be away"


def test_whoever_covers_is_left(cast, lead):
    away(lead, cast.deputy)
    assert "Saved. Whoever covers is told besides them." in away(lead, cast.dsl, cover=cast.teacher)
    assert ASKED.format("Tuesday 1 December") in away(lead, cast.teacher, 1, 1)


def test_that_the_deputy_goes_within_the_days_is_found_too(cast, lead):
    away(lead, cast.deputy, 3, 3)
    assert ASKED.format("Thursday 3 December") in away(lead, cast.dsl)


def test_a_teacher_is_away_without_a_question(cast, lead):
    assert "Saved. Who is on call?" in away(lead, cast.teacher), "nobody covers, so nobody is told"


# --- Who covers ---------------------------------------------------------------------------------------------
def test_nobody_covers_while_they_are_away_themselves(cast, lead):
    away(lead, cast.deputy, 4, 9)
    refused = f"{cast.deputy.name} is away then, 4 December 2026 to 9 December 2026. Choose another person"
    assert refused in away(lead, cast.dsl, cover=cast.deputy)
    assert not cast.dsl.person.absences.exists()
    assert "Saved." in away(lead, cast.dsl, 0, 3, cover=cast.deputy)


# --- Days that cannot be ------------------------------------------------------------------------------------
@pytest.mark.parametrize("enter", [away, turn])
@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (-14, -10, "These days are past. Enter a last day that is today or later"),
        (800, 801, "Check the year: enter a day within the next 2 years"),
        (700, 740, "Check the year: enter a day within the next 2 years"),
    ],
)
def test_days_in_the_past_or_far_ahead_are_refused(cast, lead, enter, first, last, sentence):
    assert sentence in enter(lead, cast.dsl, first, last)
    assert not Absence.objects.exists() and not OnCall.objects.exists()


def test_days_that_have_begun_are_entered_for_whoever_holds_the_office_by_now(lead):
    user = make_user(Role.STAFF)
    write(Appointment(person=user.person, role=Role.DSL, starts=clock.today()))
    assert "Saved." in turn(lead, user, -7, 4)
    assert "Saved." in away(lead, user, -7, 4)


# --- What is there already ----------------------------------------------------------------------------------
@pytest.mark.parametrize(("first", "last"), [(0, 4), (4, 9), (1, 1), (-2, 20)])
def test_somebody_is_not_away_twice(cast, lead, first, last):
    away(lead, cast.teacher)
    said = (
        "They are entered as away already, 30 November 2026 to 4 December 2026. Take that out first, or choose other"
    )
    assert said in away(lead, cast.teacher, first, last)
    assert Absence.objects.count() == 1
    assert "Saved." in away(lead, cast.teacher, 5, 6)


def test_somebody_is_not_on_call_twice_for_one_office(cast, lead):
    turn(lead, cast.dsl)
    said = "They are on call already, 30 November 2026 to 4 December 2026. Take that out first, or choose other days"
    assert said in turn(lead, cast.dsl, 4, 9)
    assert OnCall.objects.count() == 1
    assert "Saved." in turn(lead, cast.dsl, 5, 9)
