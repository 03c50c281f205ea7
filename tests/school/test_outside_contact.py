"""Whoever is told outside the school is nobody who has an account in it: they may be who it is about."""

import pytest

from audit.ledger import ledger
from school.actions import accounts
from school.actions.first import first_administrator
from school.editing import version_of
from school.models import School, User
from school.refusals import Refused
from tests.make import make_person, reread
from tests.pages import words_of
from tests.school.test_settings_pages import SCHOOL

pytestmark = pytest.mark.django_db
OUTSIDE = "Trust@example.org"
HERE = "This is the address of an account here. Enter somebody outside the school"
THEIRS = "This is the address of the outside contact"


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


@pytest.fixture
def _agreed(db):
    school = School.current()
    school.outside_contact, school.outside_agreed = OUTSIDE, True
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)


def enter(admin, address):
    posted = {"seen": version_of(School.current()), "outside_contact": address, "outside_agreed": "on"}
    return words_of(admin.post("/settings/", SCHOOL | posted, follow=True))


@pytest.mark.parametrize("written", [str.lower, str.upper])
def test_an_account_of_the_school_is_not_outside(admin, cast, written):
    assert HERE in enter(admin, written(cast.dsl.email))
    assert not School.current().outside_contact


def test_neither_is_one_that_was_stopped_or_only_invited(admin, cast):
    accounts.stop(cast.colleague, by=cast.administrator)
    invited = accounts.invite(make_person("Ann", "Newcomer"), "ann@oakfield.example", by=cast.administrator)
    for user in (cast.colleague, invited):
        assert HERE in enter(admin, user.email)
    assert "Saved." in enter(admin, OUTSIDE)


@pytest.mark.usefixtures("_agreed")
def test_nobody_is_invited_at_the_address_of_whoever_is_outside(admin):
    person = make_person("Ann", "Newcomer")
    answer = admin.post(f"/people/{person.ref}/invite/", {"email": OUTSIDE.upper()})
    assert THEIRS in words_of(answer)
    assert not User.objects.filter(person=person).exists()


@pytest.mark.usefixtures("_agreed")
def test_no_account_is_given_the_address_of_whoever_is_outside(admin, cast):
    before = cast.dsl.email
    answer = admin.post(f"/people/{cast.dsl.person.ref}/address/", {"email": OUTSIDE.lower()})
    assert THEIRS in words_of(answer)
    assert reread(cast.dsl).email == before


@pytest.mark.usefixtures("_agreed")
def test_nor_is_the_first_account():
    with pytest.raises(Refused, match=THEIRS):
        first_administrator(OUTSIDE, "Ann", "Newcomer")
