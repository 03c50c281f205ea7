"""What a restored copy of the school does not do until a person says that it is the school (security.md 4.1 P7)."""

import threading
from datetime import timedelta

import pytest
from django.core import mail

from esafety.lib import clock
from notices import banners, daemon, heartbeat, sending, tasks, watch
from notices.models import Delivery, Notice
from school import installation
from school.actions.installation import begin_if_new, take_over

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def copy(settings, tmp_path):
    """A database that was at work elsewhere."""
    begin_if_new()
    settings.INSTALLATION_FILE = tmp_path / "of the copy"


@pytest.fixture(autouse=True)
def _no_connection_is_closed(monkeypatch):
    """A test's transaction must survive the daemon."""
    monkeypatch.setattr(daemon, "close_old_connections", lambda: None)
    monkeypatch.setattr(daemon.connections, "close_all", lambda: None)


def one_round(monkeypatch) -> daemon.Daemon:
    """The daemon looks once at everything it watches; its senders are this thread."""
    monkeypatch.setattr(daemon, "_chores", {})
    stop = threading.Event()
    at_work = daemon.Daemon(stop)
    monkeypatch.setattr(at_work, "do_chores", lambda: None)
    at_work.watches[-1].function = sending.send_due
    monkeypatch.setattr(stop, "wait", lambda seconds: stop.set())
    at_work.run()
    return at_work


def test_nothing_is_sent_and_nothing_is_lost(copy, cast, matter):
    matter.tell(cast.dsl)
    assert sending.send_due() == 0
    assert Delivery.objects.get().attempts == 0
    take_over("The old machine burnt")
    assert sending.send_due() == 1
    assert len(mail.outbox) == 1


def test_the_daemon_neither_climbs_nor_says_that_it_lives(copy, cast, matter, monkeypatch, caplog):
    matter.rungs = [[cast.dsl], [cast.head]]
    matter.tell()
    clock.set_to(clock.now() + timedelta(minutes=20))
    one_round(monkeypatch)
    assert Notice.objects.get().rung == 0
    assert heartbeat.age() is None
    assert installation.ELSEWHERE in caplog.text


def test_and_goes_on_once_it_is_the_school(copy, cast, matter, monkeypatch):
    matter.rungs = [[cast.dsl], [cast.head]]
    matter.tell()
    clock.set_to(clock.now() + timedelta(minutes=20))
    take_over("The old machine burnt")
    one_round(monkeypatch)
    assert Notice.objects.get().rung == 1
    assert heartbeat.age() == timedelta(0)
    assert {message.to[0] for message in mail.outbox} == {cast.dsl.email, cast.head.email}


def test_the_first_round_on_a_new_machine_marks_it(db, monkeypatch):
    assert not one_round(monkeypatch).held
    assert installation.marked()


def test_a_database_that_is_away_holds_it_for_that_round(db, monkeypatch):
    monkeypatch.setattr(installation, "trouble", lambda: 1 / 0)
    assert "ZeroDivisionError" in one_round(monkeypatch).held
    assert heartbeat.age() is None


def test_the_worker_does_not_stand_in(copy, cast, matter):
    matter.rungs = [[cast.dsl], [cast.head]]
    matter.tell()
    clock.set_to(clock.now() + timedelta(minutes=20))
    tasks.stand_in()
    tasks.send(Notice.objects.get().pk)
    assert Notice.objects.get().rung == 0
    assert not mail.outbox


def test_administrators_see_why_on_every_page_and_handlers_that_alarms_rest(copy, cast, sign_in):
    page = sign_in(cast.administrator).get("/people/").content.decode()
    assert "This is a copy of the school. It sends nothing" in page
    assert [bar.words[:27] for bar in banners.for_user(cast.dsl)] == ["Alarms are not running. If "]
    assert not banners.for_user(cast.teacher)


def test_on_the_first_page_it_stands_under_what_is_not_working(copy, cast, sign_in):
    assert installation.ELSEWHERE in sign_in(cast.administrator).get("/").content.decode()


def test_where_all_is_well_nobody_is_told_anything(cast, sign_in):
    begin_if_new()
    heartbeat.beat()
    assert not banners.for_user(cast.administrator)
    watch.climb_due()
