"""What the file will say, taken at one moment, so that a second try says the same as the first would have."""

from contextlib import contextmanager

from django.db import connection, transaction

from audit.models import Head
from esafety.lib import clock
from runs import leases, marks
from runs.makers import Maker, may_read
from runs.models import Run
from school.glossary import label, labels_of
from school.models import School


class NoLongerAllowed(Exception):
    """Whoever asked for the file may not read it any more."""


def freeze(run: Run, maker: Maker) -> None:
    """Fill the snapshot, unless an earlier try did. Raises NoLongerAllowed, or leases.Lost."""
    if run.snapshot is None:
        with one_moment():
            _take(run, maker)
        marks.reached("frozen")
    run.refresh_from_db(fields=["snapshot", "frozen"])


@contextmanager
def one_moment():
    """A transaction that sees the database as it stood at its first query. SQLite's always do."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _take(run: Run, maker: Maker) -> None:
    if run.asked_by and not may_read(run.asked_by, run.kind, run.ref):
        raise NoLongerAllowed
    marks.reached("freezing")
    now = clock.now()
    snapshot = {"paper": _about_the_paper(run, maker, now), **maker.freeze(run)}
    if not leases.held(run).update(snapshot=snapshot, frozen=now):
        raise leases.Lost
    marks.reached("frozen, not committed")


def _about_the_paper(run: Run, maker: Maker, now) -> dict:
    """What every paper says of itself: for whom, of when, and the tamper check code it can be held against."""
    school = School.objects.first()
    labels = labels_of(school) if school else None
    head = Head.objects.first()
    return {
        "title": f"{maker.title} {run.ref}",
        "school": school.name if school else "",
        "audience": ", ".join(label(role, labels) for role in maker.audience),
        "made": f"{clock.local(now):%-d %B %Y at %H:%M}",
        "check_code": head.hash[:16] if head else "",
    }
