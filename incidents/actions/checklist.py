"""The checklist a record is opened with, and by when: rows of the profile, kept with the record from then on."""

from esafety.lib import clock
from incidents.models import Category, Incident, Step, StepTemplate, Target
from incidents.targets import due
from notices.actions import ask
from school import calendar


def target_of(record: Incident, categories: list[Category]) -> Target | None:
    """The shortest target among the record's categories, else the one of its class."""
    rows = Target.objects.filter(retired=False)
    own = list(rows.filter(category__in=categories)) if categories else []
    of_class = rows.filter(cls=record.cls).first()
    found = [row for row in [*own, of_class] if row]
    now = clock.now()
    return min(found, key=lambda row: due(now, row.acknowledge, row.acknowledge_unit, calendar.current()), default=None)


def answer_due(record: Incident, start, categories: list[Category] | None = None):
    """When somebody must have answered; the start itself where the profile sets no target."""
    target = target_of(record, categories or [])
    return due(start, target.acknowledge, target.acknowledge_unit, calendar.current()) if target else start


def step_due(when: str, start):
    """Now means at once, next means the next working day at opening (U21)."""
    return start if when == StepTemplate.When.NOW else due(start, 1, "days", calendar.current())


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
    book.save_all([_step(record, row) for row in new])
    for row in new:
        if row.task_role:
            ask(
                book,
                words=row.task_words.format(device=record.device or "the device", place=record.place or "no room given"),
                for_role=row.task_role,
                due=step_due(row.when, clock.now()),
                kind="incident",
                ref=record.ref,
                by=by,
            )


def _step(record: Incident, row: StepTemplate) -> Step:
    return Step(
        incident=record,
        template=row,
        position=row.position,
        words=row.words,
        hint=row.hint,
        when=row.when,
        required=row.required,
        agency=row.agency,
        due_at=step_due(row.when, clock.now()),
    )
