"""People's tasks: asked of an office or a person, done once, kept from whoever may not know."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.ledger import ledger
from esafety.lib import clock
from esafety.lib.lifecycle import NotNow
from notices import actions, audience, sending
from notices.models import Delivery, Notice, Task
from school.roles import Role
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db
WORDS = "Disconnect laptop 14, Room 3, from the network."


@pytest.fixture
def task(cast, matter, school):
    """The network manager is asked to isolate a device, now."""
    return asked(by=cast.dsl, for_role=Role.NETWORK_MANAGER)


def asked(by, words=WORDS, **more):
    with ledger("raise", by=by, kind="matter", ref="K7QF-2MXD") as book:
        return actions.ask(book, words=words, kind="matter", ref="K7QF-2MXD", by=by, **more)


def test_the_office_is_told_at_once_and_not_why(task, cast):
    sending.send_due()
    told = {message.to[0] for message in mail.outbox}
    assert cast.network_manager.email in told
    assert cast.teacher.email not in told
    assert "laptop" not in mail.outbox[0].subject + mail.outbox[0].body
    assert task.ref not in mail.outbox[0].subject + mail.outbox[0].body


def test_the_page_shows_it_with_its_button(task, cast, sign_in):
    page = sign_in(cast.network_manager).get(reverse("notices:tasks"))
    assert WORDS in page.content.decode()
    assert reverse("notices:done", args=[task.slip]) in page.content.decode()


@pytest.mark.parametrize("page", ["/", "/tasks/"])
def test_the_urgent_stands_above_what_was_left_lying(page, cast, matter, school, sign_in):
    now, to = clock.now(), {"by": cast.dsl, "for_role": Role.NETWORK_MANAGER}
    clock.set_to(now - timedelta(days=7))
    asked(words="An old one.", due=now - timedelta(days=5), **to)
    asked(words="An urgent one, left lying.", due=now - timedelta(days=7), **to)
    clock.set_to(now)
    asked(due=now + timedelta(minutes=15), **to)
    said = words_of(sign_in(cast.network_manager).get(page))
    assert said.index(WORDS) < said.index("An urgent one, left lying.") < said.index("An old one.")


def test_nobody_else_sees_it(task, cast, sign_in):
    assert WORDS not in sign_in(cast.teacher).get(reverse("notices:tasks")).content.decode()


def test_done(task, cast, matter, sign_in):
    assert sign_in(cast.network_manager).post(reverse("notices:done", args=[task.slip])).status_code == 302
    task.refresh_from_db()
    assert task.done_by == cast.network_manager
    assert matter.taken == [task]
    assert set(Delivery.objects.values_list("state", flat=True)) == {"dropped"}


def test_reading_the_button_s_address_does_nothing(task, cast, sign_in):
    assert sign_in(cast.network_manager).get(reverse("notices:done", args=[task.slip])).status_code == 405
    task.refresh_from_db()
    assert task.done_at is None


def test_somebody_not_asked_gets_404(task, cast, sign_in):
    assert sign_in(cast.teacher).post(reverse("notices:done", args=[task.slip])).status_code == 404


def test_whoever_may_not_know_sees_and_does_nothing(accused, task, matter, sign_in):
    matter.hidden = [accused]
    browser = sign_in(accused)
    assert WORDS not in browser.get(reverse("notices:tasks")).content.decode()
    assert browser.post(reverse("notices:done", args=[task.slip])).status_code == 404
    sending.send_due()
    assert accused.email not in {message.to[0] for message in mail.outbox}


def test_twice_done_is_done_once(task, cast, accused, sign_in):
    actions.finish(task, by=cast.network_manager)
    with pytest.raises(NotNow):
        actions.finish(task, by=accused)
    response = sign_in(accused).post(reverse("notices:done", args=[task.slip]), follow=True)
    assert "done already" in response.content.decode()


def by_mistake(desk, task):
    return desk.post(reverse("notices:not_done", args=[task.slip]), follow=True)


def test_pressed_by_mistake_it_is_to_do_again_and_stays_on_record(task, cast, sign_in):
    desk = sign_in(cast.network_manager)
    page = desk.post(reverse("notices:done", args=[task.slip]), follow=True)
    form = next(form for form in forms_of(page) if "/not-done/" in form.action)
    assert form.send(desk).status_code == 302
    task.refresh_from_db()
    assert (task.done_at, task.done_by) == (None, None)
    assert [bool(row.done_at) for row in task.history.order_by("pk")] == [False, True, False]
    assert Notice.objects.open().filter(kind="task", ref=task.slip).count() == 1
    assert reverse("notices:done", args=[task.slip]) in desk.get("/tasks/").content.decode()


def test_only_whoever_pressed_it_takes_it_back(task, cast, accused, sign_in):
    actions.finish(task, by=cast.network_manager)
    for other in (accused, cast.teacher):
        assert by_mistake(sign_in(other), task).status_code == 404
    task.refresh_from_db()
    assert task.done_at


def test_an_hour_later_it_says_whom_to_ring(task, cast, sign_in):
    desk = sign_in(cast.network_manager)
    actions.finish(task, by=cast.network_manager)
    clock.set_to(clock.now() + timedelta(minutes=61))
    assert "not-done" not in desk.get("/tasks/").content.decode()
    assert "say that it is not done" in words_of(by_mistake(desk, task))
    task.refresh_from_db()
    assert task.done_at


def test_a_task_for_one_person(cast, matter, school):
    asked(by=cast.dsl, for_person=cast.teacher.person)
    assert [user.user for user in Delivery.objects.all()] == [cast.teacher]


def test_what_is_due_later_may_wait_for_the_morning(cast, matter, school):
    cast.teacher.daily_mail = True
    with ledger("made for a test", by=None, kind="account", ref="") as book:
        book.save(cast.teacher)
    asked(by=cast.dsl, for_person=cast.teacher.person, due=clock.now() + timedelta(days=3))
    assert Delivery.objects.get().state == "held"


def test_withdrawn_it_is_gone_and_stays_done_if_it_was(task, cast):
    other = asked(by=cast.dsl, for_role=Role.OFFICE)
    actions.finish(other, by=cast.office)
    actions.withdraw(other, by=cast.dsl)
    actions.withdraw(task, by=cast.dsl, reason="A double")
    other.refresh_from_db(), task.refresh_from_db()
    assert other.withdrawn_at is None
    assert task.withdrawn_at
    assert not Task.objects.open().exists()


def test_it_keeps_its_history(task, cast):
    actions.finish(task, by=cast.network_manager)
    assert [row.history_user_id for row in task.history.order_by("pk")] == [cast.dsl.ref, cast.network_manager.ref]


def test_the_database_wants_a_role_or_a_person(cast):
    with pytest.raises(IntegrityError), transaction.atomic(), ledger("x", by=None, kind="matter", ref="X") as book:
        book.save(Task(words="Something", kind="matter", ref="X"))


def test_a_kind_nobody_answers_for_is_refused_at_once(cast):
    with pytest.raises(audience.Unregistered), ledger("x", by=None, kind="unknown", ref="X") as book:
        actions.ask(book, words="Something", kind="unknown", ref="X", for_role=Role.OFFICE, by=cast.dsl)


def test_the_list_costs_few_queries(task, cast, sign_in, django_assert_max_num_queries):
    for _ in range(10):
        asked(by=cast.dsl, for_role=Role.NETWORK_MANAGER)
    browser = sign_in(cast.network_manager)
    browser.get(reverse("notices:tasks"))
    with django_assert_max_num_queries(15):
        browser.get(reverse("notices:tasks"))
