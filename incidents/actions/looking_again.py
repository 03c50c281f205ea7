"""Looking at a record again some time later, and what came of it (T 6.9)."""

from collections.abc import Mapping
from datetime import date

from audit.ledger import ledger
from esafety.lib import clock
from incidents import follow_up
from incidents.actions import lines
from incidents.actions.moves import close, may_close, open_again
from incidents.actions.record import READ_IT, Change, Refused, answers, changing
from incidents.actions.rising import keep_answers
from incidents.lifecycle import OPEN, State
from incidents.models import Answer, FollowUp, Incident, Question
from incidents.models.work import How
from incidents.reading import alarmed
from incidents.reading.showing import Shown

ENDED = frozenset({State.RESOLVED, State.CLOSED, State.DUPLICATE})


def may_look_again(record: Incident, user) -> bool:
    """Whoever deals with it, may be its second person, or reads it by office: a head looks back as well."""
    return may_close(record, user) or answers(record, user)


def look_again_on(incident: Incident, day: date, *, by, version: int | None = None) -> None:
    """Ask for it to be looked at again on that day."""
    with changing(incident, "look again on", by=by, version=version, may=may_look_again) as change:
        if day < clock.today():
            raise Refused("Choose today or a day that is still to come.", "day")
        _not_joined(change.record)
        change.record.follow_up_on = day
        change.say("look again on", f"To be looked at again on {clock.words_of(day)}")


def close_until(incident: Incident, day: date | None, *, by, version: int | None = None) -> None:
    """Close it; on that day, where one is said, it is to be looked at again."""
    with ledger("close", by=by, kind="incident", ref=incident.ref):
        if day:
            look_again_on(incident, day, by=by, version=version)
            version = None
        close(incident, by=by, version=version)


def looked_again(
    incident: Incident, further: bool, text: str, *, by, answers: Mapping[Question, str] | None = None, version=None
) -> None:
    """What came of it. Where more has to be done, a record that had ended is opened again, with that as the reason;
    where nothing has, alarming words are answered first (U12)."""
    if not text.strip():
        raise Refused("Say what you found.", "text")
    with changing(incident, "looked again", by=by, version=version, reason=text, may=may_look_again) as change:
        record = change.record
        if not record.follow_up_on:
            _not_joined(record)
        if not further:
            _answer_first(change, answers or {})
        change.book.add(FollowUp(incident=record, by=by, further=further, text=text))
        record.follow_up_on = None
        for step in lines.open_lines(record, how=How.TICK, template__code=follow_up.LINE):
            lines.end(change.book, step, by=by, words=text)
        said = "more has to be done" if further else "nothing more has to be done"
        change.say("looked again", f"Looked at again: {said}", text)
        if further and record.state in ENDED:
            open_again(change, text)


def _answer_first(change: Change, answers: Mapping[Question, str]) -> None:
    if any(said != Answer.Value.NO for said in answers.values()):
        raise Refused("Then more has to be done: say so.", "further")
    keep_answers(change, answers)
    if left := alarmed.to_answer(Shown(change.record), change.by):
        raise Refused("Answer first: " + " ".join(one.words for one in left))


def read_what_was_added(change: Change) -> None:
    """Words joined a record that has ended: it is to be looked at today, whichever day somebody had asked for."""
    record = change.record
    if record.state in OPEN:
        return
    later = record.follow_up_on and record.follow_up_on > clock.today()
    instead = f"Not only on {clock.words_of(record.follow_up_on)}: set that day again" if later else ""
    record.follow_up_on, record.next_step = clock.today(), READ_IT
    change.say("look again on", "To be read: words were added after it was closed", instead)


def _not_joined(record: Incident) -> None:
    if record.state == State.DUPLICATE:
        raise Refused("This record was joined to another. Look at that one.")
