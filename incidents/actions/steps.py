"""The lines of a checklist: done, excused, given to somebody, added."""

from datetime import datetime
from functools import partial

from audit.ledger import current, ledger
from esafety.lib import clock
from incidents import notifications
from incidents.actions.checklist import put_aside, take_up
from incidents.actions.record import Refused, changing, settle
from incidents.models import Event, Incident, Step
from notices.actions import withdraw


def tick(step: Step, *, by, note: str = "", version: int | None = None) -> None:
    """This is done."""
    with changing(step.incident, "step done", by=by, version=version, reason=note) as change:
        _done(change.book, _held(change.record, step), by, note)
        change.say("step done", step.words, note)


def excuse(step: Step, *, by, reason: str, version: int | None = None) -> None:
    """This is not needed, because."""
    if not reason:
        raise Refused("Say why it is not needed.", "reason")
    with changing(step.incident, "step excused", by=by, version=version, reason=reason) as change:
        held = _held(change.record, step)
        put_aside(held, reason, by=by)
        change.book.save(held)
        change.say("step excused", f"Not needed: {step.words}", reason)


def undo(step: Step, *, by, reason: str, version: int | None = None) -> None:
    """It was ticked too soon; the tick and its undoing both stay in the timeline."""
    with changing(step.incident, "step undone", by=by, version=version, reason=reason) as change:
        held = _locked(change.record, step)
        take_up(change.book, change.record, held, by=by)
        change.book.save(held)
        change.say("step undone", f"To do again: {step.words}", reason)


def give(step: Step, person, *, by, instruction: str = "", due_at: datetime | None = None, version=None) -> None:
    """Ask somebody to do one step. They see that step and what it needs, nothing else of the record (U41)."""
    with changing(step.incident, "step given", by=by, version=version) as change:
        if not getattr(person, "user", None) or not _may_help(change.record, person.user):
            raise Refused("Choose somebody with an account who has no part in this.", "person")
        held = _held(change.record, step)
        held.owner, held.instruction, held.due_at = person, instruction, due_at or held.due_at
        change.book.save(held)
        change.say("step given", f"Given to a colleague: {step.words}")
        change.tell(partial(notifications.step_given, step=held))


def add(incident: Incident, words: str, *, by, due_at: datetime | None = None, version: int | None = None) -> Step:
    """One more thing to do that the checklist did not foresee."""
    if not words:
        raise Refused("Say what has to be done.", "words")
    with changing(incident, "step added", by=by, version=version) as change:
        step = Step(incident=change.record, words=words, position=900, due_at=due_at or clock.now())
        change.book.save(step)
        change.say("step added", f"Added: {words}")
        return step


def do_mine(step: Step, *, by, note: str = "") -> None:
    """The colleague who was given a step ticks it; they need no right over the record."""
    with ledger("step done", by=by, kind="incident", ref=step.incident.ref, reason=note) as book:
        record = Incident.objects.not_barred(by).select_for_update(of=("self",)).get(pk=step.incident_id)
        held = _held(record, step)
        if held.owner_id != by.person_id:
            raise Incident.DoesNotExist
        _done(book, held, by, note)
        book.add(Event(incident=record, verb="step done", words=held.words, detail=note, by=by, at=clock.now()))
        settle(record)
        record.version += 1
        book.save(record)


def task_done(task, by) -> None:
    """What a step asked of another role is done: those who deal with the record read so, and tick the step."""
    say_done(Incident.objects.get(ref=task.ref), task, by)


def say_done(record: Incident, task, by) -> None:
    """The timeline says that what was asked of somebody is done."""
    words = f"Done by the {task.get_for_role_display().lower()}" if task.for_role else "Done by a colleague"
    current().add(Event(incident=record, verb="task done", words=words, detail=task.words, by=by, at=clock.now()))


def _held(record: Incident, step: Step) -> Step:
    held = _locked(record, step)
    if held.state != Step.State.OPEN:
        raise Refused("This step is finished already.")
    return held


def _locked(record: Incident, step: Step) -> Step:
    return record.steps.select_for_update(of=("self",)).select_related("template", "task").get(pk=step.pk)


def _done(book, step: Step, by, note: str) -> None:
    """What the line asks to be written down has to be there: "done" alone would tell nobody."""
    if step.asks and not note.strip():
        raise Refused(f"Write this down: {step.asks[:1].lower()}{step.asks[1:]}.", "note")
    step.state, step.done_by, step.done_at, step.reason = Step.State.DONE, by, clock.now(), note
    if step.task:
        withdraw(step.task, by=by)
    book.save(step)


def _may_help(record: Incident, user) -> bool:
    return Incident.objects.filter(pk=record.pk).not_barred(user).exists() and user.is_active
