"""Who is told of a record: those its categories name, somebody who deals with it, and nobody who may not read it."""

from types import SimpleNamespace

import pytest

from incidents import actions, audience
from notices.audience import OUTSIDE
from notices.models import Notice
from school.roles import Role
from tests.make import make_report, make_user, reread

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    """A school with few people: no co-ordinator, and nobody who holds every office."""
    roles = {"teacher": Role.STAFF, "dsl": Role.DSL, "head": Role.HEADTEACHER, "network": Role.NETWORK_MANAGER}
    return SimpleNamespace(**{name: make_user(role) for name, role in roles.items()})


def told(record, rung=0):
    return audience.handlers(SimpleNamespace(ref=record.ref, about=None), rung)


def test_an_ordinary_matter_does_not_wait_for_an_office_nobody_holds(small):
    assert told(make_report(small.teacher, "gambling")) == [small.dsl, small.head]


def test_where_the_named_office_is_held_nobody_else_is_told(small):
    coordinator = make_user(Role.COORDINATOR)
    assert told(make_report(small.teacher, "gambling")) == [coordinator]


def test_whoever_should_not_handle_it_is_not_told_and_somebody_else_is(small):
    coordinator = make_user(Role.COORDINATOR)
    record = make_report(small.teacher, "gambling")
    actions.conflicted(record, coordinator.person, by=small.dsl, reason="Their own child")
    assert told(record) == [small.dsl, small.head]


def test_a_matter_made_more_serious_is_told_to_those_who_deal_with_that(small):
    record = make_report(small.teacher, "gambling")
    actions.raise_class(record, "illegal", by=small.dsl, reason="Stolen card")
    assert small.dsl in told(reread(record))
    assert small.network not in told(reread(record), rung=3)


def test_the_network_manager_is_told_of_security_and_of_nothing_else(small):
    assert small.network in told(make_report(small.teacher, "passwords"))
    assert small.network not in told(make_report(small.teacher, "scam"))
    assert small.network not in told(make_report(small.teacher, "child-abuse-images"), rung=3)


def test_nobody_left_is_for_the_contact_outside(small):
    record = make_report(small.teacher, "staff-allegation", people=[small.head.person, small.dsl.person])
    assert told(record) == [OUTSIDE]
    make_user(Role.CHAIR)
    assert OUTSIDE not in told(record)


def test_the_daily_mail_counts_what_waits_and_nothing_private(cast):
    """Co-ordinator: an ordinary record is new to them; a private one is not in their figures (U45)."""
    ordinary = make_report(cast.teacher, "acceptable-use")
    make_report(cast.teacher, "grooming")
    assert audience.waiting(cast.coordinator) == [(ordinary.ref, None)]


def test_taking_an_ordinary_record_ends_its_notice_whoever_takes_it(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.dsl)
    assert Notice.objects.get(kind="incident.new", ref=record.ref).stood_down_at
