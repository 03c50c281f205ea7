"""Asking for a file: once for each key, however often it is asked for."""

import pytest
from django.core.exceptions import PermissionDenied
from kombu.exceptions import OperationalError

from audit.models import Entry
from runs import actions, leases, queue
from runs.makers import UnknownKind
from runs.models import Run
from tests.runs.demo import Demo

pytestmark = pytest.mark.django_db


def entries(verb):
    return Entry.objects.filter(verb=verb, kind="demo", ref="K7QF-2MXD")


def test_asking_makes_a_waiting_run_and_an_entry(cast, run):
    assert (run.state, run.asked_by, run.attempts) == (Run.State.WAITING, cast.dsl, 0)
    assert entries("ask for a file").get().actor == cast.dsl.ref


def test_the_broker_hears_of_it_after_the_commit(cast, demo, mentioned, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.ask("demo", "K7QF-2MXD", "one", by=cast.dsl)
        assert mentioned == []
    assert mentioned == [made.pk]


def test_the_same_key_gives_the_same_run(cast, run):
    assert actions.ask("demo", "K7QF-2MXD", run.key, by=cast.deputy) == run
    assert Run.objects.count() == 1
    assert entries("ask for a file").count() == 1


def test_a_failed_one_is_tried_anew_in_the_same_row(cast, run, mentioned, django_capture_on_commit_callbacks):
    leases.end(Run.objects.filter(pk=run.pk), "No luck.")
    with django_capture_on_commit_callbacks(execute=True):
        again = actions.ask("demo", "K7QF-2MXD", run.key, by=cast.deputy)
    assert (again.pk, again.state, again.attempts, again.reason) == (run.pk, Run.State.WAITING, 0, "")
    assert mentioned == [run.pk]
    assert entries("try a file again").get().actor == cast.deputy.ref


def test_a_key_stands_for_one_file_only(cast, run):
    with pytest.raises(ValueError, match="one file only"):
        actions.ask("demo", "OTHR-0001", run.key, by=cast.dsl)


def test_whoever_may_not_read_it_may_not_ask_for_it(cast, demo):
    demo.readers = {cast.dsl}
    with pytest.raises(PermissionDenied):
        actions.ask("demo", "K7QF-2MXD", "one", by=cast.teacher)
    assert not Run.objects.exists()


def test_nobody_makes_an_unknown_kind(cast):
    with pytest.raises(UnknownKind):
        actions.ask("unheard-of", "K7QF-2MXD", "one", by=cast.dsl)


def test_two_makers_of_one_kind_are_refused(demo):
    with pytest.raises(ValueError, match="Two makers"):
        Demo().register()


def test_without_a_broker_the_run_is_kept_and_nobody_sees_an_error(run, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("down")

    monkeypatch.undo()
    monkeypatch.setattr("celery.app.base.Celery.send_task", refuse)
    queue.mention(run.pk)
    assert Run.objects.get().state == Run.State.WAITING
