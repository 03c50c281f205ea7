"""Deny comes first: the accused, holding every office, finds no trace; everybody else by kind and office."""

import pytest

from incidents import actions
from incidents.classes import Kind, Overlay
from incidents.models import Incident
from tests.make import make_report, make_user, reread

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def sees(user, record) -> bool:
    return Incident.objects.visible_to(make_again(user)).filter(pk=record.pk).exists()


def make_again(user):
    """The same account as the next request finds it."""
    return type(user).objects.select_related("person").get(pk=user.pk)


def test_an_ordinary_matter_is_for_coordinator_lead_and_head(cast):
    record = make_report(cast.teacher, "other")
    assert record.kind == Kind.NORMAL
    assert [sees(user, record) for user in (cast.coordinator, cast.dsl, cast.head)] == [True] * 3
    assert [sees(user, record) for user in (cast.network_manager, cast.governor, cast.chair)] == [False] * 3
    assert [sees(user, record) for user in (cast.administrator, cast.auditor, cast.colleague)] == [False] * 3


def test_a_named_colleague_with_every_office_sees_nothing(cast, accused):
    record = make_report(cast.teacher, "other", yes=["first-adult"], people=[accused.person])
    assert record.overlay == Overlay.HEAD, "an accused who is also the head goes to the chair"
    assert not sees(accused, record)
    assert sees(cast.chair, record)
    assert not sees(cast.head, record)


def test_an_unnamed_head_is_barred_by_office_until_named(cast):
    record = make_report(cast.teacher, "other", yes=["first-adult"], offices=frozenset({"head"}))
    assert record.kind == Kind.HEAD
    assert not sees(cast.head, record)
    assert sees(cast.chair, record)
    actions.acknowledge(record, by=cast.chair)
    actions.involve(record, person=cast.colleague.person, part="subject", by=cast.chair)
    assert reread(record).kind == Kind.STAFF
    assert sees(cast.head, record)
    assert not sees(cast.colleague, record)


def test_an_adult_of_unknown_office_goes_to_the_chair_alone(cast):
    record = make_report(cast.teacher, "other", yes=["first-adult"], offices=frozenset({"unknown"}))
    assert record.kind == Kind.UNKNOWN
    assert sees(cast.chair, record)
    assert [sees(user, record) for user in (cast.head, cast.dsl, cast.coordinator)] == [False] * 3


def test_somebody_conflicted_loses_the_record_at_once(cast):
    record = make_report(cast.teacher, "other")
    actions.conflicted(record, cast.coordinator.person, by=cast.dsl, reason="Their own child")
    assert not sees(cast.coordinator, record)


def test_a_reporter_who_becomes_the_subject_keeps_only_the_receipt(cast):
    record = make_report(cast.teacher, "other")
    actions.involve(record, person=cast.teacher.person, part="subject", by=cast.dsl)
    assert not sees(cast.teacher, record)
    assert Incident.objects.reported_by(cast.teacher).filter(pk=record.pk).exists()


def test_cover_for_an_absent_lead_sees_what_the_lead_sees(cast):
    from datetime import date

    from audit.ledger import ledger
    from school.models import Absence

    record = make_report(cast.teacher, "other", yes=["first-told-harm"])
    assert not sees(cast.colleague, record)
    with ledger("absence", by=cast.administrator, kind="absence", ref="") as book:
        book.save(
            Absence(
                person=cast.dsl.person, cover=cast.colleague.person, starts=date(2020, 1, 1), ends=date(2090, 1, 1)
            )
        )
    assert sees(cast.colleague, record)
    assert sees(cast.dsl, record), "an absence only ever adds people"


def test_a_stopped_account_holds_no_office(cast):
    record = make_report(cast.teacher, "other")
    stopped = make_user("dsl")
    stopped.is_active = False
    assert not Incident.objects.visible_to(stopped).filter(pk=record.pk).exists()
