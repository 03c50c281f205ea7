"""How a line of the checklist comes to its end, within a change somebody began."""

from contextlib import contextmanager
from datetime import datetime

from audit.ledger import ledger
from esafety.lib import clock
from incidents import advice, parents
from incidents.actions.record import Change, Refused, facts_of, settle
from incidents.models import Incident, Step
from notices.actions import withdraw


def to_end(record: Incident, step: Step, *hows: str) -> Step:
    """The line, locked, to be ended by a page that ends such lines. Raises Refused where it may not be ended so."""
    held = still_open(record, step)
    if held.how not in hows:
        raise Refused(f"This line is not ended here, but on its own page: “{held.page[1]}”.")
    if refusal := waits(record, held.how, held.after_advice):
        raise Refused(refusal)
    return held


def still_open(record: Incident, step: Step) -> Step:
    """The line, locked. Raises Refused where it is finished."""
    held = locked(record, step)
    if held.state != Step.State.OPEN:
        raise Finished("This step is finished already.")
    return held


class Finished(Refused):
    """Somebody ended the line before."""


@contextmanager
def given_to(by, step: Step, note: str, verb: str = "step done"):
    """Hold the record for somebody who has no right over it and was given this line: the change, and the line.

    Raises Incident.DoesNotExist where it is not theirs.
    """
    with ledger(verb, by=by, kind="incident", ref=step.incident.ref, reason=note) as book:
        record = Incident.objects.not_barred(by).select_for_update(of=("self",)).get(pk=step.incident_id)
        held = locked(record, step)
        if held.owner_id != by.person_id:
            raise Incident.DoesNotExist
        change = Change(record, book, by)
        yield change, held
        settle(record)
        record.version += 1
        book.save(record)
        for notification in change.owed:
            notification(book, record, by=by)


def locked(record: Incident, step: Step) -> Step:
    return record.steps.select_for_update(of=("self",)).select_related("template", "task").get(pk=step.pk)


def waits(record: Incident, how: str, after_advice: bool = False) -> str | None:
    """Why nothing of this sort may be done before those have advised whom the school names; None where it may."""
    held_back = parents.is_held_back(record.cls, how, after_advice, bool(record.overlay))
    return parents.first_advice(advice.names()) if held_back and not facts_of(record).may_be_told else None


def end(book, step: Step, *, by, words: str = "", at: datetime | None = None) -> None:
    """The line is done, and what it asked of another role is asked no longer. `words`: what was written."""
    step.state, step.done_by, step.done_at, step.reason = Step.State.DONE, by, at or clock.now(), words
    if step.task:
        withdraw(step.task, by=by)
    book.save(step)


def end_all(change: Change, how: str, words: str = "") -> None:
    """End every open line that such a page ends: what the page did is on the record, whichever line led there."""
    for step in open_lines(change.record, how=how):
        end(change.book, step, by=change.by, words=words)


def open_lines(record: Incident, **which) -> list[Step]:
    """Those of the open lines, locked."""
    rows = record.steps.filter(state=Step.State.OPEN, **which).select_for_update(of=("self",))
    return list(rows.select_related("template", "task"))


def cannot_be_left_out(step: Step) -> str:
    """What one reads who wants to leave out a line the school's policy never leaves out (T 28.1, 28.4)."""
    return f"This line cannot be left out: {step.words}."
