"""What a record that is joined to another leaves to be done: its lines and its tasks go over to the one that stays."""

from incidents.actions.checklist import ask_role, same
from incidents.models import Incident, Step
from incidents.models.work import How
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


def go_over(joined: Incident, stays: Incident | None = None) -> list[Step]:
    """What has still to be done for the one, save what is open on the list of the other as well."""
    there = stays.steps.filter(state=Step.State.OPEN).select_related("template") if stays else ()
    known = {_same(step) for step in there}
    rows = joined.steps.filter(state=Step.State.OPEN, required=True).select_related("template")
    return [step for step in rows if _same(step) not in known]


def _same(step: Step) -> tuple | str:
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
