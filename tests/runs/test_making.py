"""From a row to a file: once, resumable, and with a sentence where it did not work."""

import errno
import logging
from datetime import timedelta

import pytest

from audit.models import Entry
from esafety.lib import clock, pdf
from runs import actions, leases, making, store
from runs.lifecycle import LEASE, MOST_ATTEMPTS
from runs.models import File, Run, Sign
from tests.runs.demo import reread

pytestmark = pytest.mark.django_db


def later(**much):
    clock.set_to(clock.now() + timedelta(**much))


def raising(failure):
    def does(html, meanwhile):
        raise failure

    return does


def files():
    return [path for path in store.everything() if path.is_file()]


def test_a_file_is_made_and_its_facts_kept(run, renderer):
    making.make(run.pk)
    made = File.objects.get(run=run)
    assert store.read(made.sha256).startswith(b"%PDF-")
    assert (made.pages, made.size) == (1, len(store.read(made.sha256)))
    assert reread(run).state == Run.State.READY


def test_the_snapshot_goes_when_the_file_is_there(run, renderer):
    making.make(run.pk)
    assert reread(run).snapshot is None
    assert reread(run).frozen is not None


def test_the_facts_are_in_the_chain(run, renderer):
    making.make(run.pk)
    entry = Entry.objects.get(verb="make a file")
    assert (entry.table, entry.row, entry.actor) == ("runs_file", str(run.file.pk), "system")


def test_making_it_twice_makes_it_once(run, renderer):
    making.make(run.pk)
    making.make(run.pk)
    assert renderer.asked == File.objects.count() == len(files()) == 1


def test_nobody_takes_it_from_a_living_worker(run, renderer):
    assert leases.claim(run.pk)
    making.make(run.pk)
    assert renderer.asked == 0


def test_a_dead_workers_file_is_resumed_with_what_was_frozen(run, demo, renderer):
    renderer.does = raising(SystemExit())
    with pytest.raises(SystemExit):
        making.make(run.pk)
    assert reread(run).state == Run.State.MAKING
    later(seconds=LEASE.seconds + 1)
    renderer.does = lambda html, meanwhile: pdf.Pdf(html.encode(), 1)
    demo.says = {"heading": "Changed since"}
    making.make(run.pk)
    assert demo.frozen == 1
    assert b"Changed since" not in store.read(reread(run).file.sha256)


def test_who_works_long_keeps_the_lease(run, renderer):
    def slowly(html, meanwhile):
        later(seconds=40)
        meanwhile()
        later(seconds=40)
        assert leases.claim(run.pk) is None
        return pdf.Pdf(b"%PDF-", 1)

    renderer.does = slowly
    making.make(run.pk)
    assert reread(run).state == Run.State.READY


def test_who_lost_the_lease_records_nothing(run, renderer):
    def too_slowly(html, meanwhile):
        later(seconds=LEASE.seconds + 1)
        assert leases.claim(run.pk)
        return pdf.Pdf(b"%PDF-", 1)

    renderer.does = too_slowly
    making.make(run.pk)
    assert reread(run).state == Run.State.MAKING
    assert not File.objects.exists()
    assert files() == []


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (pdf.RenderFailed("Making the PDF took longer than 90 seconds."), "longer than 90 seconds"),
        (OSError(errno.ENOSPC, "No space left"), "no room left on the server"),
        (KeyError("Alex Sample"), "went wrong on the server"),
    ],
)
def test_what_may_go_better_is_left_for_another_try(run, renderer, failure, sentence):
    renderer.does = raising(failure)
    making.make(run.pk)
    assert reread(run).state == Run.State.WAITING
    assert sentence in reread(run).reason
    assert "Alex" not in reread(run).reason


def test_after_five_tries_it_is_given_up_visibly(run, renderer):
    renderer.does = raising(pdf.RenderFailed("It broke."))
    for _ in range(MOST_ATTEMPTS + 2):
        making.make(run.pk)
    assert renderer.asked == MOST_ATTEMPTS
    assert (reread(run).state, reread(run).snapshot) == (Run.State.FAILED, None)
    assert Entry.objects.filter(verb="give up a file").count() == 1


@pytest.mark.parametrize("failure", [pdf.RenderRefused("It pointed outside."), pdf.PdfUnavailable("Run: apt-get")])
def test_the_hopeless_is_given_up_at_once(run, renderer, failure):
    renderer.does = raising(failure)
    making.make(run.pk)
    assert (reread(run).state, reread(run).reason) == (Run.State.FAILED, str(failure))


def test_it_is_not_made_for_somebody_who_may_no_longer_read_it(run, cast, demo, renderer):
    demo.readers = {cast.head}
    making.make(run.pk)
    assert "may no longer read it" in reread(run).reason
    assert (renderer.asked, demo.frozen) == (0, 0)


def test_the_log_tells_where_it_broke_and_nothing_of_the_text(run, renderer, caplog):
    renderer.does = raising(KeyError("Alex Sample"))
    with caplog.at_level(logging.ERROR):
        making.make(run.pk)
    assert run.code in caplog.text
    assert "Alex" not in caplog.text


def test_a_worker_leaves_a_sign_of_life(run, renderer):
    making.make(run.pk)
    assert Sign.objects.get().at <= clock.now()


def test_a_file_can_be_asked_for_by_the_calendar(demo, renderer):
    run = actions.ask("demo", "2026-W43", "week:2026-W43", by=None)
    making.make(run.pk)
    assert reread(run).state == Run.State.READY
