"""How to report, without signing in: for staff, whom to tell and their numbers; for pupils, on the whiteboard."""

import pytest
from django.test import Client

from school.models import Agency, School
from school.views import errors
from tests.make import write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
FIRST = {"milestone": "Designated person for child protection", "toynbee": "Designated safeguarding lead (DSL)"}
LEADS = {"milestone": "E-Safety Co-ordinator", "toynbee": "e-Safety lead"}


@pytest.fixture(params=["milestone", "toynbee"])
def school(request, school_of):
    school_of(request.param)
    numbers = {"extension": "204", "telephone": "01632 960001", "head_number": "205", "chair_number": "01632 960003"}
    write(School.current(), **numbers)
    return request.param


@pytest.mark.proves("M-79", "T-54", "T-113", "T-133")
def test_staff_read_what_to_do_whom_to_tell_and_how_to_report(school):
    page = Client().get("/tell-someone/")
    words = words_of(page)
    offices = (FIRST[school], LEADS[school], "Headteacher", "Chair of governors")
    assert [words.index(office, words.index("Whom to tell")) for office in offices] == sorted(
        words.index(office, words.index("Whom to tell")) for office in offices
    )
    assert all(number in words for number in ("999", "204", "01632 960001", "205", "01632 960003"))
    assert "do not copy, forward, print or delete" in words
    assert 'href="/account/login/"' in page.content.decode(), "and there they report"
    assert all(line in words for line in School.current().staff_help.splitlines())


@pytest.mark.proves("M-79", "T-54", "T-66", "T-83", "T-103", "T-113", "T-133")
def test_pupils_read_who_they_can_tell_also_about_a_friend_and_what_happens_then(school):
    staff = Client().get("/tell-someone/").content.decode()
    assert 'href="/tell-someone/pupils/"' in staff
    words = words_of(Client().get("/tell-someone/pupils/"))
    assert "about you, or about a friend" in words
    assert all(line in words for line in School.current().pupil_help.splitlines())
    assert len(School.current().pupil_help.splitlines()) > 2
    for said in ("Do not show it to anybody", "What happens then", "Childline: 0800 1111", "CEOP", "999"):
        assert said in words


def test_what_pupils_can_turn_to_is_one_press_away(school):
    page = Client().get("/tell-someone/pupils/").content.decode()
    for link in ("tel:08001111", "tel:999", "https://www.childline.org.uk", "https://www.ceop.police.uk"):
        assert f'href="{link}"' in page


def test_an_address_that_is_none_stays_words(school):
    write(Agency.objects.get(code="childline"), address="javascript:alert(1)")
    assert 'href="javascript' not in Client().get("/tell-someone/pupils/").content.decode()


def test_a_school_that_says_nothing_of_its_own_names_the_people_there_are_everywhere(school):
    write(School.current(), pupil_help="", labels={"dsl": "The lead of the house"})
    words = words_of(Client().get("/tell-someone/pupils/"))
    assert "any teacher you trust" in words
    assert "The lead of the house" in words


OFFICE = "Child protection officer"


@pytest.mark.parametrize("numbers", [{"extension": "204", "telephone": "01632 960001"}, {}])
@pytest.mark.parametrize("address", ["/account/login/", "/nowhere/", "/tell-someone/"])
def test_an_office_is_called_as_the_school_calls_it_also_before_anybody_signed_in(school_of, address, numbers):
    school_of("milestone")
    write(School.current(), labels={"dsl": OFFICE}, **numbers)
    words = words_of(Client().get(address))
    called = [f"{OFFICE}, inside the school: 204", f"{OFFICE}, from outside: 01632 960001"]
    for said in called if numbers else [f"ring the school and ask for the {OFFICE.lower()}."]:
        assert said in words
    assert "safeguarding lead" not in words.lower()


def test_nor_is_it_called_otherwise_where_something_failed(school_of, rf):
    school_of("milestone")
    write(School.current(), labels={"dsl": OFFICE})
    page = errors.failed(rf.get("/")).content.decode()
    assert f"ring the {OFFICE.lower()} and tell them" in page and "safeguarding lead" not in page.lower()
