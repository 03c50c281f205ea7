"""Lease, send, mark: against a real mail server that refuses, delays and hangs (F4, RT-20, AC-073)."""

from datetime import timedelta

import pytest
from django.core import mail

from audit.ledger import ledger
from audit.models import Entry
from esafety.lib import clock
from notices import channels, sending, wording
from notices.ladder import LEASE
from notices.models import Delivery, Sending
from school.actions import accounts
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def message_to(user):
    return Delivery.objects.get(user=user)


def later(**delta):
    clock.set_to(clock.now() + timedelta(**delta))


def test_a_message_in_somebody_s_hands_is_nobody_else_s(cast, matter):
    matter.tell(cast.dsl)
    assert sending.claim()
    assert sending.claim() is None


def test_a_sender_that_died_gives_it_back_after_a_minute(cast, matter):
    matter.tell(cast.dsl)
    sending.claim()
    later(seconds=59)
    assert sending.claim() is None
    later(seconds=2)
    assert sending.claim()


def test_a_sender_whose_now_is_a_moment_older_does_not_take_it_too(cast, matter):
    clock.set_to(clock.now())
    matter.tell(cast.dsl)
    later(seconds=1)
    sending.claim()
    later(seconds=-0.5)
    assert sending.claim() is None


def test_a_clock_set_back_does_not_keep_it_for_hours(cast, matter):
    matter.tell(cast.dsl)
    clock.set_to(clock.now())
    sending.claim()
    later(hours=-2)
    assert sending.claim()


def test_it_is_in_hand_before_it_is_sent_and_marked_after(cast, matter, monkeypatch):
    seen = []
    monkeypatch.setattr("notices.channels.send", lambda delivery, words: seen.append(message_to(cast.dsl)))
    matter.tell(cast.dsl)
    sending.send_due()
    assert seen[0].state == "waiting"
    assert seen[0].lease_until - clock.now() <= LEASE
    assert message_to(cast.dsl).state == "sent"


def test_a_sent_message_is_evidence(cast, matter, school):
    matter.tell(cast.dsl)
    sending.send_due()
    assert Sending.objects.get().to == cast.dsl.ref
    assert Entry.objects.get(verb="send").table == "notices_sending"


def outside_is(school, address):
    school.outside_contact, school.outside_agreed = address, True
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)


def test_the_contact_outside_who_has_an_account_here_gets_nothing(cast, matter, school):
    outside_is(school, cast.dsl.email.upper())
    matter.tell()
    sending.send_due()
    assert not mail.outbox
    assert Delivery.objects.get(outside=True).state == "dropped"
    assert Entry.objects.filter(verb="not sent: the contact outside has an account here").count() == 1


def test_an_account_that_was_stopped_keeps_nobody_from_it(cast, matter, school):
    accounts.stop(cast.colleague, by=cast.administrator)
    outside_is(school, cast.colleague.email)
    matter.tell()
    sending.send_due()
    assert [message.to for message in mail.outbox] == [[cast.colleague.email]]


def test_whoever_may_not_know_at_the_moment_of_sending_gets_nothing(cast, matter):
    matter.tell(cast.dsl, cast.head)
    matter.hidden = [cast.head]
    sending.send_due()
    assert [message.to for message in mail.outbox] == [[cast.dsl.email]]
    assert message_to(cast.head).state == "dropped"
    assert Entry.objects.filter(verb="not sent: not theirs to know").count() == 1


def test_alarms_go_first(cast, matter):
    matter.tell(cast.office, wakes=False)
    later(seconds=5)
    matter.tell(cast.dsl, key="alarm")
    assert sending.claim().user == cast.dsl


def test_one_full_mailbox_stops_nobody_else(cast, matter, server):
    server.says[cast.dsl.email] = "550 mailbox full"
    matter.tell(cast.dsl, cast.deputy, cast.head)
    sending.send_due()
    assert server.to(cast.deputy.email)
    assert server.to(cast.head.email)
    failed = message_to(cast.dsl)
    assert failed.state == "waiting"
    assert failed.last_error == "SMTPRecipientsRefused 550"


def test_no_fault_repeats_an_address(cast, matter, server, caplog):
    server.says[cast.dsl.email] = f"550 <{cast.dsl.email}> unknown"
    matter.tell(cast.dsl)
    sending.send_due()
    assert cast.dsl.email not in caplog.text + message_to(cast.dsl).last_error


def test_later_means_later_and_then_it_arrives(cast, matter, server):
    clock.set_to(clock.now())
    server.says[cast.dsl.email] = "451 later"
    matter.tell(cast.dsl)
    sending.send_due()
    del server.says[cast.dsl.email]
    later(seconds=14)
    assert sending.send_due() == 0
    later(seconds=1)
    assert sending.send_due() == 1
    assert len(server.to(cast.dsl.email)) == 1


def test_a_server_that_hangs_holds_up_one_message_for_its_timeout(cast, matter, server, settings):
    settings.EMAIL_TIMEOUT = 3  # long enough for whoever is not hung up on, however busy the machine
    server.says[cast.dsl.email] = "hang"
    matter.tell(cast.dsl, cast.head)
    sending.send_due()
    assert server.to(cast.head.email)
    assert message_to(cast.dsl).last_error == "SMTPServerDisconnected"


def test_no_server_at_all(cast, matter, settings, server):
    settings.EMAIL_PORT = 9
    matter.tell(cast.dsl)
    sending.send_due()
    assert message_to(cast.dsl).last_error == "ConnectionRefusedError"


def test_an_alarm_is_never_given_up(cast, matter, server):
    clock.set_to(clock.now())
    server.says[cast.dsl.email] = "550 no"
    matter.tell(cast.dsl)
    for _ in range(5):
        sending.send_due()
        later(hours=24)
    assert message_to(cast.dsl).state == "waiting"
    assert message_to(cast.dsl).attempts == 5


def test_what_wakes_nobody_is_given_up_after_a_day(cast, matter, server):
    clock.set_to(clock.now())
    server.says[cast.dsl.email] = "550 no"
    matter.tell(cast.dsl, wakes=False)
    sending.send_due()
    later(hours=25)
    sending.send_due()
    assert message_to(cast.dsl).state == "given_up"
    assert Entry.objects.filter(verb="not sent: given up after a day").exists()


def test_a_repeat_of_the_same_message_says_so_to_mail_programs(cast, matter, server, settings):
    settings.SITE_URL = "https://oakfield.example"
    matter.tell(cast.dsl)
    Delivery.objects.update(next_at=clock.now())
    first = sending.claim()
    for _ in range(2):
        channels.send(first, wording.words_of(first, is_last=False))
    ids = {message["Message-ID"] for message in server.to(cast.dsl.email)}
    assert ids == {f"<{first.message_id}@oakfield.example>"}


def test_two_hours_without_a_mail_server_then_everything_within_minutes(cast, matter, server):
    clock.set_to(clock.now())
    port, server.says = server.port, {user.email: "451 later" for user in (cast.dsl, cast.head)}
    for number in range(2):
        matter.tell(cast.dsl, cast.head, key=f"alarm:{number}", ref=f"AAAA-{number:04}")
    for _ in range(24):
        sending.send_due()
        later(minutes=5)
    assert server.got == []
    assert port
    server.says.clear()
    sending.send_due()
    assert len(server.got) == 4
    assert not Delivery.objects.filter(state="waiting").exists()
