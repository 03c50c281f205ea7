"""A governor's first page says what it is for, and what is to come."""

import pytest

from tests.pages import words_of

pytestmark = pytest.mark.django_db


def test_a_governor_reads_what_the_page_is_for_and_what_is_to_come(cast, sign_in):
    words = words_of(sign_in(cast.governor).get("/"))
    assert "Governors read no record and no name." in words
    assert "To come: each month’s figures without names" in words
    assert "ask the headteacher for them" in words


def test_nobody_else_does(cast, sign_in):
    for user in (cast.teacher, cast.head, cast.administrator):
        assert "For governors" not in words_of(sign_in(user).get("/"))
