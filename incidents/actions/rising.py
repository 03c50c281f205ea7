"""What happens when something said makes a record more serious: new lines, new handlers, a new clock."""

from collections.abc import Mapping

from esafety.lib import clock
from incidents import notifications, routing
from incidents.actions.checklist import categories_of, clocks, refit_checklist
from incidents.actions.record import Change, may_own
from incidents.actions.reviews import stop_all
from incidents.classes import RESTRICTED, Class, Overlay
from incidents.models import Answer, Category, Incident, Question


def rise(
    change: Change, said: list[routing.Says], categories: list[Category], reason: str = "", *, alleged: bool = False
) -> bool:
    """Let what was said raise the record; new lines join the checklist, new handlers are told if the kind changed.

    Answers whether it was handed over: then it is new to those who deal with it.

    `alleged`: its reporter says so, and then it is new to those who deal with it, whatever it was already.
    """
    record = change.record
    was, kind_was, woke = record.cls, record.kind, record.wakes
    now = routing.route([*said, routing.Says(cls=Class(record.cls))], Overlay(record.overlay))
    record.cls, record.overlay, record.kind = now.cls, now.overlay, now.kind
    record.wakes = record.wakes or now.wakes
    record.no_story = record.no_story or now.no_story
    if (record.cls, record.kind) != (was, kind_was):
        change.say("raise", "Made more serious", reason)
        hurry(record, categories)
        stop_all(change)
    became_illegal = record.cls == Class.ILLEGAL and was != Class.ILLEGAL
    another = record.kind != kind_was or became_illegal or (record.wakes and not woke)
    over = alleged or another or _needs_another(record)
    if over:
        hand_over(change, categories)
    elif record.cls != was:
        change.tell(notifications.graver)
    refit(change, categories)
    return over


def hear(change: Change, answers: Mapping[Question, str], reason: str) -> bool:
    """What alarming words made a page ask, as it was answered: it raises the record as it would raise a report. Was it
    handed over?"""
    keep_answers(change, answers)
    raising = [routing.Says.of_question(one) for one, said in answers.items() if said != Answer.Value.NO]
    return bool(raising) and rise(change, raising, categories_of(change.record), reason)


def keep_answers(change: Change, answers: Mapping[Question, str]) -> None:
    """Each becomes the latest to its question; the timeline keeps beside it what was answered before, and by whom."""
    earlier = change.record.answers.filter(question__in=answers).select_related("by__person").order_by("pk")
    before = {row.question_id: row for row in earlier}
    rows = [Answer(incident=change.record, question=one, value=said, by=change.by) for one, said in answers.items()]
    change.book.add_all(rows)
    if rows:
        said = [_said(row, before.get(row.question_id)) for row in rows]
        change.say("answer", "Questions answered", "\n".join(said))


def _said(row: Answer, before: Answer | None) -> str:
    """The question with its answer, in words."""
    if not before:
        return f"{row.said}."
    at = clock.local(before.at)
    when = f"{clock.words_of(at.date())}, {at:%H:%M}"
    return f"{row.said}. Before: {before.get_value_display()}, {before.by.name}, {when}."


def _needs_another(record: Incident) -> bool:
    """Whoever has it may not have one as serious as this (T 30.2)."""
    user = getattr(record.owner, "user", None) if record.owner else None
    return user is not None and record.kind not in RESTRICTED and not may_own(record, user)


def refit(change: Change, categories: list[Category]) -> None:
    """The checklist of what the record has become, for those who deal with that."""
    if refit_checklist(change.book, change.record, categories, by=change.by):
        change.say("list", "The list was changed to fit what it is now")


def hand_over(change: Change, categories: list[Category]) -> None:
    """It is new to those who deal with it now: nobody has answered yet, and their clock starts."""
    record = change.record
    change.move("hand over")
    record.owner = record.acknowledged_at = record.resolved_by = None
    record.next_step, record.due_at = "", clocks(record, clock.now(), categories)[0]
    change.tell(notifications.handed_over)


def hurry(record: Incident, categories: list[Category]) -> None:
    """What has become more serious has to be finished sooner, from now on; nothing else moves that time, and nothing
    puts it off: a record keeps the targets it was opened with (product.md, Settled)."""
    _, by = clocks(record, clock.now(), categories)
    record.finish_by = min(record.finish_by or by, by)
