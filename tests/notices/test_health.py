"""What turns the health page red, what must always hold, and what a system check refuses."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from audit.ledger import ledger
from esafety.lib import clock
from notices import actions, audience, checks, health, heartbeat, invariants, sending, watch
from notices.actions import tell
from notices.models import Delivery, Notice, Sending

pytestmark = pytest.mark.django_db


def later(**delta):
    clock.set_to(clock.now() + timedelta(**delta))


def broken():
    return [*invariants.alarms(), *invariants.sendings()]


def test_the_daemon():
    assert not health.daemon().well
    heartbeat.beat()
    assert health.daemon().well
    later(minutes=3)
    assert "3 minutes ago" in health.daemon().words


def test_an_alarm_that_is_not_sent(cast, matter):
    matter.tell(cast.dsl)
    assert health.alarms_sent().well
    later(seconds=61)
    assert not health.alarms_sent().well


def test_an_alarm_the_first_who_were_told_leave_unanswered(cast, matter, school):
    matter.tell(cast.dsl)
    later(minutes=14)
    assert health.alarms_answered().well
    later(minutes=1)
    waiting = health.alarms_answered()  # though nobody climbed, as with the daemon down
    words = "Alarms not answered by the first who were told: 1. Telephone them."
    assert waiting == health.Finding(False, f"{words} {health.NOT_COUNTED}")
    actions.answer("matter", "K7QF-2MXD", by=cast.dsl)
    assert health.alarms_answered().well


def test_an_alarm_nobody_answers(cast, matter, school):
    matter.tell(cast.dsl)
    later(minutes=61)
    watch.climb_due()
    assert "everyone on the list and nobody answered: 1." in health.alarms_answered().words
    actions.answer("matter", "K7QF-2MXD", by=cast.dsl)
    assert health.alarms_answered().well


@pytest.mark.parametrize("minutes", [16, 61])
def test_an_alarm_kept_from_somebody_is_in_no_number(cast, matter, school, minutes):
    before = health.alarms_answered()
    assert health.NOT_COUNTED in before.words
    matter.tell(cast.dsl)
    matter.uncounted = {"K7QF-2MXD"}
    later(minutes=minutes)
    watch.climb_due()
    assert health.alarms_answered() == before
    assert not health.alarms_sent().well  # a fault all the same, and no number
    assert not set("123456789") & set(health.alarms_sent().words)


def test_a_practice_alarm_nobody_answers_is_no_fault(cast):
    actions.start_practice(by=cast.dsl)
    later(minutes=61)
    watch.climb_due()
    assert health.alarms_answered().well


def test_a_kind_nobody_answers_for(cast):
    with ledger("report", by=None, kind="unknown", ref="X") as book:
        tell(book, kind="unknown", ref="X", key="x", by=None)
    assert "nobody answers for" in health.everyone_found().words


def test_whom_to_tell_cannot_be_found_out(cast, matter):
    audience.register("matter", lambda notice, rung: 1 / 0)
    matter.tell()
    assert not health.everyone_found().well


def test_a_mailbox_that_keeps_refusing(cast, matter, monkeypatch):
    monkeypatch.setattr("notices.channels._mail", lambda *args: 1 / 0)
    matter.tell(cast.dsl, cast.head)
    for _ in range(3):
        sending.send_due()
        later(minutes=5)
    assert "to somebody keep failing" in health.messages_taken().words


def test_mail_that_only_reaches_a_folder(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert {health.alarms_sent().state, health.messages_taken().state} == {"Not checked"}
    settings.DEBUG = False
    assert not health.mail_set_up().well


@pytest.mark.parametrize(
    ("contact", "agreed", "telephone", "well"),
    [
        ("", False, "01632 960001", False),
        ("trust@example.org", False, "01632 960001", False),
        ("07700 900123", True, "01632 960001", False),
        ("trust@example.org", True, "", False),
        ("trust@example.org", True, "01632 960001", True),
    ],
)
def test_the_outside_contact(school, contact, agreed, telephone, well):
    school.outside_contact, school.outside_agreed, school.telephone = contact, agreed, telephone
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)
    assert health.outside_contact().well is well


def test_the_outside_contact_has_an_account_here(cast, school):
    school.outside_contact, school.outside_agreed = cast.dsl.email.upper(), True
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)
    words = "The outside contact has an account here, so nothing goes to them. Enter somebody outside the school."
    assert health.outside_contact() == health.Finding(False, words)


def test_in_order_nothing_is_broken(cast, matter, school):
    heartbeat.beat()
    matter.tell(cast.dsl, cast.head)
    sending.send_due()
    actions.answer("matter", "K7QF-2MXD", by=cast.dsl)
    sending.send_due()
    later(minutes=2)
    assert broken() == []


def test_an_alarm_nobody_was_told_breaks_it(cast, matter):
    matter.tell()
    later(seconds=61)
    assert "no message to anybody" in broken()[0]


def test_a_rung_that_was_not_climbed_breaks_it(cast, matter):
    matter.tell(cast.dsl)
    later(minutes=16, seconds=1)
    heartbeat.beat()
    assert "should have climbed" in broken()[0]


def test_an_alarm_that_stopped_climbing_breaks_it(cast, matter):
    heartbeat.beat()
    matter.tell(cast.dsl)
    Notice.objects.update(next_at=None)
    assert "climbs no more" in broken()[0]


def test_a_sending_without_record_breaks_it(cast, matter):
    matter.tell(cast.dsl)
    Delivery.objects.update(state="sent", settled_at=clock.now())
    assert "without a record" in broken()[0]


def test_a_sending_after_a_refusal_breaks_it(cast, matter, school):
    matter.tell(cast.dsl)
    matter.hidden = [cast.dsl]
    sending.send_due()
    later(seconds=1)
    message = Delivery.objects.get()
    with ledger("send", by=None, kind="matter", ref="X") as book:
        book.add(sending._record_of(message, clock.now()))
    assert "had been refused" in broken()[0]


def test_a_record_of_a_sending_cannot_be_changed(cast, matter, school):
    matter.tell(cast.dsl)
    sending.send_due()
    from django.db import DatabaseError, transaction

    for sql in ("UPDATE notices_sending SET rung = 9", "DELETE FROM notices_sending"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Sending.objects.get().rung == 0


def test_a_named_kind_without_a_resolver_is_an_error(monkeypatch):
    config = SimpleNamespace(name="pretend", notice_kinds=("pretend.kind",))
    monkeypatch.setattr(checks.apps, "get_app_configs", lambda: [config])
    assert [error.id for error in checks.kinds_are_answered_for()] == ["notices.E001"]


def test_a_kind_without_words_is_an_error(matter):
    audience.register("matter", matter.resolver, words="nothing_of_the_sort")
    assert {error.id for error in checks.kinds_have_words()} == {"notices.E002"}


def test_the_second_channel_must_be_a_web_address(settings):
    settings.WEBHOOK_URL = "file:///etc/passwd"
    assert [error.id for error in checks.second_channel_is_a_web_address()] == ["notices.E003"]
