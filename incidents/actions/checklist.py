"""The checklist a record is opened with, and by when: rows of the profile, kept with the record from then on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter

from django.db.models import QuerySet

from esafety.lib import clock
from esafety.lib.schooltime import close_of_next_day
from incidents import notifications, routing
from incidents.classes import most_serious
from incidents.lifecycle import State
from incidents.models import Answer, Category, Incident, Step, StepTemplate, Target
from incidents.models.particulars import Site
from incidents.reading import alarmed
from incidents.reading.joined import joined_to
from incidents.targets import due
from notices.actions import ask, withdraw
from notices.models import Notice, Task
from school import calendar, kept

LONGEST = 54  # letters of a device and of a place in the words of a task
PUT_ASIDE = "It is another kind of matter now"
# Two lines of the profile that say the same, for other matters, are one on a record that is both.
SAY = ("words", "when", "how", "asks", "document", "agency_id", "hours", "after_advice", "required", "excusable")
same = attrgetter(*SAY, "task_role", "task_words")


def categories_of(record: Incident) -> list[Category]:
    """The categories the matter stands under now."""
    return [row.category for row in record.filed.filter(dropped=False).select_related("category__usual_sanction")]


def clocks(record: Incident, start: datetime, categories: list[Category]) -> tuple[datetime, datetime]:
    """When somebody must have answered and when it should be finished, counted from `start`.

    The shortest of what its categories and its class ask for (R-ROUTE-0, T 6.9).
    """
    days, targets = calendar.current(), _targets(record, categories)
    answer = [due(start, row.acknowledge, row.acknowledge_unit, days) for row in targets]
    finish = [due(start, row.finish, row.finish_unit, days) for row in targets]
    return min(answer, default=start), min(finish, default=start)


def _targets(record: Incident, categories: list[Category]) -> list[Target]:
    """Each category asks for its own target, else for that of its class; a class an answer gave asks for its own."""
    rows = kept.rows(Target)
    own, of_class = {row.category_id: row for row in rows}, {row.cls: row for row in rows if row.cls}
    speaking = [category for category in categories if routing.speaks(category.cls, record.cls)]
    asked = [own.get(category.pk) or of_class.get(category.cls) for category in speaking]
    if record.cls not in {category.cls for category in speaking}:
        asked.append(of_class.get(record.cls))
    return [row for row in asked if row]


def dues_of(record: Incident, categories: list[Category]) -> dict:
    """What is for now is due when the matter must be answered; what is for later at the end of the next working day.

    From now on: what came in on a Sunday is for Monday (U21). Never before what is for now. What is asked about an
    adult here waits no longer than a working day, however long a small matter may wait (KCSIE 2026 Part 4: the LADO).
    """
    reported = record.state == State.REPORTED
    now = answer_by(record, categories) if reported else clocks(record, clock.now(), categories)[0]
    later = next_working_day()
    now = min(now, later) if record.overlay else now
    return {StepTemplate.When.NOW: now, StepTemplate.When.NEXT: max(now, later)}


def answer_by(record: Incident, categories: list[Category] | None = None) -> datetime | None:
    """By when what nobody has answered is to be answered, whatever words of it are to be read before.

    Those hurry the time it has: its own counts from when whoever deals with it was told.
    """
    if record.next_step != alarmed.READ_AGAIN:
        return record.due_at
    told = Notice.objects.filter(ref=record.ref, kind__in=(notifications.ALARM, notifications.NEW))
    since = told.order_by("pk").values_list("created", flat=True).last() or record.reported_at
    return clocks(record, since, categories or categories_of(record))[0]


def next_working_day():
    """The close of the next school day; reported before school opens, that is today's."""
    return close_of_next_day(clock.now(), calendar.current())


def when_for(due_at: datetime) -> StepTemplate.When:
    """Which part of the list a line is in whose time somebody chose; what is for this night is not for tomorrow."""
    return StepTemplate.When.NOW if due_at < clock.end_of_today() + clock.NIGHT else StepTemplate.When.NEXT


def templates_for(record: Incident, categories: list[Category]) -> list[StepTemplate]:
    """The lines of the profile that apply to what the record is now; each once, in order."""
    fits, found = _fitting(record, categories), {}
    for line in kept.rows(StepTemplate):
        if fits(line):
            found.setdefault(same(line), line)
    return list(found.values())


def _fitting(record: Incident, categories: list[Category]) -> Callable:
    """Is a line on its list? Answers are read once, and only where a line waits for them."""
    answered = cache(lambda: _answered(record))
    matter = {
        "cls": record.cls,
        "overlay": record.overlay,
        "codes": frozenset(category.code for category in categories),
        "off_site": record.site == Site.OFF,
        "on_purpose": routing.on_purpose(categories, record.intent),
    }
    return lambda line: routing.is_on_list(line, **matter, answered=answered() if line.questions else frozenset())


def _fitting_joined(record: Incident, joined: Incident) -> Callable:
    """The same of what was joined to it, as serious and as private as this has become."""
    joined.cls = most_serious([record.cls, joined.cls])
    joined.overlay = routing.narrowest([record.overlay, joined.overlay])
    return _fitting(joined, categories_of(joined))


def _answered(record: Incident) -> frozenset[str]:
    """The codes of the questions whose latest answer is "yes" or "not sure"."""
    rows = record.answers.order_by("pk").values_list("question__code", "value")
    return frozenset(code for code, value in dict(rows).items() if value != Answer.Value.NO)


def open_checklist(book, record: Incident, categories: list[Category], *, by) -> None:
    """The lines that apply to what was just reported, and the tasks they make for other roles."""
    _put_on(book, record, categories, templates_for(record, categories), by)


def _put_on(book, record: Incident, categories: list[Category], new: list[StepTemplate], by) -> None:
    by_when = dues_of(record, categories) if new else {}
    steps = [_step(record, row, _due(record, row, by_when)) for row in new]
    for step in steps:
        if step.how != StepTemplate.How.DECISION:  # there the task waits for a "yes"
            step.task = ask_role(book, record, step, by=by)
    book.save_all(steps)


def refit_checklist(book, record: Incident, categories: list[Category], *, by) -> int:
    """Bring the list to what the record is now; answers how many open lines were put aside.

    "Hear from everybody" must not stand on what may be a crime. Finished lines stay finished, lines somebody added
    stay; one put aside comes back when the record is again what it was for. A line is judged as it was when it came:
    what an administrator changed since takes nothing off an open record, and no answer what a joined one brought.
    """
    rows = list(record.steps.exclude(template=None).select_related("template", "task"))
    wanted = {same(line): line for line in templates_for(record, categories)}
    on_list, aside = _fitting(record, categories), []
    joined = cache(lambda: [_fitting_joined(record, other) for other in joined_to(record)])
    for step in rows:
        fits = same(step.template) in wanted or on_list(step.template)
        if step.state == Step.State.OPEN and not fits:
            fits = on_list(_as_it_came(step)) or any(of_joined(step.template) for of_joined in joined())
        if step.state == Step.State.OPEN and not fits:
            put_aside(step, PUT_ASIDE, by=by)
            aside.append(step)
        elif _is_aside(step) and fits and not any(_stands_for(other, step.template) for other in rows):
            take_up(book, record, step, by=by)
            book.save(step)
    book.save_all(aside)
    lacking = [line for line in wanted.values() if not any(_stands_for(step, line) for step in rows)]
    _put_on(book, record, categories, lacking, by)
    return len(aside)


def _is_aside(step: Step) -> bool:
    return step.state == Step.State.EXCUSED and step.reason == PUT_ASIDE


def _stands_for(step: Step, line: StepTemplate) -> bool:
    """Does the step say it on the list already? One left out with a reason was left out of what it was for alone."""
    if step.state == Step.State.EXCUSED:
        return step.template_id == line.pk and not _is_aside(step)
    return same(step.template) == same(line)


def _as_it_came(step: Step):
    """The line of the profile as it stood when the record was given it."""
    came = step.history.order_by("history_id").values_list("history_date", flat=True).first()
    return step.template.history.filter(history_date__lte=came).order_by("-history_id").first() or step.template


def ask_role(book, record: Incident, step: Step, *, by) -> Task | None:
    """The task a step makes for another role, in words that say what to do and not why (U55); most make none."""
    row = step.template
    if not row.task_role or ("{device}" in row.task_words and not record.device):
        return None
    asked = {"for_role": row.task_role, "due": step.due_at, "kind": "incident", "ref": record.ref}
    return ask(book, words=_task_words(record, step), by=by, **asked)


def _task_words(record: Incident, step: Step) -> str:
    named = {"device": _short(record.device) or "the device", "place": _short(_place(record)) or "place not given"}
    number = kept.school().head_number
    named |= {"reference": record.ref, "head_number": number and f"({number})"}
    return " ".join(step.template.task_words.format(**named).split())


def _place(record: Incident) -> str:
    """Where the device is by the last change of hands that says so, else where it happened."""
    hands = record.custody.exclude(where_now="").order_by("-at", "-id").values_list("where_now", flat=True)
    return hands.first() or record.place


def unasked(record: Incident) -> QuerySet[Step]:
    """The lines of which somebody is asked once it is known of which device."""
    return asked_of_a_device(record).filter(task=None)


def ask_unasked(book, record: Incident, *, by) -> None:
    """Their tasks, once it is."""
    for step in unasked(record):
        step.task = ask_role(book, record, step, by=by)
        book.save(step)


def asked_of_a_device(record: Incident) -> QuerySet[Step]:
    """The lines of which somebody is asked, or will be once it is known of which device."""
    waiting = {"state": Step.State.OPEN, "task__done_at": None, "task__withdrawn_at": None}
    steps = record.steps.filter(template__task_words__contains="{device}", **waiting)
    return steps.select_related("template")


def ask_where_it_is(book, record: Incident, *, by, was: str = "") -> None:
    """The device is somewhere else now, or another: whoever was asked to take it off the network, and has not, is
    asked for that one there. `was`: which it was said to be; a record joined to this asked for one of its own."""
    for step in asked_of_a_device(record).exclude(task=None).select_related("task"):
        if is_for(step.task, was or record.device) and step.task.words != _task_words(record, step):
            withdraw(step.task, by=by)
            step.task = ask_role(book, record, step, by=by)
            book.save(step)


def is_for(task: Task, device: str) -> bool:
    """Does it ask for that device?"""
    return bool(device) and _short(device) in task.words


def put_aside(step: Step, reason: str, *, by) -> None:
    """Not needed any more, and neither is what it asked of another role."""
    step.state, step.reason, step.done_by, step.done_at = Step.State.EXCUSED, reason, by, clock.now()
    if step.task:
        withdraw(step.task, by=by)


def take_up(book, record: Incident, step: Step, *, by) -> None:
    """To do again; a task that was withdrawn with it is asked anew, and what a "yes" asked for is asked no longer."""
    step.state, step.reason, step.done_by, step.done_at = Step.State.OPEN, "", None, None
    if step.decision:
        if step.task:
            withdraw(step.task, by=by)
        step.decision, step.task = "", None
    elif step.task and step.task.withdrawn_at:
        step.task = ask_role(book, record, step, by=by)


def withdraw_tasks(record: Incident, *, by) -> list[Task]:
    """What a record asked of other roles and is not done need not be done for it any more."""
    waiting = Task.objects.open().filter(kind="incident", ref=record.ref)
    return [withdraw(task, by=by) for task in waiting]


def _short(text: str) -> str:
    """Two of these, a number, a reference and the words of a task fit in one (incidents.profile.TASK_WORDS)."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _due(record: Incident, row: StepTemplate, by_when: dict) -> datetime:
    """So many hours from the report, day and night, where the line says so; a take-down's run from the asking."""
    if row.hours and row.how != StepTemplate.How.TAKE_DOWN:
        return record.reported_at + timedelta(hours=row.hours)
    return by_when[row.when]


def _step(record: Incident, row: StepTemplate, due_at) -> Step:
    return Step(
        incident=record,
        template=row,
        position=row.position,
        words=row.words,
        hint=row.hint,
        when=row.when,
        required=row.required,
        excusable=row.excusable,
        after_advice=row.after_advice,
        how=row.how,
        hours=row.hours,
        document=row.document,
        asks=row.asks,
        agency=row.agency,
        due_at=due_at,
    )
