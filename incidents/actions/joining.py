"""What a record that is joined to another leaves to be done: its lines and its tasks go over to the one that stays."""

from django.db.models import Q

from incidents.actions.checklist import ask_role, put_aside, same, take_up
from incidents.actions.record import Change
from incidents.actions.steps import may_help
from incidents.models import Incident, Step
from incidents.models.work import How
from incidents.reading.joined import stays_of
from notices.actions import ask
from notices.models import Task

CARRIED = (
    "template_id",
    "position",
    "words",
    "hint",
    "when",
    "required",
    "excusable",
    "after_advice",
    "how",
    "hours",
    "document",
    "asks",
    "agency_id",
    "due_at",
)
GIVEN = ("owner_id", "given_by_id", "instruction", "due_at", "when")
ASKED_THERE = "Asked by the record it was joined to"


def go_over(joined: Incident, stays: Incident | None = None) -> list[Step]:
    """What has still to be done for the one, or is asked of a colleague, save what is open on the list of the other
    as well."""
    there = _open(stays) if stays else ()
    known = {same_line(step) for step in there}
    rows = _open(joined).filter(Q(required=True) | Q(owner__isnull=False))
    return [step for step in rows if same_line(step) not in known]


def _open(record: Incident):
    return record.steps.filter(state=Step.State.OPEN).select_related("template", "task", "owner__user")


def same_line(step: Step) -> tuple | str:
    """Two lines are one: where the profile says the same, or in the same words where somebody added them."""
    return same(step.template) if step.template else step.words


def said(lines: list[Step]) -> str:
    """The lines in a sentence; nothing where there are none."""
    return f"These go over, still to do: {'; '.join(step.words for step in lines)}." if lines else ""


def take_over(book, stays: Incident, joined: Incident, lines: list[Step], tasks: list[Task], *, by) -> None:
    """The lines are to be done for the one that stays; what was withdrawn of the other is asked there, each once."""
    asked = {task.pk: task for task in tasks}
    own = {step.pk: asked.pop(step.task_id) for step in lines if step.task_id in asked}
    _take_tasks(book, stays, joined, list(asked.values()), by=by)
    for step in lines:
        new = Step(incident=stays, **{name: getattr(step, name) for name in CARRIED})
        if step.pk in own:
            new.task = _ask_here(book, stays, own[step.pk], by=by)
        elif step.template and not step.task_id and step.how != How.DECISION:  # there the task waits for a "yes"
            new.task = ask_role(book, stays, new, by=by)
        book.save(new)


def given_of(joined: Incident) -> list[Step]:
    """The open lines colleagues were given."""
    return list(_open(joined).exclude(owner=None))


def no_longer_asked(change: Change, given: list[Step]) -> None:
    """The record that stays asks them now: they are off the first page of whoever was given them."""
    for step in given:
        put_aside(step, ASKED_THERE, by=change.by)
        change.book.save(step)


def give_there(book, stays: Incident, given: list[Step]) -> None:
    """Each line there is asked of the same colleague, unless it is another's already or they are kept from it."""
    there = {same_line(line): line for line in _open(stays)}
    for step in given:
        line = there[same_line(step)]
        if line.owner_id is None and may_help(stays, step.owner):
            for name in GIVEN:
                setattr(line, name, getattr(step, name))
            book.save(line)


def asked_now(step: Step) -> Step:
    """The line as its colleague is asked now: by the record that stays, where theirs was joined to it."""
    if step.state != Step.State.EXCUSED or step.reason != ASKED_THERE:
        return step
    theirs = stays_of(step.incident).steps.filter(owner=step.owner_id)
    rows = theirs.select_related("template", "incident", "owner__user", "given_by__person").order_by("-pk")
    return next((line for line in rows if same_line(line) == same_line(step)), step)


def ask_again(book, record: Incident, *, by) -> None:
    """A record opened again asks anew what was withdrawn while it was joined to another. What a colleague was given
    is asked of them there, so of nobody here."""
    withdrawn = Q(state=Step.State.OPEN, task__withdrawn_at__isnull=False)
    asked_there = Q(state=Step.State.EXCUSED, reason=ASKED_THERE)
    for step in record.steps.filter(withdrawn | asked_there).select_related("template", "task"):
        if step.reason:
            step.owner, step.given_by, step.instruction = None, None, ""
        take_up(book, record, step, by=by)
        book.save(step)


def _take_tasks(book, stays: Incident, joined: Incident, tasks: list[Task], *, by) -> None:
    """Those of a joined record are asked by the one that stays, unless it asks them for the same device itself."""
    same = stays.device.casefold() == joined.device.casefold()
    roles = set(Task.objects.filter(kind="incident", ref=stays.ref).values_list("for_role", flat=True))
    for task in tasks:
        if not (same and task.for_role in roles):
            _ask_here(book, stays, task, by=by)


def _ask_here(book, stays: Incident, task: Task, *, by) -> Task:
    asked = {"words": task.words, "for_role": task.for_role, "due": task.due}
    return ask(book, kind="incident", ref=stays.ref, by=by, **asked)
