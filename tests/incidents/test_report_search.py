"""Who it was: what the page says of a search that found too many or nobody, and who is meant."""

import pytest

from school.roles import Role
from tests.make import make_pupil, make_user
from tests.pages import words_of
from tests.reporting import begin, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


def test_two_letters_are_not_told_to_be_fewer(teacher):
    words = words_of(teacher.post(begin(teacher), said(find="qq", then="find", unknown=None)))
    assert "Nobody fits these letters. Try how else the name may be spelt." in words
    assert "fewer letters" not in words


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Year 9", "Add part of the first or last name, for example Year 9 Sam."),
        ("quil", "Type more of the name to see others."),
    ],
)
def test_of_more_than_are_shown_it_says_what_to_type(teacher, typed, says):
    for _ in range(21):
        make_pupil(family="Quillon", form="9B", year_group="Year 9")
    page = teacher.post(begin(teacher), said(find=typed, then="find", unknown=None))
    assert f"These are the first 20. {says}" in words_of(page)


def test_of_a_picture_it_says_who_is_meant(teacher):
    says = "Whoever took it, has it or sent it, as far as you know. Then whoever is in it."
    assert says in words_of(teacher.get(begin(teacher, "first-images")))
    assert says not in words_of(teacher.get(begin(teacher)))
