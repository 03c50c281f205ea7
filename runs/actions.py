"""Asking for a file, asking again, fetching it; and the sweeper, which finds what was forgotten."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.ledger import ledger, note
from esafety.lib import clock
from runs import making, queue, store
from runs.lifecycle import FAILED, MOST_ATTEMPTS, MOST_WAITING, WAITING, sources
from runs.makers import about, maker_of, may_read
from runs.models import File, Run
from school.models import User
from school.refusals import Refused


def ask(kind: str, ref: str, key: str, *, by) -> Run:
    """A file of this kind about `ref`. The same key gives the same run; one that failed is tried anew.

    `by` is the person who asks, or None for the product itself. Raises UnknownKind, PermissionDenied, and Refused
    where enough of theirs wait already.
    """
    maker_of(kind)
    if by is not None and not may_read(by, kind, ref):
        raise PermissionDenied
    with ledger("ask for a file", by=by, kind=about(kind), ref=ref) as book:
        if not Run.objects.filter(key=key).exclude(state=FAILED).exists():
            _check_line(by)
        run, is_new = Run.objects.get_or_create(key=key, defaults={"kind": kind, "ref": ref, "asked_by": by})
        if (run.kind, run.ref) != (kind, ref):
            raise ValueError("A key stands for one file only.")
        if is_new:
            book.note("ask for a file")
            transaction.on_commit(partial(queue.mention, run.pk))
        elif run.state == FAILED:
            _begin_again(run, book, by)
    return run


def try_again(run: Run, *, by) -> None:
    """Start a failed run afresh; nothing where it is no longer failed. Raises PermissionDenied, Refused."""
    if not may_read(by, run.kind, run.ref):
        raise PermissionDenied
    with ledger("try a file again", by=by, kind=about(run.kind), ref=run.ref) as book:
        _check_line(by)
        _begin_again(run, book, by)


def fetch(run: Run, *, by) -> bytes:
    """The file, for this person, on record. Raises PermissionDenied, File.DoesNotExist, store.Damaged."""
    if not may_read(by, run.kind, run.ref):
        raise PermissionDenied
    try:
        content = store.read(run.file.sha256)
    except store.Damaged:
        note("find a file damaged", by=by, kind=about(run.kind), ref=run.ref)
        Run.objects.filter(pk=run.pk, damaged=None).update(damaged=clock.now())
        raise
    Run.objects.filter(pk=run.pk, damaged__isnull=False).update(damaged=None)  # put back from a backup
    note("fetch a file", by=by, kind=about(run.kind), ref=run.ref)
    return content


def sweep() -> int:
    """Find what was forgotten: mention it again, or give it up after too many tries. Answers how many.

    Safe to call from anywhere and at the same time; the database says what is due, never the broker.
    """
    forgotten = list(Run.objects.overlooked(clock.now()))
    for run in forgotten:
        if run.attempts < MOST_ATTEMPTS:
            queue.mention(run.pk)
        else:
            _give_up_on(run)
    return len(forgotten)


def collect_orphans() -> int:
    """Remove files no row knows of, once they are an hour old. Answers how many."""
    return store.collect_orphans(set(File.objects.values_list("sha256", flat=True)))


def _check_line(by) -> None:
    """Refused where enough files of this person wait; asked for at once, they are counted one after another."""
    if by is None:
        return
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Run.objects.unfinished().filter(asked_by=by).count() >= MOST_WAITING:
        raise Refused(
            f"{MOST_WAITING} files you asked for are still to be made. They are on your first page: wait until one is "
            "ready, then ask again."
        )


def _begin_again(run: Run, book, by) -> None:
    failed = Run.objects.filter(pk=run.pk, state__in=sources("try again"))
    if failed.update(state=WAITING, since=clock.now(), attempts=0, finished=None, frozen=None, reason="", asked_by=by):
        book.note("try a file again")
        transaction.on_commit(partial(queue.mention, run.pk))
    run.refresh_from_db()


def _give_up_on(run: Run) -> None:
    as_seen = Run.objects.filter(pk=run.pk, state=run.state, lease_owner=run.lease_owner, attempts=run.attempts)
    last = run.reason or "The server stopped while it was being made."
    making.give_up(run, as_seen, f"{last} It was tried {run.attempts} times.")
