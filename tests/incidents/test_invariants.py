"""`manage.py invariants` sees what this room promises: each is broken once, behind the product's back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from audit import invariants as all_of_them
from esafety.lib import clock
from incidents import actions, invariants
from notices import sending
from notices.models import Notice, Sending
from tests.database import unguarded
from tests.make import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast):
    """An allegation against the head that the chair has, its messages sent."""
    record = make_report(cast.teacher, "staff-allegation", people=[cast.head.person])
    sending.send_due()
    actions.acknowledge(record, by=cast.chair)
    sending.send_due()
    return record


def write(sql: str, *values) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def broken(check) -> str:
    return " ".join(check())


def test_all_are_asked_by_the_command(record, capsys):
    assert {"INV-1", "INV-2", "INV-3", "INV-7", "INV-9"} <= {one.name for one in all_of_them.registered()}
    with pytest.raises(SystemExit) as ended:
        call_command("invariants")
    said = capsys.readouterr().out
    assert ended.value.code == 0, said


def test_a_receipt_without_its_record(record, cast):
    write("UPDATE incidents_incident SET ref = 'ZZZZ-ZZZZ' WHERE id = %s", record.pk)
    assert record.ref in broken(invariants.receipts)


def test_a_matter_without_its_alarm(record):
    Notice.objects.filter(ref=record.ref).update(ref="ZZZZ-ZZZZ")
    assert "has no alarm" in broken(invariants.alarms)


def test_an_unanswered_matter_whose_alarm_ended(cast):
    record = make_report(cast.teacher, "grooming")
    Notice.objects.filter(ref=record.ref).update(stood_down_at=clock.now(), next_at=None)
    assert "no alarm of it is open" in broken(invariants.alarms)


def test_a_message_to_the_accused(record, cast):
    assert broken(invariants.sendings) == ""
    message = Notice.objects.filter(ref=record.ref, wakes=True).get().deliveries.first()
    message.user = cast.head
    message.save()
    Sending.objects.bulk_create([Sending(delivery=message, to=cast.head.ref, channel="mail", what="alert", rung=0)])
    assert "went to somebody who is barred" in broken(invariants.sendings)


def test_a_message_before_they_were_named_is_no_breach(cast):
    record = make_report(cast.teacher, "bullying")
    sending.send_due()
    clock.set_to(clock.now() + timedelta(minutes=1))
    actions.involve(record, person=cast.coordinator.person, part="subject", by=cast.dsl)
    assert broken(invariants.sendings) == ""


def test_a_move_outside_the_table(record):
    last = record.history.first()
    write("UPDATE incidents_historicalincident SET state = 'resolved' WHERE history_id = %s", last.history_id)
    assert "went from reported to resolved" in broken(invariants.moves)


def test_a_version_twice(record):
    last = record.history.first()
    write("UPDATE incidents_historicalincident SET version = 1 WHERE history_id = %s", last.history_id)
    assert "went from version 1 to 1" in broken(invariants.moves)
