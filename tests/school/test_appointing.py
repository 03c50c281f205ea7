"""The rules of giving offices, without a database."""

import pytest

from school.appointing import CLASHES, clashes, may_put_in, needs_second_person
from school.glossary import WORDS
from school.roles import Role


def test_three_offices_are_given_by_one_person_and_no_more():
    assert {role for role in Role if not needs_second_person(role)} == {Role.STAFF, Role.GOVERNOR, Role.OFFICE}


def test_one_person_with_two_offices_that_check_each_other_is_warned_of():
    (warning,) = clashes({Role.DSL, Role.GOVERNOR, Role.STAFF}, WORDS)
    assert warning.startswith("Designated safeguarding lead and Governor are the same person.")
    assert clashes({Role.HEADTEACHER, Role.DSL}, WORDS)
    assert not clashes({Role.DSL, Role.STAFF, Role.SENIOR_LEADER}, WORDS)


def test_every_clash_says_what_follows_in_a_sentence():
    assert all(so.endswith(".") and so[0].isupper() for _, _, so in CLASHES)


@pytest.mark.parametrize(
    ("role", "giver", "holds", "may"),
    [
        (Role.DSL, {Role.ADMINISTRATOR}, False, False),
        (Role.DSL, {Role.ADMINISTRATOR}, True, True),
        (Role.DSL, {Role.DSL}, False, True),
        (Role.DSL, {Role.HEADTEACHER}, False, True),
        (Role.DSL, {Role.CHAIR}, False, True),
        (Role.DSL, {Role.COORDINATOR}, False, False),
        (Role.STAFF, {Role.ADMINISTRATOR}, False, True),
    ],
)
def test_standing_in_is_no_way_round_the_second_person(role, giver, holds, may):
    assert may_put_in(role, giver_roles=giver, receiver_holds=holds) is may
