"""One mail at 07:45 on school days for those who asked for it (U45)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from audit.ledger import ledger
from esafety.lib import clock
from notices import audience, digest, sending
from notices.models import Delivery, Notice
from school.actions import accounts
from school.models import Closure

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 5, 7, 45, tzinfo=UTC)


@pytest.fixture
def reader(cast):
    """A co-ordinator who asked for one mail a day."""
    cast.coordinator.daily_mail = True
    with ledger("made for a test", by=None, kind="account", ref="") as book:
        return book.save(cast.coordinator)


@pytest.fixture
def reminder(matter, school):
    """A kind that may wait for the morning."""
    audience.register("matter", matter.resolver, words="due", at_once=False)
    return matter


@pytest.fixture
def counted(monkeypatch):
    """What the rooms say waits for anybody."""
    waiting = []
    monkeypatch.setattr(digest, "_counters", [lambda user: waiting])
    return waiting


def morning(moment=THURSDAY):
    clock.set_to(moment)
    made = digest.make_daily_mails()
    sending.send_due()
    return made


def test_a_reminder_waits_for_the_morning(reader, reminder):
    reminder.tell(reader, wakes=False)
    assert sending.send_due() == 0
    assert Delivery.objects.get().state == "held"


def test_others_get_it_at_once(cast, reminder):
    reminder.tell(cast.dsl, wakes=False)
    assert sending.send_due() == 1


def test_the_first_notice_of_a_report_goes_at_once(reader, matter):
    matter.tell(reader, wakes=False)
    assert sending.send_due() == 1


def test_an_alarm_goes_at_once(reader, reminder):
    reminder.tell(reader)
    assert sending.send_due() == 1


def test_the_words(reader, counted, school, settings):
    settings.SITE_URL = "https://oakfield.example"
    now = THURSDAY
    counted += [("A", None), ("B", None), ("C", None), ("D", now - timedelta(days=1)), ("E", now - timedelta(hours=1))]
    counted += [("F", now + timedelta(hours=3)), ("G", now + timedelta(days=2))]
    morning()
    assert mail.outbox[0].subject == "Today: 3 new, 2 overdue, 1 due"
    assert mail.outbox[0].body.split("\n")[:2] == ["Today: 3 new, 2 overdue, 1 due.", "https://oakfield.example"]


def test_what_was_kept_back_counts_and_each_matter_once(reader, reminder, counted):
    clock.set_to(THURSDAY - timedelta(hours=10))
    notice = reminder.tell(reader, wakes=False, due=THURSDAY + timedelta(hours=2))
    counted.append((notice.ref, THURSDAY + timedelta(hours=2)))
    morning()
    assert mail.outbox[0].subject == "Today: 0 new, 0 overdue, 1 due"
    assert Delivery.objects.get(notice=notice).state == "folded"


def test_what_may_no_longer_be_known_does_not_count(reader, reminder, counted):
    clock.set_to(THURSDAY - timedelta(hours=10))
    reminder.tell(reader, wakes=False)
    reminder.hidden = [reader]
    morning()
    assert mail.outbox == []


def test_once_a_day(reader, counted):
    counted.append(("A", None))
    assert (morning(), morning(THURSDAY + timedelta(hours=3))) == (1, 0)
    assert morning(THURSDAY + timedelta(days=1)) == 1


def test_not_before_the_hour(reader, counted):
    counted.append(("A", None))
    assert morning(THURSDAY - timedelta(minutes=1)) == 0


def test_not_at_the_weekend(reader, counted):
    counted.append(("A", None))
    assert morning(THURSDAY + timedelta(days=2)) == 0


def test_not_when_the_school_is_closed(reader, counted):
    with ledger("made for a test", by=None, kind="closure", ref="") as book:
        book.save(Closure(name="Snow", starts=THURSDAY.date(), ends=THURSDAY.date()))
    counted.append(("A", None))
    assert morning() == 0


def test_a_late_daemon_still_sends_it(reader, counted):
    counted.append(("A", None))
    assert morning(THURSDAY + timedelta(hours=4)) == 1


def test_nothing_waiting_is_no_mail(reader, counted):
    assert morning() == 0
    assert mail.outbox == []
    assert not Notice.objects.exists()


def test_in_summer_it_is_the_school_s_clock(reader, counted):
    counted.append(("A", None))
    assert morning(datetime(2026, 7, 2, 6, 45, tzinfo=UTC)) == 1


def test_what_was_kept_goes_out_once_somebody_wants_each_as_it_comes(reader, reminder):
    clock.set_to(THURSDAY + timedelta(hours=3))
    digest.make_daily_mails()
    reminder.tell(reader, wakes=False)
    accounts.choose_mail(False, by=reader)
    digest.make_daily_mails()
    assert sending.send_due() == 1
    assert [message.subject for message in mail.outbox] == ["Action needed: K7QF-2MXD"]
