"""Nobody answers: 15, 30, 60 minutes, then every half hour, each once, however late the daemon is (AC-074)."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from audit.ledger import ledger
from audit.models import Entry
from esafety.lib import clock
from notices import actions, audience, sending, watch
from notices.models import Delivery, Notice, Rung

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 6, 21, 28, tzinfo=UTC)  # a Friday evening


@pytest.fixture
def alarm(cast, matter, school):
    """An alarm at 21:28: the DSL, then the head, a senior leader, the chair."""
    clock.set_to(START)
    matter.rungs = [[cast.dsl], [cast.head], [cast.senior_leader], [cast.chair]]
    return matter.tell()


def at(minutes, seconds=0):
    """The daemon looks at that many minutes after the report; what arrived then, by address."""
    clock.set_to(START + timedelta(minutes=minutes, seconds=seconds))
    before = len(mail.outbox)
    watch.climb_due()
    sending.send_due()
    return Counter(message.to[0] for message in mail.outbox[before:])


def test_steps_come_at_15_30_and_60_minutes_exactly_once(alarm, cast):
    dsl, head, leader, chair = cast.dsl.email, cast.head.email, cast.senior_leader.email, cast.chair.email
    assert at(0) == {dsl: 1}
    assert at(14, 59) == {}
    assert at(15) == {dsl: 1, head: 1}
    assert at(15, 1) == {}
    assert at(30) == {dsl: 1, head: 1, leader: 1}
    assert at(59, 59) == {}
    assert at(60) == {dsl: 1, head: 1, leader: 1, chair: 1}


def test_then_everyone_every_half_hour(alarm):
    at(60)
    assert len(at(90)) == 4
    assert at(119) == {}
    assert len(at(120)) == 4


def test_each_step_is_one_entry(alarm):
    for minutes in (0, 15, 15, 30, 60):
        at(minutes)
    verbs = Entry.objects.filter(verb__startswith="rung").values_list("verb", flat=True)
    assert sorted(verbs) == ["rung 1 told", "rung 2 told", "rung 3 told"]


def test_a_daemon_that_was_down_skips_nothing_and_storms_nobody(alarm, cast):
    arrived = at(70)
    alarm.refresh_from_db()
    assert alarm.rung == 3
    assert arrived == {user.email: 1 for user in (cast.dsl, cast.head, cast.senior_leader, cast.chair)}
    assert Entry.objects.filter(verb__startswith="rung").count() == 3


def test_a_daemon_that_was_down_for_a_day_does_not_make_up_repeats(alarm):
    assert all(count == 1 for count in at(24 * 60).values())
    assert at(24 * 60 + 1) == {}


def test_two_daemons_climb_once(alarm):
    clock.set_to(START + timedelta(minutes=15))
    first, second = Notice.objects.get(), Notice.objects.get()
    assert actions.climb(first) is True
    assert actions.climb(second) is False


def test_a_rung_that_does_not_repeat_tells_only_newcomers(alarm, cast):
    change(Rung.objects.get(after=15), repeat=False)
    at(0)
    assert at(15) == {cast.head.email: 1}


def test_an_answer_ends_it(alarm, cast):
    at(0)
    actions.answer("matter", alarm.ref, by=cast.dsl)
    sending.send_due()
    assert at(15) == {}
    assert at(600) == {}


def test_a_fault_at_one_notice_does_not_stop_the_others(alarm, cast, matter, caplog):
    matter.tell(key="matter:2", ref="AAAA-2222")
    audience.register("matter", lambda notice, rung: 1 / 0 if notice.ref == alarm.ref else [cast.head])
    assert at(15)[cast.head.email] == 1
    alarm.refresh_from_db()
    assert alarm.rung == 0
    assert alarm.trouble == "ZeroDivisionError"
    assert "ZeroDivisionError" in caplog.text
    assert alarm.ref not in caplog.text


def test_after_the_fault_it_climbs_where_it_was(alarm, cast, matter):
    audience.register("matter", lambda notice, rung: 1 / 0)
    at(15)
    audience.register("matter", matter.resolver)
    assert at(16)[cast.head.email] == 1
    alarm.refresh_from_db()
    assert alarm.trouble == ""


def test_a_clock_that_was_wrong_moves_the_ladder_with_it(alarm, cast):
    at(0)
    clock.set_to(START - timedelta(hours=2))
    actions.shift_ladders(timedelta(hours=-2))
    assert at(-120 + 14) == {}
    assert at(-120 + 15)[cast.head.email] == 1


def test_the_hour_that_clocks_repeat_is_an_hour(cast, matter):
    clock.set_to(datetime(2026, 10, 25, 0, 50, tzinfo=UTC))  # 01:50 summer time; at 01:00 UTC it is 01:00 again
    matter.tell(cast.dsl)
    notice = Notice.objects.get()
    assert notice.next_at - notice.created == timedelta(minutes=15)


def test_only_with_agreement_the_outside_contact_is_told(alarm, school):
    at(60)
    assert not Delivery.objects.filter(outside=True).exists()


def test_the_outside_contact_once_at_the_last_rung(alarm, school):
    agree(school)
    at(0), at(15), at(30)
    assert not Delivery.objects.filter(outside=True).exists()
    assert at(60)["trust@example.org"] == 1
    assert at(90)["trust@example.org"] == 0


def test_with_nobody_eligible_the_outside_contact_is_told_at_once(cast, matter, school):
    agree(school)
    clock.set_to(START)
    matter.tell()
    assert at(0) == {"trust@example.org": 1}


def agree(school):
    change(school, outside_contact="trust@example.org", outside_agreed=True)


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    with ledger("made for a test", by=None, kind="test", ref="") as book:
        book.save(row)
