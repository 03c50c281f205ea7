"""The alert daemon: one chore's fault stops no other, a clock that is set is noticed, stopping is clean."""

import threading
import time
from datetime import timedelta

import pytest

from esafety.lib import clock
from notices import daemon, heartbeat
from notices.models import Heartbeat


@pytest.fixture(autouse=True)
def _no_connection_is_closed(monkeypatch):
    """A test's transaction must survive the chore."""
    monkeypatch.setattr(daemon, "close_old_connections", lambda: None)


def test_a_chore_is_done_in_its_time():
    done = []
    chore = daemon.Chore("count", 100, lambda: done.append(1))
    assert (chore.do_if_due(), chore.do_if_due()) == (True, False)
    chore.next_at = time.monotonic()
    assert chore.do_if_due()
    assert len(done) == 2


def test_a_fault_is_logged_by_its_kind_alone(caplog):
    def fail():
        raise ValueError("Robin Testley, robin@example.org")

    daemon.Chore("purge", 1, fail).do_if_due()
    assert "purge failed: ValueError" in caplog.text
    assert "Testley" not in caplog.text


def test_rooms_give_it_chores(monkeypatch):
    monkeypatch.setattr(daemon, "_chores", {})
    daemon.register("sweep", 30, list)
    assert [(chore.name, chore.every) for chore in daemon.chores()] == [("sweep", 30)]


def test_it_has_the_chores_of_the_rooms_below():
    assert {"seal", "tidy", "daily mail"} <= {chore.name for chore in daemon.chores()}


@pytest.mark.parametrize(("jump", "shifted"), [(7200, 1), (-7200, 1), (-90, 1), (2, 0)])
def test_a_clock_that_is_set_moves_what_is_to_come(monkeypatch, jump, shifted):
    jumps = []
    monkeypatch.setattr("notices.actions.shift_ladders", jumps.append)
    watch = daemon.ClockWatch()
    watch.last = watch.last[0] - jump, watch.last[1]
    watch()
    assert len(jumps) == shifted
    assert all(abs(moved.total_seconds() - jump) < 1 for moved in jumps)


def test_it_stops_when_told_to(monkeypatch):
    monkeypatch.setattr(daemon, "_chores", {})
    monkeypatch.setattr(daemon, "TICK", 0.01)
    done, stop = [], threading.Event()
    running = daemon.Daemon(stop)
    running.watches = [daemon.Chore("count", 0, lambda: done.append(1))]
    monkeypatch.setattr(running, "look_where_it_runs", lambda: setattr(running, "held", ""))
    monkeypatch.setattr(running, "do_chores", lambda: None)
    threading.Timer(0.1, stop.set).start()
    running.run()
    assert len(done) > 1


@pytest.mark.django_db
def test_heartbeats():
    assert heartbeat.age() is None
    assert heartbeat.is_old()
    heartbeat.beat()
    assert heartbeat.age() < timedelta(seconds=5)
    assert not heartbeat.is_old()
    clock.set_to(clock.now() + timedelta(seconds=121))
    assert heartbeat.is_old()
    heartbeat.beat()
    assert Heartbeat.objects.count() == 1
