"""Finding people by the words staff use: a name, a form, a year; one note a look-up and never its words."""

import pytest

from audit.models import Entry
from school import lookup
from tests.make import make_person, make_pupil, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return make_user("staff", given="Tess", form="Science")


@pytest.fixture
def pupils():
    """Ada Smith and Ben Okoro in year 9, Cleo Smith in year 10, Dot Yearsley in year 1."""
    return [
        make_pupil("Ada", family="Smith", form="9B", year_group="9"),
        make_pupil("Ben", family="Okoro", form="9C", year_group="Year 9"),
        make_pupil("Cleo", family="Smith", form="10B", year_group="10"),
        make_pupil("Dot", family="Yearsley", form="1W", year_group=""),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Year 9", "Ada Ben"),
        ("year9", "Ada Ben"),
        ("Y9", "Ada Ben"),
        ("yr 9 smith", "Ada"),
        ("9", "Ada Ben"),
        ("9B", "Ada"),
        ("9b Smith", "Ada"),
        ("form 9c", "Ben"),
        ("Smith", "Ada Cleo"),
        ("year 10", "Cleo"),
        ("Year 1", "Dot"),
        ("Years", "Dot"),
        ("Year", "Dot"),
        ("Year 12", ""),
        ("²²", ""),
        ("9b year", ""),
        ("d", ""),
        ("", ""),
    ],
)
def test_a_form_and_a_year_find_people_as_names_do(teacher, pupils, words, found):
    assert sorted(one.given_name for one in lookup.find(words, by=teacher)) == found.split()


def test_each_look_up_is_noted_without_its_words(teacher, pupils):
    lookup.find("Year 9", by=teacher)
    lookup.find("9b Smith", by=teacher)
    entries = Entry.objects.filter(verb="look up people")
    assert entries.count() == 2
    assert not any(word in str(entry.__dict__) for entry in entries for word in ("Smith", "Year", "smith"))


def test_a_team_is_no_year(teacher):
    make_person("Mo", family="Able", form="Team 9")
    assert [one.given_name for one in lookup.find("9", by=teacher)] == []


def test_a_governor_does_not_look_people_up(cast, sign_in):
    assert sign_in(cast.governor).post("/look-up/", {"words": "sam"}).status_code == 403
