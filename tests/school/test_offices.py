"""The ways of asking about offices agree: which does this person hold, and who holds this one."""

from datetime import timedelta
from itertools import product

import pytest

from audit.ledger import ledger
from esafety.lib import clock
from school.models import Absence, Appointment, OnCall, User
from school.people import holders, in_office, roles_of
from school.roles import Role
from school.sessions import Backend
from tests.make import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

SPANS = [(-9, -1), (-9, 0), (-1, 1), (0, 9), (1, 9)]  # days from today


def days(span):
    return {"starts": clock.today() + timedelta(span[0]), "ends": clock.today() + timedelta(span[1])}


def kept(*rows) -> None:
    with ledger("made for a test", by=None, kind="office", ref="") as book:
        book.save_all(rows)


def agree() -> bool:
    """For every office and every person."""
    people, held = User.objects.all(), {role: list(holders(role)) for role in Role}
    return all(
        (person in held[role]) == (role in roles_of(person.person_id)) for person in people for role in Role
    ) and all(in_office(role) == held[role] and _as_a_page_finds_them(held[role]) for role in Role)


def _as_a_page_finds_them(users) -> bool:
    return all(Backend().get_user(user.pk).roles == roles_of(user.person_id) for user in users)


@pytest.mark.parametrize("span", [*SPANS, (-9, None), (1, None)])
@pytest.mark.parametrize("approved", [True, False])
def test_of_an_appointment(span, approved):
    person = make_user().person
    ends = None if span[1] is None else clock.today() + timedelta(span[1])
    kept(Appointment(person=person, role=Role.DSL, approved=approved, **{**days((span[0], 0)), "ends": ends}))
    held = approved and span[0] <= 0 and (span[1] is None or span[1] >= 0)
    assert (roles_of(person.pk) == {Role.DSL}) == held
    assert agree()


@pytest.mark.parametrize(("away", "turn"), list(product(SPANS, SPANS)))
def test_of_cover_and_turns_on_call(away, turn):
    head, cover, on_call = make_user(Role.HEADTEACHER), make_user(Role.STAFF), make_user(Role.STAFF)
    kept(
        Absence(person=head.person, cover=cover.person, **days(away)),
        OnCall(person=on_call.person, role=Role.DSL, **days(turn)),
    )
    assert (Role.HEADTEACHER in roles_of(cover.person_id)) == (away[0] <= 0 <= away[1])
    assert (Role.DSL in roles_of(on_call.person_id)) == (turn[0] <= 0 <= turn[1])
    assert agree()


def test_those_asked_for_together_know_their_offices(django_assert_num_queries):
    head, lead = make_user(Role.HEADTEACHER, Role.STAFF), make_user(Role.DSL)
    cover = make_user(Role.STAFF)
    kept(Absence(person=lead.person, cover=cover.person, **days((0, 0))))
    with django_assert_num_queries(2):
        found = {user: user.roles for user in in_office(Role.HEADTEACHER, Role.DSL)}
    offices = {user: roles_of(user.person_id) for user in (head, lead, cover)}
    assert found == offices
    assert offices[cover] == {Role.STAFF, Role.DSL}
    assert in_office() == []


def test_an_account_that_was_stopped_is_in_no_office():
    lead = make_user(Role.DSL)
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert in_office(Role.DSL) == []
