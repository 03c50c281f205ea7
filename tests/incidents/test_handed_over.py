"""A record that becomes another kind of matter: those who deal with it now are told, in one commit, nobody else."""

from datetime import UTC, datetime

import pytest

from esafety.lib import clock
from incidents import actions, invariants
from notices import sending
from notices.models import Delivery, Notice
from tests.make import make_pupil, make_report, reread

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
WHY = "Because of what we learnt later today"
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning():
    clock.set_to(MONDAY)


def told(record, kind) -> set:
    """Accounts that are owed a message of an open notice of this kind."""
    open_ones = Notice.objects.open().filter(kind=kind, ref=record.ref)
    return set(Delivery.objects.filter(notice__in=open_ones).values_list("user", flat=True))


def keys(*users) -> set:
    return {user.pk for user in users}


@pytest.fixture
def taken(cast):
    """A serious matter the co-ordinator has."""
    record = make_report(cast.teacher, "bullying", people=[make_pupil()])
    actions.acknowledge(record, by=cast.coordinator)
    return record


def test_made_more_serious_it_wakes_those_who_deal_with_that(taken, cast):
    """And not whoever dealt with it before."""
    actions.raise_class(taken, "illegal", by=cast.coordinator, reason=WHY)
    assert told(taken, "incident.alarm") == keys(cast.dsl, cast.deputy, cast.head)
    assert told(taken, "incident.new") == set()


def test_an_adult_named_later_wakes_those_who_may_know(taken, cast):
    actions.involve(taken, person=cast.colleague.person, part="subject", by=cast.coordinator)
    assert reread(taken).wakes
    assert told(taken, "incident.alarm") == keys(cast.head, cast.dsl, cast.deputy)


@pytest.mark.parametrize("named", ["head", "dsl", "coordinator", "network_manager"])
def test_whoever_is_named_later_hears_nothing(taken, cast, named, mailoutbox):
    accused = getattr(cast, named)
    sending.send_due()
    mailoutbox.clear()
    actions.involve(taken, person=accused.person, part="subject", by=cast.dsl)
    clock.set_to(clock.now() + sending.LEASE)
    sending.send_due()
    handler = cast.chair if named == "head" else cast.head
    assert handler.pk in told(taken, "incident.alarm")
    assert accused.pk not in told(taken, "incident.alarm")
    heard = [address for message in mailoutbox for address in message.to]
    assert handler.email in heard
    assert accused.email not in heard


def test_the_part_said_later_wakes_as_well(cast):
    record = make_report(cast.teacher, "bullying", people=[cast.colleague.person])
    actions.acknowledge(record, by=cast.dsl)
    actions.take_part(record.involved.get(), "subject", by=cast.dsl)
    assert cast.head.pk in told(record, "incident.alarm")


def test_said_to_be_about_the_head_it_wakes_the_chair(taken, cast):
    actions.concerns_adult(taken, "AH", by=cast.coordinator, reason=WHY)
    assert told(taken, "incident.alarm") == keys(cast.chair, cast.dsl, cast.deputy)


@pytest.mark.parametrize("name", ["involve", "concerns_adult"])
def test_a_low_level_concern_wakes_nobody_and_the_head_is_told(cast, name):
    record = make_report(cast.teacher, "acceptable-use")
    if name == "involve":
        actions.involve(record, person=cast.colleague.person, part="subject", by=cast.coordinator)
    else:
        actions.concerns_adult(record, "A", by=cast.coordinator, reason=WHY)
    assert not reread(record).wakes
    assert told(record, "incident.alarm") == set()
    assert cast.head.pk in told(record, "incident.new")
    assert cast.coordinator.pk not in told(record, "incident.new")


def test_a_low_level_concern_made_more_serious_wakes(cast):
    """It stays with the same people, who have answered something less."""
    record = make_report(cast.teacher, "low-level-concern", people=[cast.colleague.person])
    actions.acknowledge(record, by=cast.head)
    actions.raise_class(record, "child_protection", by=cast.head, reason=WHY)
    assert reread(record).state == "reported"
    assert cast.dsl.pk in told(record, "incident.alarm")
    assert list(invariants.alarms()) == []


@pytest.fixture
def lowered(cast):
    """Grooming, as it seemed; the lead had it and made it an ordinary matter."""
    record = make_report(cast.teacher, "grooming")
    sending.send_due()
    actions.acknowledge(record, by=cast.dsl)
    actions.lower(record, "serious", by=cast.dsl, reason="Her uncle wrote to her, as he does each week.")
    return reread(record)


def test_made_an_ordinary_matter_it_is_new_to_the_coordinator(lowered, cast):
    assert (lowered.kind, lowered.state, lowered.owner, lowered.next_step) == ("N", "reported", None, "Answer it")
    assert cast.coordinator.pk in told(lowered, "incident.new")
    assert cast.dsl.pk not in told(lowered, "incident.new"), "they did it themselves"
    assert Notice.objects.open().filter(kind="incident.alarm", ref=lowered.ref).count() == 0


def test_the_coordinator_reads_what_to_do_by_when_and_not_what_it_is(lowered, cast, mailoutbox):
    mailoutbox.clear()
    sending.send_due()
    [mail] = [message for message in mailoutbox if message.to == [cast.coordinator.email]]
    assert mail.subject == f"Action needed by Tuesday: {lowered.ref}"


def test_its_clock_is_that_of_what_it_became(lowered):
    """A school day, no longer the minutes of child protection."""
    assert lowered.due_at == datetime(2026, 11, 10, 16, 30, tzinfo=UTC)


def test_a_crime_that_was_none_is_new_to_the_coordinator_once_two_agree(cast):
    record = make_report(cast.teacher, "images-on-device")
    actions.acknowledge(record, by=cast.dsl)
    proposal = actions.lower(record, "serious", by=cast.dsl, reason="The police say the picture is of a doll.")
    assert cast.coordinator.pk not in told(record, "incident.new")
    actions.decide_proposal(proposal, agree=True, by=cast.head)
    assert cast.coordinator.pk in told(record, "incident.new")


def test_less_serious_and_still_private_it_stays_with_the_lead(cast):
    record = make_report(cast.teacher, "images-on-device")
    actions.acknowledge(record, by=cast.dsl)
    proposal = actions.lower(record, "child_protection", by=cast.dsl, reason="The police say that it is no crime.")
    actions.decide_proposal(proposal, agree=True, by=cast.head)
    assert (reread(record).state, reread(record).owner) == ("acknowledged", cast.dsl.person)


def test_whoever_is_given_a_record_is_told_and_not_whoever_had_it(taken, cast):
    actions.give_to(taken, cast.senior_leader.person, by=cast.dsl)
    assert told(taken, "incident.given") == keys(cast.senior_leader)


def test_whoever_may_not_have_one_so_serious_has_it_no_longer(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    actions.give_to(record, cast.network_manager.person, by=cast.coordinator)
    actions.raise_class(reread(record), "serious", by=cast.coordinator, reason="It went on for weeks")
    assert (reread(record).owner, reread(record).state) == (None, "reported")
    with pytest.raises(actions.Refused, match="may deal with this"):
        actions.give_to(record, cast.network_manager.person, by=cast.coordinator)
