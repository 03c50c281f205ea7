"""Somebody was asked to take something down, and it is watched until it is gone (T 23.3)."""

from datetime import datetime, timedelta

from esafety.lib import clock
from esafety.lib.defang import defang_in
from incidents.actions import lines
from incidents.actions.record import Change, Refused, changing
from incidents.models import Incident, Step, TakeDown
from incidents.models.work import How

HOURS = 24  # day and night, where no line of the school's own says how many (catalogue (c))
WORDS = "See that it is taken down"


def take_down(
    incident: Incident, asked_of: str, what: str, *, by, asked_at: datetime | None = None, version: int | None = None
) -> TakeDown:
    """Somebody was asked: the line for it is due so many hours later, day and night, and ends once it is gone.

    Where the list has no such line, or it is done, one is added.
    """
    asked_at = asked_at or clock.now()
    if asked_at > clock.now():
        raise Refused("It cannot have been asked in the future.", "day")
    with changing(incident, "take-down", by=by, version=version) as change:
        line = _line(change.record)
        due_at = asked_at + timedelta(hours=line.hours or HOURS)
        asked = {"asked_of": asked_of, "what": what, "asked_at": asked_at, "due_at": due_at}
        row = change.book.save(TakeDown(incident=change.record, by=by, **asked))
        change.say("take-down", f"Asked to take it down: {asked_of}", defang_in(what))
        _watch(change, line)
        return row


def taken_down(row: TakeDown, removed_at: datetime, *, by, version: int | None = None) -> None:
    """It is gone; the line is done once nothing else is waited for."""
    with changing(row.incident, "taken down", by=by, version=version) as change:
        held = change.record.take_downs.select_for_update().get(pk=row.pk)
        if held.removed_at:
            raise Refused("Somebody has noted already that this is gone.")
        if not held.asked_at <= removed_at <= clock.now():
            raise Refused("It went after it was asked for, and not in the future.", "day")
        held.removed_at = removed_at
        change.book.save(held)
        change.say("taken down", f"It is gone: {held.asked_of}", defang_in(held.what))
        for line in lines.open_lines(change.record, how=How.TAKE_DOWN):
            _watch(change, line)


def _line(record: Incident) -> Step:
    """The open line for it, or another at the end of the list."""
    found = lines.open_lines(record, how=How.TAKE_DOWN)
    return found[0] if found else Step(incident=record, words=WORDS, position=900, how=How.TAKE_DOWN, hours=HOURS)


def _watch(change: Change, line: Step) -> None:
    """It is due with the first of what is waited for, and done with the last."""
    waiting = change.record.take_downs.filter(removed_at=None).order_by("due_at").first()
    if waiting:
        line.due_at = waiting.due_at
        change.book.save(line)
    else:
        lines.end(change.book, line, by=change.by, words="All that was asked for is gone")
