"""What happens when something said makes a record more serious: new lines, new handlers, a new clock."""

from esafety.lib import clock
from incidents import notifications, routing
from incidents.actions.checklist import answer_due, refit_checklist
from incidents.actions.record import Change
from incidents.classes import Class, Overlay
from incidents.models import Category
from notices.actions import stand_down


def rise(change: Change, said: list[routing.Says], categories: list[Category], reason: str = "") -> None:
    """Let what was said raise the record; new lines join the checklist, new handlers are told if the kind changed."""
    record = change.record
    was, kind_was = record.cls, record.kind
    now = routing.route([*said, routing.Says(cls=Class(record.cls))], Overlay(record.overlay))
    record.cls, record.overlay, record.kind = now.cls, now.overlay, now.kind
    record.wakes = record.wakes or now.wakes
    record.no_story = record.no_story or now.no_story
    if (record.cls, record.kind) != (was, kind_was):
        change.say("raise", "Made more serious", reason)
    if record.kind != kind_was or (record.cls == Class.ILLEGAL and was != Class.ILLEGAL):
        hand_over(change, categories)
    refit(change, categories)


def refit(change: Change, categories: list[Category]) -> None:
    """The checklist of what the record has become, for those who deal with that."""
    if refit_checklist(change.book, change.record, categories, by=change.by):
        change.say("list", "The list was changed to fit what it is now")


def hand_over(change: Change, categories: list[Category]) -> None:
    """Those who deal with it now have not answered yet: their clock starts."""
    record = change.record
    change.move("hand over")
    record.owner = record.acknowledged_at = record.resolved_by = None
    record.due_at = answer_due(record, clock.now(), categories)
    stand_down(notifications.ALARM, record.ref, by=change.by)
    notifications.reported(change.book, record, by=change.by, again=record.version)
