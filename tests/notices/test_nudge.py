"""After the commit: the broker may be dead, the daemon gone; whoever reported notices neither (AC-072)."""

import pytest
from django.core import mail

from notices import heartbeat, nudge, tasks
from notices.models import Delivery


class Dead(Exception):
    pass


@pytest.fixture
def broker(monkeypatch):
    """What the broker was given; `broker.dead = True` refuses."""

    class Broker:
        dead, got = False, []

        def send_task(self, name, **options):
            if self.dead:
                raise Dead("redis://:secret@host")
            self.got.append((name, options["args"]))

    broker = Broker()
    broker.got = []
    monkeypatch.setattr(nudge, "current_app", broker)
    return broker


@pytest.mark.django_db
def test_a_number_and_nothing_else_goes_to_the_broker(cast, matter, broker, django_capture_on_commit_callbacks):
    heartbeat.beat()
    with django_capture_on_commit_callbacks(execute=True):
        notice = matter.tell(cast.dsl)
    assert broker.got == [("notices.send", [notice.pk])]


@pytest.mark.django_db
def test_a_dead_broker_reaches_nobody(cast, matter, broker, django_capture_on_commit_callbacks, caplog):
    broker.dead = True
    with django_capture_on_commit_callbacks(execute=True):
        matter.tell(cast.dsl)
    assert "Dead" in caplog.text
    assert "secret" not in caplog.text
    assert Delivery.objects.get().state == "waiting"


@pytest.mark.django_db
def test_with_the_daemon_gone_it_is_sent_from_here(
    cast, matter, broker, monkeypatch, django_capture_on_commit_callbacks
):
    begun = []
    monkeypatch.setattr(nudge, "send_from_here", begun.append)
    with django_capture_on_commit_callbacks(execute=True):
        notice = matter.tell(cast.dsl)
    assert begun == [notice.pk]
    heartbeat.beat()
    with django_capture_on_commit_callbacks(execute=True):
        matter.tell(cast.dsl, key="another")
    assert begun == [notice.pk]


@pytest.mark.django_db
def test_what_wakes_nobody_waits_for_the_daemon(cast, matter, broker, monkeypatch, django_capture_on_commit_callbacks):
    begun = []
    monkeypatch.setattr(nudge, "send_from_here", begun.append)
    with django_capture_on_commit_callbacks(execute=True):
        matter.tell(cast.dsl, wakes=False)
    assert begun == []


@pytest.mark.django_db
def test_nothing_is_sent_from_inside_a_transaction(cast, matter):
    assert nudge.send_from_here(matter.tell(cast.dsl).pk) is None


@pytest.mark.django_db
def test_the_worker_sends_what_it_is_told_of(cast, matter, school):
    tasks.send(matter.tell(cast.dsl).pk)
    tasks.send(12345)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_the_worker_stands_in_only_for_a_daemon_that_is_gone(cast, matter, school):
    heartbeat.beat()
    matter.tell(cast.dsl)
    tasks.stand_in()
    assert mail.outbox == []
    heartbeat.Heartbeat.objects.all().delete()
    tasks.stand_in()
    assert len(mail.outbox) == 1
