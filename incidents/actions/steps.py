"""The lines of a checklist: done, excused, given to somebody, added."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from audit.ledger import current
from esafety.lib import clock
from incidents import guards, notifications
from incidents.actions import lines
from incidents.actions.checklist import ask_role, put_aside, take_up, when_for
from incidents.actions.record import Refused, changing, settle
from incidents.actions.rising import hear
from incidents.classes import RESTRICTED
from incidents.lifecycle import OPEN, State
from incidents.models import Event, Incident, Question, Step
from incidents.models.work import How
from incidents.reading import first_due
from incidents.reading.given_back import BACK
from notices.actions import TooLate

NOT_DONE = "Not done after all: “Done” was pressed by mistake"
UNDER_WAY = OPEN - {State.RESOLVED}
# What a colleague may be given, and what to write for them; the rest takes a page only those who deal with it have.
TO_WRITE = {
    How.TICK: "Write what they need to know, and about whom",
    How.PARENTS: "Write whom to ring, and what to say",
}


def tick(step: Step, *, by, note: str = "", version: int | None = None) -> None:
    """This is done. Raises Refused for a line that has a page of its own."""
    with changing(step.incident, "step done", by=by, version=version, reason=note) as change:
        held = lines.to_end(change.record, step, How.TICK)
        _written(held, note)
        if change.record.kind in RESTRICTED and not note.strip():
            raise Refused("Write what was done, and what was decided.", "note")
        lines.end(change.book, held, by=by, words=note)
        change.say("step done", step.words, note)


def decide_line(step: Step, yes: bool, *, by, reason: str, version: int | None = None) -> None:
    """A decision, with its reason either way (T 28.5). A "yes" asks of another role what the line says."""
    if not reason.strip():
        raise Refused("Say why, whichever it is.", "reason")
    with changing(step.incident, "step decided", by=by, version=version, reason=reason) as change:
        held = lines.to_end(change.record, step, How.DECISION)
        held.decision = "yes" if yes else "no"
        lines.end(change.book, held, by=by, words=reason)
        if yes and held.template:
            held.task = ask_role(change.book, change.record, held, by=by)
            change.book.save(held)
        change.say("step decided", f"Decided, {held.decision}: {held.words}", reason)


def note_reference(step: Step, reference: str, *, by, version: int | None = None) -> None:
    """Where the matter is kept in the school's own system (T 28.1)."""
    if not reference.strip():
        raise Refused("Enter the reference.", "reference")
    with changing(step.incident, "reference", by=by, version=version) as change:
        held = lines.to_end(change.record, step, How.REFERENCE)
        change.record.external_ref = reference
        lines.end(change.book, held, by=by, words=reference)
        change.say("reference", held.words, reference)


def excuse(step: Step, *, by, reason: str, version: int | None = None) -> None:
    """This is not needed, because."""
    if not reason:
        raise Refused("Say why it is not needed.", "reason")
    with changing(step.incident, "step excused", by=by, version=version, reason=reason) as change:
        held = lines.still_open(change.record, step)
        if not held.excusable:
            raise Refused(lines.cannot_be_left_out(held))
        own = guards.in_own_words(change.record.kind, bool(held.agency_id), held.how)
        if own and (refusal := guards.says_too_little(reason)):
            raise Refused(f"{refusal}.", "reason")
        put_aside(held, reason, by=by)
        change.book.save(held)
        change.say("step excused", f"Not needed: {step.words}", reason)


def undo(step: Step, *, by, reason: str, version: int | None = None) -> None:
    """It was ticked too soon; the tick and its undoing both stay in the timeline."""
    with changing(step.incident, "step undone", by=by, version=version, reason=reason) as change:
        held = lines.locked(change.record, step)
        take_up(change.book, change.record, held, by=by)
        if held.how == How.PARENTS:  # what the record says of parents is what the list says of them
            change.record.parents_told = change.record.parents_reason = ""
        change.book.save(held)
        change.say("step undone", f"To do again: {step.words}", reason)


def may_help(record: Incident, person) -> bool:
    """May they be asked to do one step of it: with an account, and not kept from it?"""
    user = getattr(person, "user", None)
    return user is not None and user.is_active and Incident.objects.filter(pk=record.pk).not_barred(user).exists()


def give(step: Step, person, *, by, instruction: str = "", due_at: datetime | None = None, version=None) -> None:
    """Ask somebody to do one step. They see that step and what it needs, nothing else of the record (U41)."""
    with changing(step.incident, "step given", by=by, version=version) as change:
        if not may_help(change.record, person):
            raise Refused("Choose somebody with an account who has no part in this.", "person")
        held = lines.still_open(change.record, step)
        if held.how not in TO_WRITE:
            raise Refused("A colleague cannot do this: it is done on the record.")
        if refusal := lines.waits(change.record, held.how, held.after_advice):
            raise Refused(refusal)
        if not instruction.strip():
            raise Refused(f"{TO_WRITE[held.how]}: they see nothing else.", "instruction")
        if held.late and not due_at:
            raise Refused("Its time has passed: enter the day by which they are to do it.", "day")
        held.owner, held.given_by, held.instruction = person, by, instruction
        if due_at:
            held.due_at, held.when = due_at, when_for(due_at)
        change.book.save(held)
        change.say("step given", f"Given to a colleague: {step.words}", f"{person.name}. {instruction}".strip())
        change.tell(partial(notifications.step_given, step=held))


def add(incident: Incident, words: str, *, by, due_at: datetime | None = None, version: int | None = None) -> Step:
    """One more thing to do that the checklist did not foresee."""
    if not words:
        raise Refused("Say what has to be done.", "words")
    with changing(incident, "step added", by=by, version=version) as change:
        due_at = due_at or clock.now()
        step = Step(incident=change.record, words=words, position=900, due_at=due_at, when=when_for(due_at))
        change.book.save(step)
        change.say("step added", f"Added: {words}")
        return step


def do_mine(step: Step, *, by, note: str = "", answers: Mapping[Question, str] | None = None) -> None:
    """The colleague who was given a step ticks it. `answers`: to what alarming words in the note made the page ask."""
    with lines.given_to(by, step, note) as (change, held):
        held = lines.to_end(change.record, held, How.TICK)
        _written(held, note)
        lines.end(change.book, held, by=by, words=note)
        change.say("step done", held.words, note)
        hear(change, answers or {}, "A colleague who was asked wrote of it")


def give_back(step: Step, *, by, reason: str) -> None:
    """The colleague who was given a step cannot do it: it is nobody's, due when it was before, and whoever has the
    record learns why."""
    if not reason.strip():
        raise Refused("Write why you cannot do it.", "reason")
    with lines.given_to(by, step, reason, BACK) as (change, held):
        held = lines.still_open(change.record, held)
        held.due_at, held.when = first_due.of([held]).get(held.pk, (held.due_at, held.when))
        held.owner, held.given_by, held.instruction = None, None, ""
        change.book.save(held)
        change.say(BACK, f"Given back by a colleague: {held.words}", reason)
        change.tell(notifications.added)


def not_done(step: Step, *, by) -> None:
    """ "I pressed this by mistake", for a short while: the colleague who was given a step has it to do again, and what
    they wrote stays in the timeline. Raises TooLate where the matter has ended since."""
    with lines.given_to(by, step, NOT_DONE, "step not done") as (change, held):
        if change.record.state not in UNDER_WAY or not held.is_just_done or held.done_by != by:
            raise TooLate
        take_up(change.book, change.record, held, by=by)
        change.book.save(held)
        change.say("step undone", f"To do again: {held.words}", NOT_DONE)


def task_done(task, by) -> None:
    """What a step asked of another role is done, and so is the step: by whom and when is what it could ask for.

    Inside the ledger of the task, whose record is held (`hold`): whoever did it learns no more than the task.
    """
    record, words = hold(task.ref), _done_by(task)
    asked = record.steps.select_for_update(of=("self",)).filter(task=task, how=How.TICK, state=Step.State.OPEN)
    for step in asked.select_related("task"):
        lines.end(current(), step, by=by, words=f"{words}: {by.name}, {_moment(task.done_at)}")
    _say(current(), record, "task done", words, task.words, by=by)


def task_undone(task, by) -> None:
    """It was not done after all, and neither was the step it ended. Raises TooLate where the matter has ended since,
    or the line was marked as not needed."""
    record = hold(task.ref)
    steps = list(record.steps.select_for_update(of=("self",)).filter(task=task).select_related("task"))
    if record.state not in UNDER_WAY or any(step.state == Step.State.EXCUSED for step in steps):
        raise TooLate
    for step in steps:
        if step.how == How.TICK and step.state == Step.State.DONE:
            take_up(current(), record, step, by=by)
            current().save(step)
    _say(current(), record, "task not done", NOT_DONE, task.words, by=by)


def say_not_done(record: Incident, task, by) -> None:
    """The timeline says that what was asked of somebody is not done after all."""
    current().add(
        Event(incident=record, verb="task not done", words=NOT_DONE, detail=task.words, by=by, at=clock.now())
    )


def say_done(record: Incident, task, by) -> None:
    """The timeline says that what was asked of somebody is done."""
    row = Event(incident=record, verb="task done", words=_done_by(task), detail=task.words, by=by, at=clock.now())
    current().add(row)


def _done_by(task) -> str:
    return f"Done by the {task.get_for_role_display().lower()}" if task.for_role else "Done by a colleague"


def _moment(at: datetime) -> str:
    local = clock.local(at)
    return f"{clock.words_of(local.date())}, {local:%H:%M}"


def hold(ref: str) -> Incident:
    """The record under lock: whoever changes a task of it takes the record first, as every change of it does."""
    return Incident.objects.select_for_update(of=("self",)).get(ref=ref)


def _say(book, record: Incident, verb: str, words: str, detail: str, *, by) -> None:
    """The end of a change by somebody who has no right over the record: its timeline, its next step, its version."""
    book.add(Event(incident=record, verb=verb, words=words, detail=detail, by=by, at=clock.now()))
    settle(record)
    record.version += 1
    book.save(record)


def _written(step: Step, note: str) -> None:
    """What the line asks to be written down has to be there: "done" alone would tell nobody."""
    if step.asks and not note.strip():
        raise Refused(f"Write this down: {step.asks[:1].lower()}{step.asks[1:]}.", "note")
