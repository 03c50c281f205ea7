"""Test the alarm: the same doors, labelled, outside all figures, timed (U26)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from esafety.lib import clock
from notices import actions, practice, sending, watch
from notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def test(cast, school):
    """A practice alarm begun by the DSL at 10:00 on 3 November."""
    clock.set_to(START)
    return actions.start_practice(by=cast.dsl)


def after(minutes):
    clock.set_to(START + timedelta(minutes=minutes))
    watch.climb_due()
    sending.send_due()


def test_it_goes_to_whoever_a_real_one_would_reach(test, cast):
    after(0)
    told = {message.to[0] for message in mail.outbox}
    assert {cast.dsl.email, cast.deputy.email} <= told
    assert cast.head.email not in told
    after(15)
    assert cast.head.email in {message.to[0] for message in mail.outbox}


def test_every_message_says_so(test):
    after(0)
    assert {message.subject for message in mail.outbox} == {f"Practice alarm: {test.ref}"}
    assert "this is a practice. Nothing was reported." in mail.outbox[0].body


def test_it_tells_nobody_outside_and_ends_with_the_ladder(test, school):
    school.outside_contact, school.outside_agreed = "trust@example.org", True
    from audit.ledger import ledger

    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)
    after(60)
    assert not Delivery.objects.filter(outside=True).exists()
    before = len(mail.outbox)
    after(300)
    assert len(mail.outbox) == before


def test_it_is_in_no_figure(test):
    assert Notice.objects.real().count() == 0


def test_the_answer_is_timed(test, cast):
    after(6)
    actions.answer("practice", test.ref, by=cast.deputy)
    assert practice.sentence(practice.last()) == "Last alarm test 3 Nov: answered in 6 minutes."


def test_before_the_first_and_before_the_answer(test, cast):
    assert practice.sentence(None) == "The alarm has not been tested yet."
    assert practice.sentence(practice.last()) == "Last alarm test 3 Nov: not answered yet."
    after(60)
    assert practice.sentence(practice.last()) == "Last alarm test 3 Nov: nobody answered."


def test_a_month_later_another_is_due(test, cast):
    assert not practice.is_due()
    assert not practice.was_answered()
    actions.answer("practice", test.ref, by=cast.deputy)
    after(32 * 24 * 60)
    assert practice.is_due()
    assert practice.was_answered()


def test_the_answer_of_whoever_sent_it_proves_nothing(test, cast, sign_in):
    browser = sign_in(cast.dsl)
    said = browser.post(reverse("notices:answer", args=[test.ref]), follow=True).content.decode()
    assert "You answered it yourself: ask somebody else to answer one." in said
    assert practice.sentence(practice.last()) == "Last alarm test 3 Nov: answered only by whoever sent it."
    assert not practice.was_answered()
    assert practice.is_due()


def test_pressed_twice_it_is_one(test, cast):
    assert actions.start_practice(by=cast.dsl) == test


def test_a_new_one_ends_the_old_one(test, cast):
    clock.set_to(START + timedelta(days=30))
    new = actions.start_practice(by=cast.dsl)
    test.refresh_from_db()
    assert new != test
    assert test.is_over
    assert not new.is_over


def test_the_pages(cast, school, sign_in):
    browser = sign_in(cast.dsl)
    assert "Send a practice alarm" in browser.get(reverse("notices:test_alarm")).content.decode()
    sent = browser.post(reverse("notices:test_alarm"))
    page = browser.get(sent["Location"]).content.decode()
    assert "I have this" in page
    assert "Nothing was reported" in page
    ref = Notice.objects.get().ref
    sign_in(cast.deputy).post(reverse("notices:answer", args=[ref]))
    assert "Answered at" in browser.get(sent["Location"]).content.decode()


def test_who_may_not_test_it(cast, sign_in):
    assert sign_in(cast.teacher).post(reverse("notices:test_alarm")).status_code == 403
    with pytest.raises(actions.notices.PermissionDenied):
        actions.start_practice(by=cast.teacher)


def test_who_was_not_told_finds_no_page(test, cast, sign_in):
    assert sign_in(cast.coordinator).get(reverse("notices:practice", args=[test.ref])).status_code == 404
