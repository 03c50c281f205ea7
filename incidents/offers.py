"""What a person can do to a record now, drawn from the same table and guards the actions check."""

from dataclasses import dataclass

from incidents import guards
from incidents.actions.moves import may_close
from incidents.actions.record import answers, countersigns, manages, reported
from incidents.classes import RESTRICTED, SERIOUSNESS, STAFF_KINDS, Class
from incidents.lifecycle import LIFECYCLE, OPEN, State
from incidents.models import Incident
from incidents.showing import Shown
from school.roles import Perm


@dataclass(frozen=True)
class Offer:
    """A link to one form: its address part, its words, and why not, where it does not fit yet."""

    what: str
    words: str
    why_not: str | None = None


@dataclass(frozen=True)
class Offers:
    """The one thing to do first, what else moves the record, and everything else by kind."""

    first: list[Offer]
    moves: list[Offer]
    others: dict[str, list[Offer]]


SLUGS = {
    "acknowledge": "have-this",
    "investigate": "look-into",
    "refer": "pass-on",
    "resolve": "finish",
    "close": "close",
    "reopen": "open-again",
}


def offers(shown: Shown, user) -> Offers:
    """Everything `user` may do to the record now; nothing where they only read."""
    record = shown.record
    if manages(record, user):
        facts = shown.facts
        moves = _moves(record, user, facts)
        deal = [] if guards.may_deal_here(facts) or record.state not in _BEFORE_END else [_DEAL]
        ready = [move for move in moves if not move.why_not]
        first = [move for move in ready if move.what in ("have-this", "close", "finish")][:1] or deal
        return Offers(
            first + [d for d in deal if d not in first], [m for m in moves if m not in first], _others(shown, user)
        )
    take = [Offer("have-this", "I have this")] if record.state == State.REPORTED and answers(record, user) else []
    return Offers(take + _second_person(shown, user), [], {})


_BEFORE_END = frozenset({State.REPORTED, State.ACKNOWLEDGED, State.INVESTIGATING})
_DEAL = Offer("deal-with-it", "Deal with it here")


def _moves(record: Incident, user, facts: guards.Facts) -> list[Offer]:
    why_not = {
        "acknowledge": "You reported this, so another person has to answer it."
        if reported(record, user) and record.kind in RESTRICTED
        else None,
        "investigate": guards.may_investigate(facts),
        "refer": guards.may_refer(facts),
        "resolve": guards.may_resolve(facts) if facts.open_steps else None,
        "close": guards.may_close(facts, user.pk),
    }
    fitting = [move for move in LIFECYCLE.available(record.state) if move.name in SLUGS]
    never = {"investigate"} if record.cls == Class.ILLEGAL else set()
    return [Offer(SLUGS[move.name], move.words, why_not.get(move.name)) for move in fitting if move.name not in never]


def _second_person(shown: Shown, user) -> list[Offer]:
    record = shown.record
    if not countersigns(record, user):
        return []
    asked = [_AGREE] if shown.proposal and shown.proposal.asked_by_id != user.pk else []
    if record.state == State.RESOLVED and may_close(record, user):
        refusal = guards.may_close(shown.facts, user.pk)
        return [*asked, Offer("close", "Close", refusal)]
    return asked


_AGREE = Offer("second-person", "Agree that this is no crime?")


def _others(shown: Shown, user) -> dict[str, list[Offer]]:
    record = shown.record
    if record.state not in OPEN:
        return {}
    rank = SERIOUSNESS[Class(record.cls)]
    groups = {
        "Words": [Offer("note", "Add a note"), Offer("ask-reporter", "Ask the reporter")],
        "What it is": [
            Offer("category", "Change what it was"),
            Offer("questions", "Answer the deciding questions"),
            *([Offer("more-serious", "Make it more serious")] if rank else []),
            *([Offer("less-serious", "Make it less serious")] if user.can(Perm.LOWER) and rank < 4 else []),
            *([] if record.kind in STAFF_KINDS else [Offer("adult-here", "It is about an adult here")]),
            *([Offer("threshold", "The harm threshold is not met")] if record.kind in STAFF_KINDS else []),
            *_second_person(shown, user),
        ],
        "People": [
            Offer("involve", "Add a person involved"),
            *([Offer("part", "Say what part they had")] if shown.involved else []),
            Offer("should-not-handle", "Somebody should not handle this"),
            Offer("give", "Give it to another person"),
            Offer("parents", "Parents or carers"),
        ],
        "Agencies and devices": [
            Offer("rang", "I rang"),
            *([Offer("answered", "They answered"), Offer("chase", "Still waiting")] if shown.waits_for_agency else []),
            Offer("device", "Where the device is"),
        ],
        "Checklist": [Offer("add-step", "Add something to do"), Offer("join", "Join to another record")],
    }
    return {words: offered for words, offered in groups.items() if offered}
