""" "I have this": a signed-in person who may know, by a button, once (AC-078, F1, U19)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from audit.models import Entry
from esafety.lib import clock
from notices import actions, audience, sending
from notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def alarm(cast, matter, school):
    """The DSL, a deputy and the head were told."""
    notice = matter.tell(cast.dsl, cast.deputy, cast.head)
    sending.send_due()
    mail.outbox.clear()
    return notice


def press(browser, ref):
    return browser.post(reverse("notices:answer", args=[ref]))


def answered_by():
    return Notice.objects.get().answered_by


def test_the_button_answers(alarm, cast, sign_in):
    response = press(sign_in(cast.dsl), alarm.ref)
    assert response.status_code == 302
    assert response["Location"] == f"/matters/{alarm.ref}/"
    assert answered_by() == cast.dsl


def test_everyone_alerted_is_stood_down(alarm, cast):
    actions.answer("matter", alarm.ref, by=cast.dsl)
    sending.send_due()
    assert {message.to[0] for message in mail.outbox} == {cast.dsl.email, cast.deputy.email, cast.head.email}


def test_whoever_may_no_longer_know_is_not_stood_down(alarm, cast, matter):
    matter.hidden = [cast.head]
    actions.answer("matter", alarm.ref, by=cast.dsl)
    sending.send_due()
    assert cast.head.email not in {message.to[0] for message in mail.outbox}
    assert not Delivery.objects.filter(user=cast.head, what="stand_down").exists()


def test_nor_whoever_is_named_between_the_answer_and_the_sending(alarm, cast, matter):
    actions.answer("matter", alarm.ref, by=cast.dsl)
    matter.hidden = [cast.head]
    sending.send_due()
    assert cast.head.email not in {message.to[0] for message in mail.outbox}
    assert Delivery.objects.get(user=cast.head, what="stand_down").state == "dropped"


def test_a_link_followed_by_a_robot_changes_nothing(alarm, cast, sign_in):
    response = sign_in(cast.dsl).get(reverse("notices:answer", args=[alarm.ref]))
    assert response.status_code == 405
    assert answered_by() is None


def test_not_without_signing_in(alarm, client):
    press(client, alarm.ref)
    assert answered_by() is None


def test_another_office_gets_403(alarm, cast, sign_in):
    assert press(sign_in(cast.teacher), alarm.ref).status_code == 403
    assert answered_by() is None


def test_a_handler_who_may_not_know_gets_404_as_for_a_reference_nobody_has(alarm, cast, sign_in):
    browser = sign_in(cast.coordinator)
    assert press(browser, alarm.ref).status_code == press(browser, "NONE-0000").status_code == 404
    assert answered_by() is None
    assert Entry.objects.filter(verb="answer refused", actor=cast.coordinator.ref).count() == 2


def test_replaying_the_post_changes_nothing(alarm, cast, sign_in):
    press(sign_in(cast.dsl), alarm.ref)
    before = Notice.objects.values().get(), Delivery.objects.count()
    response = press(sign_in(cast.head), alarm.ref)
    assert response["Location"] == f"/matters/{alarm.ref}/"
    assert (Notice.objects.values().get(), Delivery.objects.count()) == before


def test_the_action_refuses_as_the_page_does(alarm, cast):
    with pytest.raises(actions.NotTheirs):
        actions.answer("matter", alarm.ref, by=cast.coordinator)


def test_answering_nothing_is_no_fault(cast, matter):
    assert actions.answer("matter", "NONE-0000", by=cast.dsl) == []


def test_the_owning_room_takes_it(alarm, cast, matter, sign_in):
    def take(ref, *, by):
        matter.taken.append(ref)
        actions.answer("matter", ref, by=by)

    audience.register("matter", matter.resolver, link=lambda ref: f"/matters/{ref}/", take=take)
    press(sign_in(cast.head), alarm.ref)
    assert matter.taken == [alarm.ref]
    assert answered_by() == cast.head


def test_messages_not_sent_yet_are_not_sent_any_more(cast, matter, school):
    notice = matter.tell(cast.dsl, cast.head)
    actions.answer("matter", notice.ref, by=cast.dsl)
    sending.send_due()
    assert mail.outbox == []
    assert set(Delivery.objects.values_list("state", flat=True)) == {"dropped"}


def test_a_message_in_somebody_s_hands_at_the_answer_is_stood_down_too(cast, matter, school):
    notice = matter.tell(cast.dsl)
    message = sending.claim()
    actions.answer("matter", notice.ref, by=cast.dsl)
    sending._mark_sent(message)
    sending.send_due()
    assert [mail.subject for mail in mail.outbox] == ["K7QF-2MXD: answered"]


def test_a_message_that_failed_meanwhile_is_not_tried_again(cast, matter, school):
    notice = matter.tell(cast.dsl)
    message = sending.claim()
    actions.answer("matter", notice.ref, by=cast.dsl)
    sending._wait(message, "451")
    clock.set_to(clock.now() + timedelta(minutes=1))
    sending.send_due()
    assert [mail.subject for mail in mail.outbox] == ["K7QF-2MXD: answered"]


def test_standing_down_without_an_answer(alarm, cast):
    actions.stand_down("matter", alarm.ref, by=cast.dsl)
    sending.send_due()
    assert {message.subject for message in mail.outbox} == {"K7QF-2MXD: no longer waiting"}
    assert answered_by() is None


def test_what_woke_nobody_needs_no_stand_down(cast, matter, school):
    notice = matter.tell(cast.dsl, cast.deputy, wakes=False)
    sending.send_due()
    actions.answer("matter", notice.ref, by=cast.dsl)
    assert not Delivery.objects.filter(what="stand_down").exists()
