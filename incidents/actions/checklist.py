"""The checklist a record is opened with, and by when: rows of the profile, kept with the record from then on."""

from django.db.models import Q

from esafety.lib import clock
from incidents.models import Category, Incident, Step, StepTemplate, Target
from incidents.targets import due
from notices.actions import ask
from school import calendar


def answer_due(record: Incident, start, categories: list[Category] | None = None):
    """When somebody must have answered: the shortest target of its categories and its class; else the start itself."""
    rows = Target.objects.filter(Q(cls=record.cls) | Q(category__in=categories or []), retired=False)
    days = calendar.current()
    return min((due(start, row.acknowledge, row.acknowledge_unit, days) for row in rows), default=start)


def next_working_day(start):
    """A step for the next working day is due then, at opening (U21)."""
    return due(start, 1, "days", calendar.current())


def templates_for(record: Incident, categories: list[Category]) -> list[StepTemplate]:
    """The lines of the profile that apply: by class, by category, by the staff overlay; each once, in order."""
    codes = {category.code for category in categories}

    def applies(row: StepTemplate) -> bool:
        return record.cls in row.classes or bool(codes & set(row.categories)) or (row.staff and bool(record.overlay))

    return [row for row in StepTemplate.objects.filter(retired=False).select_related("agency") if applies(row)]


def open_checklist(book, record: Incident, categories: list[Category], *, by) -> None:
    """Add the lines that apply and are not on the record yet, and the tasks they make for other roles."""
    present = set(record.steps.values_list("template", flat=True)) if record.version > 1 else set()
    new = [row for row in templates_for(record, categories) if row.pk not in present]
    by_when = {StepTemplate.When.NOW: clock.now(), StepTemplate.When.NEXT: next_working_day(clock.now())}
    book.save_all([_step(record, row, by_when[row.when]) for row in new])
    for row in new:
        if row.task_role:
            _ask_role(book, record, row, by_when[row.when], by)


def _ask_role(book, record: Incident, row: StepTemplate, due_at, by) -> None:
    """A task for another role, in words that say what to do and not why (U55)."""
    words = row.task_words.format(device=record.device or "the device", place=record.place or "place not given")
    ask(book, words=words, for_role=row.task_role, due=due_at, kind="incident", ref=record.ref, by=by)


def _step(record: Incident, row: StepTemplate, due_at) -> Step:
    return Step(
        incident=record,
        template=row,
        position=row.position,
        words=row.words,
        hint=row.hint,
        when=row.when,
        required=row.required,
        agency=row.agency,
        due_at=due_at,
    )
