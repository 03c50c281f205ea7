"""What was forgotten is found within a minute or two, whatever became of the broker or the worker."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from runs import actions, leases, making
from runs.lifecycle import LEASE, MOST_ATTEMPTS
from runs.models import Run
from tests.runs.demo import reread

pytestmark = pytest.mark.django_db


def later(**much):
    clock.set_to(clock.now() + timedelta(**much))


def test_what_was_asked_for_just_now_is_left_to_the_broker(run, mentioned):
    assert actions.sweep() == 0
    assert mentioned == []


def test_a_message_the_broker_lost_is_repeated(run, mentioned):
    later(minutes=1)
    actions.sweep()
    assert mentioned == [run.pk]


def test_a_living_workers_file_is_left_alone(run, mentioned):
    leases.claim(run.pk)
    later(seconds=LEASE.seconds - 5)
    assert actions.sweep() == 0


def test_a_dead_workers_file_is_mentioned_again(run, mentioned):
    leases.claim(run.pk)
    later(seconds=LEASE.seconds + 1)
    actions.sweep()
    assert mentioned == [run.pk]


def test_what_kills_every_worker_is_parked_with_a_sentence(run, renderer, mentioned):
    for _ in range(MOST_ATTEMPTS):
        assert leases.claim(run.pk)
        later(seconds=LEASE.seconds + 1)
    making.make(run.pk)
    assert renderer.asked == 0, "a sixth try"
    actions.sweep()
    assert mentioned == []
    assert reread(run).state == Run.State.FAILED
    assert reread(run).reason == "The server stopped while it was being made. It was tried 5 times."


def test_what_is_done_is_left_alone(run, renderer, mentioned):
    making.make(run.pk)
    later(days=1)
    assert actions.sweep() == 0


def test_files_without_a_row_go_and_the_others_stay(run, renderer, monkeypatch):
    making.make(run.pk)
    assert actions.collect_orphans() == 0
