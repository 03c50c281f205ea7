"""Words that join a record: what the reporter remembered, questions to them, notes of those who deal with it."""

from incidents import notifications
from incidents.actions import lines
from incidents.actions.looking_again import read_what_was_added
from incidents.actions.named import About, hear, keep_out
from incidents.actions.record import Change, Refused, changing, reported
from incidents.models import Incident, Statement, Step

K = Statement.Kind


def add_words(incident: Incident, text: str, *, by, about: About | None = None) -> None:
    """The reporter remembered something. It works even when the record has become private (U31). Whoever it is
    `about` is kept out before it is written."""
    _by_reporter(incident, K.ADDED, text, by, about)


def answer_question(incident: Incident, text: str, *, by, about: About | None = None) -> None:
    """The reporter answers what they were asked; whoever it is `about` is kept out before that is written."""
    _by_reporter(incident, K.ANSWER, text, by, about)


def _by_reporter(incident: Incident, kind: str, text: str, by, about: About | None) -> None:
    if not text.strip():
        raise Refused("Write what you want to add.", "text")
    twice = incident.statements.filter(kind=kind, author=by, text=text).exists()
    if twice and not about:
        return
    with changing(incident, kind, by=by, may=reported) as change:
        is_new = _said_of_it(change, about)
        if not twice:
            change.book.add(Statement(incident=change.record, kind=kind, author=by, text=text))
            change.say(kind, "The reporter added something")
        if not is_new:
            read_what_was_added(change)
            change.tell(notifications.added)


def _said_of_it(change: Change, about: About | None) -> bool:
    """What was answered beside the words. Is it told of as of a new report, or of one that is graver?"""
    if about and about.is_of_adult:
        keep_out(change, about)
        return True
    return bool(about) and hear(change, about)


def keep_words(step: Step, text: str, *, by) -> None:
    """What a colleague wrote about the line they were given joins the record though somebody ended that meanwhile.

    Also where the record is closed: words somebody typed are never thrown away. Whoever has it is told.
    """
    said = f"Asked to do: {step.words}\n{text}"
    if not text.strip() or step.incident.statements.filter(author=by, text=said).exists():
        return
    with lines.given_to(by, step, "", "note") as (change, _):
        change.book.add(Statement(incident=change.record, kind=K.NOTE, author=by, text=said))
        change.say("note", "A colleague who was asked wrote something", step.words)
        read_what_was_added(change)
        change.tell(notifications.added)


def ask_reporter(incident: Incident, text: str, *, by, version: int | None = None) -> None:
    """Ask the reporter. The mail says only that a question waits."""
    if not text.strip():
        raise Refused("Write what you want to know.", "text")
    with changing(incident, "question", by=by, version=version) as change:
        change.book.add(Statement(incident=change.record, kind=K.QUESTION, author=by, text=text))
        change.say("question", "The reporter was asked something")
        change.tell(notifications.question_waits)


def correct(incident: Incident, text: str, *, by, why: str, version: int | None = None) -> None:
    """What was written was wrong: this is right, and why it was not. What it corrects stays (M L198)."""
    if not why.strip():
        raise Refused("Say why it was written otherwise.", "why")
    with changing(incident, "correct", by=by, version=version, reason=why) as change:
        said = f"Correction: {text}\nWhy: {why}"
        change.book.add(Statement(incident=change.record, kind=K.NOTE, author=by, text=said))
        change.say("correct", "Something was put right")
        _tell_others(change)


def note(incident: Incident, text: str, *, by, version: int | None = None) -> None:
    """A note of somebody who deals with it. Never edited; a correction is another note."""
    if not text.strip():
        raise Refused("Write the note.", "text")
    with changing(incident, "note", by=by, version=version) as change:
        change.book.add(Statement(incident=change.record, kind=K.NOTE, author=by, text=text))
        change.say("note", "Note added")
        _tell_others(change)


def _tell_others(change: Change) -> None:
    """What somebody wrote in a record another has is news to whoever has it; their own notes are for the record."""
    if change.record.owner_id != change.by.person_id:
        change.tell(notifications.added)
