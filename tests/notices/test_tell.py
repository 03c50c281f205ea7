"""Telling: the notice commits with what it is about, once, to those who may know."""

import pytest
from django.db import IntegrityError, transaction

from audit.ledger import WrittenOutsideLedger, ledger
from audit.models import Entry
from notices import audience
from notices.actions import tell
from notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db


def told():
    return {row.user_id for row in Delivery.objects.filter(what="alert")}


def test_rows_for_everyone_who_may_know(cast, matter):
    notice = matter.tell(cast.dsl, cast.head)
    assert told() == {cast.dsl.pk, cast.head.pk}
    assert notice.rung == 0
    assert notice.next_at


def test_nothing_is_left_of_a_report_that_was_rolled_back(cast, matter):
    def report():
        with transaction.atomic():
            matter.tell(cast.dsl)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        report()
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


def test_the_same_key_is_told_once(cast, matter):
    assert matter.tell(cast.dsl) == matter.tell(cast.dsl, cast.head)
    assert told() == {cast.dsl.pk}


def test_it_is_noted_in_the_chain(cast, matter):
    matter.tell(cast.dsl, by=cast.teacher)
    assert Entry.objects.filter(verb="tell", actor=cast.teacher.ref, kind="matter").count() == 1


def test_a_closed_book_is_refused(matter):
    with ledger("report", by=None, kind="matter", ref="X") as book:
        pass
    with pytest.raises(WrittenOutsideLedger):
        tell(book, kind="matter", ref="X", key="x", by=None)


def test_queries_do_not_grow_with_the_people_told(cast, matter, django_assert_max_num_queries):
    everybody = [cast.dsl, cast.deputy, cast.head, cast.coordinator, cast.senior_leader, cast.chair, cast.office]
    with ledger("report", by=None, kind="matter", ref="K7QF-2MXD") as book:
        matter.rungs[0] = everybody
        with django_assert_max_num_queries(6):
            tell(book, kind="matter", ref="K7QF-2MXD", key="many", wakes=True, by=None)
    assert len(told()) == 7


def test_a_fault_in_finding_out_whom_to_tell_loses_no_report(cast, matter, monkeypatch):
    monkeypatch.setattr(matter, "resolver", None)
    audience.register("matter", lambda notice, rung: 1 / 0)
    notice = matter.tell()
    notice.refresh_from_db()
    assert notice.rung == -1
    assert notice.next_at
    assert notice.trouble == "ZeroDivisionError"


def test_a_kind_nobody_answers_for_is_kept_and_sent_to_nobody(cast):
    with ledger("report", by=None, kind="unknown", ref="X") as book:
        notice = tell(book, kind="unknown", ref="X", key="x", wakes=True, by=None)
    notice.refresh_from_db()
    assert notice.trouble == "Unregistered"
    assert not Delivery.objects.exists()


def test_a_stopped_account_is_told_nothing(cast, matter):
    cast.deputy.is_active = False
    matter.tell(cast.dsl, cast.deputy)
    assert told() == {cast.dsl.pk}


def test_nobody_is_told_what_they_did_themselves(cast, matter):
    matter.tell(cast.coordinator, cast.dsl, wakes=False, by=cast.coordinator)
    assert told() == {cast.dsl.pk}


def test_an_alarm_reaches_even_whoever_raised_it(cast, matter):
    matter.tell(cast.dsl, by=cast.dsl)
    assert told() == {cast.dsl.pk}


def test_what_wakes_nobody_does_not_climb(cast, matter):
    assert matter.tell(cast.dsl, wakes=False).next_at is None


def test_a_message_may_not_be_to_nobody_and_not_outside(cast, matter):
    notice = matter.tell(cast.dsl)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(notice=notice, message_id="x")
