"""Health says of what nobody here could be told, and what to do about it."""

import pytest

from school import health
from school.roles import Role
from tests.make import make_user
from tests.pages import words_of

pytestmark = pytest.mark.django_db
CHILD = "a concern for a child"
ADULT = "a concern about an adult here"
HEAD = "a concern about the headteacher"
LEAD = "a concern about a safeguarding lead or the co-ordinator"
UNNAMED = "a concern about an adult not named"
WHAT_TO_DO = "Under People, invite somebody and give them the office."


def who_is_told():
    return health.look_at("audiences")


@pytest.mark.parametrize(
    ("held", "of", "missing"),
    [
        (
            [],
            f"{CHILD}, {ADULT}, {LEAD}, {HEAD} and {UNNAMED}",
            "designated safeguarding lead or headteacher or chair of governors",
        ),
        ([Role.COORDINATOR, Role.CHAIR], f"{CHILD} and {ADULT}", "designated safeguarding lead or headteacher"),
        ([Role.DSL], f"{LEAD} and {UNNAMED}", "headteacher or chair of governors"),
        ([Role.HEADTEACHER], f"{HEAD} and {UNNAMED}", "designated safeguarding lead or chair of governors"),
        ([Role.DSL, Role.HEADTEACHER], UNNAMED, "chair of governors"),
    ],
)
def test_it_is_red_where_nobody_holds_an_office_that_is_told(held, of, missing):
    for role in held:
        make_user(role)
    found = who_is_told()
    assert not found.well
    assert found.words == f"Nobody here can be told of {of}: no account holds the office of {missing}. {WHAT_TO_DO}"


def test_it_is_well_once_they_are_held(cast):
    assert who_is_told().well


def test_an_administrator_reads_it_on_the_page_and_on_the_first_page(sign_in):
    browser = sign_in(make_user(Role.ADMINISTRATOR))
    for page in ("/health/", "/"):
        assert f"Nobody here can be told of {CHILD}" in words_of(browser.get(page))
