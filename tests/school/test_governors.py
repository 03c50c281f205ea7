"""The first page of an office that has little here yet says what it is for, and what is to come."""

import pytest

from tests.pages import words_of

pytestmark = pytest.mark.django_db


def test_a_governor_reads_what_the_page_is_for_and_what_is_to_come(cast, sign_in):
    words = words_of(sign_in(cast.governor).get("/"))
    assert "Governors read no record and no name; only the chair of governors is given a concern" in words
    assert "To come: each month’s figures without names" in words
    assert "ask the headteacher for them" in words


def test_nobody_else_does(cast, sign_in):
    for user in (cast.teacher, cast.head, cast.administrator):
        assert "For governors" not in words_of(sign_in(user).get("/"))


@pytest.mark.parametrize("office", ["auditor", "dpo", "business_manager", "office", "network_manager"])
def test_an_office_without_pages_of_its_own_reads_what_it_is_for(cast, sign_in, office):
    user = getattr(cast, office)
    (role,) = user.roles - {"staff"}
    assert f"The {role.label.lower()} " in words_of(sign_in(user).get("/")).split("What you are here for")[1]


def test_those_who_see_to_the_log_read_how_it_is_checked(cast, sign_in):
    told = {office: words_of(sign_in(getattr(cast, office)).get("/")) for office in ("auditor", "dpo", "office")}
    for office, words in told.items():
        asked = office in ("auditor", "dpo")
        assert ("manage.py audit verify" in words) is ("audit/offline/verify_audit.py" in words) is asked


def test_nobody_else_is_told_so(cast, sign_in):
    assert "What you are here for" not in words_of(sign_in(cast.teacher).get("/"))
