"""What must hold of records however often anything was killed: INV-1, INV-2, INV-3 and INV-7 of security.md 5.1."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter

from django.db.models import Count, Exists, OuterRef

from audit import invariants
from audit.models import Entry
from esafety.lib import clock
from incidents import notifications
from incidents.lifecycle import LIFECYCLE, State
from incidents.models import Barred, Incident, Statement
from notices.models import Notice, Sending
from school.models import Appointment

AT_ONCE = 2000
ALLOWED = frozenset((source, move.target) for move in LIFECYCLE.moves for source in move.sources)
TO_REPORTER = (notifications.ANSWERED, notifications.FINISHED, notifications.QUESTION)


def register() -> None:
    """Called when the app is ready. What only the notices room can tell of alarms, it registers itself."""
    invariants.register("INV-1", "every receipt given has exactly one record, and its first words once", receipts)
    invariants.register("INV-2", "every matter that wakes people has its alarm, open until it is answered", alarms)
    invariants.register("INV-3", "no message about a record went to somebody barred from it", sendings)
    invariants.register("INV-7", "versions rise by one, and no record moved outside the table", moves)


def receipts() -> Iterator[str]:
    """INV-1. That one press of Send is one row, the database itself sees to."""
    given = Entry.objects.filter(kind="incident", verb="report").order_by().values_list("ref", flat=True).distinct()
    there = Incident.objects.filter(ref=OuterRef("ref"))
    for ref in given.exclude(Exists(there)).iterator(chunk_size=AT_ONCE):
        yield f"a receipt was given for {ref}, and there is no such record."
    twice = Statement.objects.filter(kind=Statement.Kind.REPORT).order_by().values("incident__ref")
    for row in twice.annotate(n=Count("pk")).filter(n__gt=1):
        yield f"record {row['incident__ref']} has {row['n']} first reports."


def alarms() -> Iterator[str]:
    """INV-2, for the matters themselves: the alarm is there, and open while nobody has answered."""
    alarm = Notice.objects.filter(kind=notifications.ALARM, ref=OuterRef("ref"))
    waking = Incident.objects.filter(wakes=True)
    for ref in waking.exclude(Exists(alarm)).values_list("ref", flat=True):
        yield f"record {ref} wakes people and has no alarm."
    unanswered = waking.filter(state=State.REPORTED)
    waits = alarm.filter(answered_at=None, stood_down_at=None)
    for ref in unanswered.exclude(Exists(waits)).values_list("ref", flat=True):
        yield f"record {ref} is unanswered and no alarm of it is open."


def sendings() -> Iterator[str]:
    """INV-3: asked of the history of every bar, as it stood when the message went out."""
    for bar in Barred.objects.select_related("incident").iterator(chunk_size=AT_ONCE):
        stood = _stood(bar)
        for sending in _sent_about(bar):
            if any(since <= sending.at and (until is None or sending.at < until) for since, until in stood):
                yield f"sending {sending.pk} about {bar.incident.ref} went to somebody who is barred from it."


def _stood(bar: Barred) -> list[tuple]:
    """From when to when the bar stood; None where it still does."""
    rows = [(row.history_date, row.lifted) for row in bar.history.order_by("history_date", "history_id")]
    ends = [at for at, _ in rows[1:]] + [None]
    return [(at, until) for (at, lifted), until in zip(rows, ends, strict=True) if not lifted]


def _sent_about(bar: Barred):
    sent = Sending.objects.filter(delivery__notice__ref=bar.incident.ref, delivery__user__isnull=False)
    if bar.person_id:
        return sent.filter(delivery__user__person=bar.person_id)
    holders = Appointment.objects.in_force(clock.today()).filter(role=bar.office, approved=True)
    to_handlers = sent.exclude(delivery__notice__kind__in=TO_REPORTER)
    return to_handlers.filter(delivery__user__person__in=holders.values("person"))


def moves() -> Iterator[str]:
    """INV-7, from the rows of history, one record after the other."""
    rows = Incident.history.order_by("id", "history_id").values_list("id", "ref", "version", "state")
    for _, life in groupby(rows.iterator(chunk_size=AT_ONCE), key=itemgetter(0)):
        yield from _wrong_steps(list(life))


def _wrong_steps(life: list[tuple]) -> Iterator[str]:
    for (_, ref, version, state), (_, _, next_version, next_state) in pairwise(life):
        if next_version != version + 1:
            yield f"record {ref} went from version {version} to {next_version}."
        if state != next_state and (state, next_state) not in ALLOWED:
            yield f"record {ref} went from {state} to {next_state}."
