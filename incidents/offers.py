"""What a person can do to a record now, drawn from the same table and guards the actions check."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from incidents import grounds, guards
from incidents.actions.looking_again import may_look_again
from incidents.actions.moves import may_close
from incidents.actions.record import GOING_ON, READ_IT, answers, countersigns, first_of, manages, reported
from incidents.classes import RESTRICTED, Class
from incidents.forms.record import ON_RECORD
from incidents.forms.record.deciding import AgreeProposal
from incidents.forms.record.steps import name_of
from incidents.lifecycle import LIFECYCLE, OPEN, State
from incidents.models import Incident
from incidents.reading.showing import Shown


@dataclass(frozen=True)
class Offer:
    """A link to one form: its address part, its words, and why not, where it does not fit yet."""

    what: str
    words: str
    why_not: str | None = None
    mend: "Offer | None" = None  # the form that shows who may, or after which it fits
    at: str = ""  # the line of the list it leads to, where it is no form


@dataclass(frozen=True)
class Offers:
    """The one thing to do first, what else moves the record, and everything else by kind."""

    first: list[Offer]
    moves: list[Offer]
    others: dict[str, list[Offer]]
    calls: bool = False  # what an agency answers may be noted, after closing too


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
        deal = [] if guards.may_deal_here(facts) or record.state not in _BEFORE_END else [_DEAL]
        moves = _moves(record, user, facts) + ([] if deal else _to_finish(record, facts))
        ready = [move for move in moves if not move.why_not and move.what in ("have-this", "close", "finish")]
        allow = [_offer("allowed")] if deal and not grounds.may_allow(facts) else []
        # Of a private record the list is next, as its queue says: a child is made safe before anybody is asked.
        line = _next_line(shown)
        first = ready[:1] or deal or (line if record.kind in RESTRICTED else []) or list(_to_decide(facts))
        first = first or _to_read(record, user) or _leads_on(moves, facts) or line
        first = _to_agree(shown, user) + first
        moves += _looking_again(record, user)
        return Offers(
            first + [one for one in deal + allow if one not in first],
            [m for m in moves if m not in first],
            _others(shown, user),
            calls=True,
        )
    take = [Offer("have-this", "I have this")] if record.state == State.REPORTED and answers(record, user) else []
    first = _to_agree(shown, user) + take + _to_read(record, user) + _reviews(shown, user) + _to_close(shown, user)
    return Offers(first, [m for m in _looking_again(record, user) if m not in first], {})


_BEFORE_END = frozenset({State.REPORTED, State.ACKNOWLEDGED, State.INVESTIGATING})
_DEAL = Offer("deal-with-it", "Deal with it here")
_WHO_CLOSES = Offer("close", "Who can close it")


def _moves(record: Incident, user, facts: guards.Facts) -> list[Offer]:
    why_not = {
        "acknowledge": "You reported this, so another person has to answer it."
        if reported(record, user) and record.kind in RESTRICTED
        else None,
        "investigate": guards.may_investigate(facts),
        "refer": guards.may_refer(facts),
        "resolve": guards.may_decide(facts)
        or (guards.may_resolve(facts) if facts.open_steps or facts.reviewing else None),
        "close": guards.may_close(facts, user.pk),
    }
    fitting = [move for move in LIFECYCLE.available(record.state) if move.name in SLUGS]
    never = {"investigate"} if record.cls == Class.ILLEGAL else set()
    mends = {"close": _WHO_CLOSES} | dict.fromkeys(("investigate", "resolve"), next(_to_decide(facts), None))
    return [
        Offer(SLUGS[move.name], move.words, why_not.get(move.name), mends.get(move.name))
        for move in fitting
        if move.name not in never
    ]


def _to_finish(record: Incident, facts: guards.Facts) -> list[Offer]:
    """Once the list is done nobody has to say first that it is looked into: the page that ends it says so as well."""
    done = record.state == State.ACKNOWLEDGED and not facts.open_steps and not facts.reviewing
    return [Offer("finish", "Action finished")] if done and not guards.may_investigate(facts) else []


def _to_decide(facts: guards.Facts) -> Iterator[Offer]:
    """The forms of what has to be known before it goes on."""
    if facts.unanswered:
        yield _offer("questions")
    if facts.unplaced:
        yield _offer("place")


def _leads_on(moves: list[Offer], facts: guards.Facts) -> list[Offer]:
    """The move that is next of a record whose list is done: nobody has to guess."""
    on = (move for move in moves if move.what in ("look-into", "pass-on") and not move.why_not)
    return [] if facts.open_steps or facts.reviewing else [*on][:1]


def _next_line(shown: Shown) -> list[Offer]:
    """The line of the list that is next, as the queue says it: where it stands, with whom to ring and what to mind."""
    if shown.record.state not in GOING_ON:
        return []
    line = first_of(step for step in shown.still_to_do if step.required and not step.waits)
    return [Offer("line", f"Next: {line.words}", at=name_of(line))] if line else []


def _looking_again(record: Incident, user) -> list[Offer]:
    """Some time later: of what somebody has had, by whoever deals with it or reads it by office."""
    if record.state == State.REPORTED or not may_look_again(record, user):
        return []
    asked = [_offer("looked-again")] if record.follow_up_on else []
    return asked if record.state == State.DUPLICATE else [*asked, _offer("look-again")]


def _to_read(record: Incident, user) -> list[Offer]:
    """What came of words that were added after it was closed."""
    return _looking_again(record, user)[:1] if record.next_step == READ_IT else []


def _reviews(shown: Shown, user) -> list[Offer]:
    """Whoever reads the record may be the other of two who look at a page or device."""
    return [_offer(what) for what in ("site-review-found", "site-review-stop") if ON_RECORD[what].fits(shown, user)]


def _to_agree(shown: Shown, user) -> list[Offer]:
    """Another asked for it to be no crime and waits: that stands before whatever else there is to do."""
    waits = shown.record.state in OPEN and AgreeProposal.fits(shown, user)
    return [_offer("second-person")] if waits else []


def _to_close(shown: Shown, user) -> list[Offer]:
    """Whoever signs may close it or open it again."""
    record = shown.record
    if record.state != State.RESOLVED or not countersigns(record, user) or not may_close(record, user):
        return []
    return [Offer("close", "Close", guards.may_close(shown.facts, user.pk)), Offer("open-again", "Open again")]


def _others(shown: Shown, user) -> dict[str, list[Offer]]:
    """The forms that fit, by the heading each says it stands under."""
    found = defaultdict(list)
    for what, form in ON_RECORD.items() if shown.record.state in OPEN else ():
        if form.where and form.fits(shown, user):
            found[form.where].append(_offer(what))
    return dict(found)


def _offer(what: str) -> Offer:
    form = ON_RECORD[what]
    return Offer(what, form.link or form.title)
