"""From a row to a file: claim, freeze, render, keep, record. After a death anywhere the next try resumes."""

import errno
import logging
import traceback
from functools import partial

from django.template.loader import render_to_string

from audit.ledger import ledger
from esafety.lib import clock, pdf
from runs import leases, marks, queue, store, worker
from runs.freezing import NoLongerAllowed, freeze
from runs.lifecycle import MOST_ATTEMPTS, READY, WAITING
from runs.makers import Maker, UnknownKind, about, maker_of
from runs.models import File, Run

log = logging.getLogger(__name__)

HOPELESS = (pdf.RenderRefused, pdf.PdfUnavailable, NoLongerAllowed, UnknownKind)  # another try would end alike
FULL = {errno.ENOSPC, errno.EDQUOT}


def make(pk: int) -> None:
    """Make the file of this run, if it is still to be made. Safe to call twice, late, or at the same time."""
    worker.sign()
    marks.reached("begun")
    run = leases.claim(pk)
    if run is None:
        return
    marks.reached("claimed")
    try:
        _make(run, maker_of(run.kind))
    except leases.Lost:
        log.warning("Run %s was taken over by another worker", run.code)
    except Exception as failure:
        _fail(run, failure)
    _call_the_next()


def give_up(run: Run, rows, reason: str) -> None:
    """The file will not be made: say so on its page and in the log. `rows` is the run as it must still be."""
    with ledger("give up a file", by=None, kind=about(run.kind), ref=run.ref) as book:
        if leases.end(rows, reason):
            book.note("give up a file")


def _call_the_next() -> None:
    """There is room again: whoever has waited longest may have been turned away. One that failed waits its time."""
    first = Run.objects.filter(state=WAITING, attempts=0).order_by("asked", "pk").values_list("pk", flat=True).first()
    if first:
        queue.mention(first)


def _make(run: Run, maker: Maker) -> None:
    freeze(run, maker)
    made = pdf.render(
        render_to_string(maker.template, run.snapshot),
        title=run.snapshot["paper"]["title"],
        meanwhile=partial(_still_at_it, run),
    )
    marks.reached("rendered")
    leases.renew(run)
    sha256 = store.keep(made, run.code)
    _record(run, File(run=run, sha256=sha256, size=len(made), pages=made.pages, made=clock.now()))
    marks.reached("ready")


def _still_at_it(run: Run) -> None:
    marks.reached("rendering")
    leases.renew(run)


def _record(run: Run, file: File) -> None:
    """The row becomes ready and the facts of the file are written, both or neither."""
    now = clock.now()
    with ledger("make a file", by=None, kind=about(run.kind), ref=run.ref) as book:
        if not leases.held(run).update(
            state=READY, since=now, finished=now, snapshot=None, lease_owner="", lease_until=None, reason=""
        ):
            raise leases.Lost
        book.add(file)
        marks.reached("ready, not committed")


def _fail(run: Run, failure: Exception) -> None:
    where = traceback.extract_tb(failure.__traceback__)[-1]
    # Never the message: it may quote what the file was to say.
    log.error("Run %s, try %s: %s at %s:%s", run.code, run.attempts, type(failure).__name__, where.name, where.lineno)
    if isinstance(failure, HOPELESS) or run.attempts >= MOST_ATTEMPTS:
        give_up(run, leases.held(run), reason_for(failure))
    else:
        leases.put_back(run, reason_for(failure))


def reason_for(failure: Exception) -> str:
    """A sentence for the person who waits; nothing of the document."""
    match failure:
        case pdf.RenderFailed():
            return str(failure)
        case NoLongerAllowed():
            return "Whoever asked for this file may no longer read it."
        case UnknownKind():
            return "This kind of file is no longer made."
        case OSError() if failure.errno in FULL:
            return "There was no room left on the server to keep the file."
    return "Something went wrong on the server while the file was being made."
