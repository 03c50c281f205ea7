"""The first page of whoever stands in for somebody says for whom, until when, and what is asked of them."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from school.actions.rota import away, put_on_call
from school.roles import Role
from tests.make import make_user
from tests.pages import words_of

pytestmark = pytest.mark.django_db
TITLE = "You are standing in"
ASKED = "you have the same rights and are told the same"


@pytest.fixture(autouse=True)
def monday():
    clock.set_to(datetime(2026, 11, 23, 10, tzinfo=UTC))


@pytest.fixture
def dsl():
    return make_user(Role.STAFF, Role.DSL, given="Femi", family="Larkspur")


def until_friday():
    return clock.today(), clock.today() + timedelta(days=4)


@pytest.fixture
def first_page(sign_in):
    return lambda user: words_of(sign_in(user).get("/"))


def test_whoever_covers_reads_for_whom_as_what_and_until_when(dsl, first_page):
    colleague = make_user(Role.STAFF)
    assert TITLE not in first_page(colleague)
    away(dsl.person, *until_friday(), cover=colleague.person, by=dsl)
    words = first_page(colleague)
    assert f"{TITLE} For {dsl.name} , designated safeguarding lead, until Friday 27 November" in words
    assert ASKED in words
    assert TITLE not in first_page(dsl)


def test_a_deputy_does_while_the_holder_is_away(dsl, first_page):
    deputy, other = make_user(Role.DSL, deputy=True), make_user(Role.DSL)
    assert TITLE not in first_page(deputy)
    away(dsl.person, *until_friday(), by=dsl)
    assert f"For {dsl.name} , designated safeguarding lead, until Friday 27 November" in first_page(deputy)
    assert TITLE not in first_page(other), "who holds it in their own right stands in for nobody"


def test_a_turn_on_call_is_said_to_whoever_has_it(dsl, first_page):
    colleague = make_user(Role.STAFF)
    put_on_call(colleague.person, Role.DSL, *until_friday(), by=dsl)
    assert f"{TITLE} On call as designated safeguarding lead, until Friday 27 November" in first_page(colleague)


def test_no_longer_once_they_are_back(dsl, first_page):
    colleague = make_user(Role.STAFF)
    away(dsl.person, *until_friday(), cover=colleague.person, by=dsl)
    clock.set_to(clock.now() + timedelta(days=5))
    assert TITLE not in first_page(colleague)


def test_cover_for_somebody_without_an_office_asks_nothing(first_page, dsl):
    teacher, colleague = make_user(Role.STAFF), make_user(Role.STAFF)
    away(teacher.person, *until_friday(), cover=colleague.person, by=dsl)
    assert TITLE not in first_page(colleague)
