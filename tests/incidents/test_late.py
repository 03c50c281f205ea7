"""Late records: senior leaders and the head are told once, nobody who is barred, never of what wakes people."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Outcome
from notices import sending
from notices.models import Delivery, Notice
from tests.make import make_report, make_user, reread

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def late(cast):
    """Nobody answered, three school days ago."""
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "acceptable-use")
    clock.set_to(FRIDAY)
    return record


def told(record) -> set[int]:
    return set(
        Delivery.objects.filter(notice__kind="incident.late", notice__ref=record.ref).values_list("user", flat=True)
    )


def test_not_answered_in_time_is_told_once(late, cast):
    assert actions.tell_late() == 1
    assert told(late) == {cast.senior_leader.pk, cast.head.pk}
    assert actions.tell_late() == 0
    assert Notice.objects.filter(kind="incident.late").count() == 1
    assert late.events.filter(verb="late").count() == 1


def test_nor_before_it_is_late(cast):
    clock.set_to(MONDAY)
    make_report(cast.teacher, "acceptable-use")
    assert actions.tell_late() == 0


def test_not_finished_in_time_is_told_as_well_and_once(late, cast):
    actions.tell_late()
    actions.acknowledge(late, by=cast.coordinator)
    assert actions.tell_late() == 0
    clock.set_to(MONDAY + timedelta(days=20))
    assert (actions.tell_late(), actions.tell_late()) == (1, 0)
    assert Notice.objects.filter(kind="incident.late").count() == 2


def test_private_kinds_and_what_wakes_are_told_to_nobody_here(cast):
    clock.set_to(MONDAY)
    for code in ("grooming", "images-on-device", "other"):
        make_report(cast.teacher, code, yes=["first-crime"] if code == "other" else [])
    make_report(cast.teacher, "low-level-concern", people=[cast.colleague.person])
    clock.set_to(MONDAY + timedelta(days=60))
    assert actions.tell_late() == 0


def test_whoever_is_named_or_should_not_handle_it_hears_nothing(cast, mailoutbox):
    leader = make_user("senior_leader")
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    actions.conflicted(record, leader.person, by=cast.coordinator, reason="Their own child")
    clock.set_to(MONDAY + timedelta(days=30))
    actions.tell_late()
    assert told(record) == {cast.senior_leader.pk, cast.head.pk}


def test_the_mail_names_nothing_and_leads_to_the_month(late, cast, mailoutbox, settings):
    settings.SITE_URL = "https://oakfield.example"
    sending.send_due()
    mailoutbox.clear()
    actions.tell_late()
    sending.send_due()
    [mail] = [mail for mail in mailoutbox if mail.to == [cast.senior_leader.email]]
    assert mail.subject == f"{late.ref}: late since Thursday 5 November"
    assert "https://oakfield.example/records/log/?month=2026-11," in mail.body
    assert "acceptable" not in mail.body.casefold()


def test_answered_before_the_mail_left_nobody_gets_it(late, cast, mailoutbox):
    sending.send_due()
    mailoutbox.clear()
    actions.tell_late()
    actions.acknowledge(late, by=cast.coordinator)
    sending.send_due()
    assert not [mail for mail in mailoutbox if "late since" in mail.subject]


def test_opened_again_it_can_be_late_again(late, cast):
    actions.tell_late()
    steps = list(late.steps.filter(required=True))
    ended = actions.Dealing(Outcome.objects.get(code="advice"), "yes", excused=steps, excuse="A single time")
    actions.deal_here(late, ended, by=cast.coordinator)
    clock.set_to(MONDAY + timedelta(days=60))
    actions.reopen(late, by=cast.coordinator, reason="They did it again")
    assert actions.tell_late() == 0
    clock.set_to(reread(late).finish_by + timedelta(minutes=1))
    assert (actions.tell_late(), actions.tell_late()) == (1, 0)
