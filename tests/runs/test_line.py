"""Many files asked for at once: a stated number is made at the same time, and nobody fills the line for all others."""

from datetime import timedelta

import pytest
from django.db import connection

from esafety.lib import clock
from runs import actions, leases, making, queue, worker
from runs.lifecycle import AT_ONCE, LEASE, MOST_WAITING
from runs.models import Run
from school.refusals import Refused
from tests.make import make_report
from tests.pages import words_of
from tests.runs.demo import reread
from tests.school.test_signin_race import at_once

pytestmark = pytest.mark.django_db
RACE = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time is SQLite's own promise"),
]


@pytest.fixture
def ask(cast, demo):
    """Asks for that many files, as the lead where nobody else is named."""

    def ask(number: int, by=cast.dsl) -> list[Run]:
        before = Run.objects.count()
        return [actions.ask("demo", "K7QF-2MXD", f"demo:{before + n}", by=by) for n in range(number)]

    return ask


# --- Made at the same time ----------------------------------------------------------------------------------
def test_two_are_made_at_once_and_the_others_wait(ask):
    runs = ask(5)
    assert [bool(leases.claim(run.pk)) for run in runs] == [True] * AT_ONCE + [False] * 3
    assert [reread(run).state for run in runs] == ["making"] * AT_ONCE + ["waiting"] * 3
    assert reread(runs[-1]).attempts == 0


def test_whoever_waits_longest_is_called_when_one_is_done(ask, renderer, mentioned):
    first, second, third, fourth = ask(4)
    leases.claim(first.pk)
    making.make(second.pk)
    assert mentioned[-1] == third.pk
    making.make(third.pk)
    assert mentioned[-1] == fourth.pk


def test_one_that_failed_waits_its_time_and_calls_the_next(ask, renderer, mentioned):
    renderer.does = lambda html, meanwhile: 1 / 0
    first, second = ask(2)
    making.make(first.pk)
    assert mentioned[-1] == second.pk
    making.make(second.pk)
    assert mentioned[-1] == second.pk  # the first is due again later, by the sweeper


def test_one_that_is_turned_away_calls_nobody(ask, mentioned):
    runs = ask(3)
    for run in runs[:AT_ONCE]:
        leases.claim(run.pk)
    mentioned.clear()
    making.make(runs[-1].pk)
    assert mentioned == []


def test_a_worker_that_died_holds_no_place(ask):
    runs = ask(3)
    for run in runs[:AT_ONCE]:
        leases.claim(run.pk)
    clock.set_to(clock.now() + LEASE + timedelta(seconds=1))
    assert leases.claim(runs[-1].pk)


def test_the_page_says_that_it_waits_and_why(ask, cast, sign_in):
    *_, last = ask(3)
    words = words_of(sign_in(cast.dsl).get(last.get_absolute_url()))
    assert "Waiting" in words
    assert f"At most {AT_ONCE} are made at the same time, in the order they were asked for." in words


class TestMany:
    pytestmark = RACE

    def test_five_workers_at_once_take_two(self, ask):
        worker.sign()
        waiting = ask(5)
        taken = at_once(lambda: bool(leases.claim(waiting.pop().pk)), 5)
        assert sum(taken) == AT_ONCE

    def test_eight_presses_at_once_are_counted_one_after_another(self, cast, demo):
        keys = [f"demo:{n}" for n in range(8)]

        def press() -> bool:
            try:
                return bool(actions.ask("demo", "K7QF-2MXD", keys.pop(), by=cast.dsl))
            except Refused:
                return False

        assert sum(at_once(press, 8)) == MOST_WAITING


# --- Of one person's ----------------------------------------------------------------------------------------
def test_the_sixth_is_refused_in_words_and_nothing_is_written(ask):
    ask(MOST_WAITING)
    with pytest.raises(Refused, match="5 files you asked for are still to be made"):
        ask(1)
    assert Run.objects.count() == MOST_WAITING


def test_others_are_not_kept_waiting_for_it(ask, cast):
    ask(MOST_WAITING)
    assert ask(1, by=cast.deputy)
    assert ask(1, by=None)


def test_one_that_was_asked_for_already_is_answered_all_the_same(ask, cast):
    runs = ask(MOST_WAITING)
    assert actions.ask("demo", "K7QF-2MXD", runs[0].key, by=cast.dsl) == runs[0]


def test_once_one_is_ready_there_is_room(ask, renderer):
    runs = ask(MOST_WAITING)
    making.make(runs[0].pk)
    assert ask(1)


def test_trying_again_counts_too(ask, cast, sign_in):
    (failed,) = ask(1)
    leases.end(Run.objects.filter(pk=failed.pk), "No luck.")
    ask(MOST_WAITING)
    page = sign_in(cast.dsl).post(f"{failed.get_absolute_url()}try-again/", follow=True)
    assert "5 files you asked for are still to be made" in words_of(page)
    assert reread(failed).state == "failed"


def test_the_page_of_a_record_says_so(cast, sign_in, monkeypatch):
    monkeypatch.setattr(queue, "mention", lambda pk: None)
    lead = sign_in(cast.dsl)
    records = [make_report(cast.teacher, "grooming") for _ in range(MOST_WAITING + 1)]
    answers = [lead.post(f"/records/{record.ref}/chronology/") for record in records]
    assert [answer.url.startswith("/files/") for answer in answers] == [True] * MOST_WAITING + [False]
    assert "5 files you asked for are still to be made" in words_of(lead.get(answers[-1].url))
