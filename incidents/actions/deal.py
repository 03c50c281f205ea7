"""Deal with it here: an ordinary matter answered, ticked, ended and closed with one Save, each its own entry (U39)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from audit.ledger import ledger
from incidents import guards, routing
from incidents.actions import decide, moves, sanctions, steps, talks
from incidents.actions.looking_again import close_until
from incidents.actions.record import ChangedMeanwhile, Refused, facts_of
from incidents.lifecycle import State
from incidents.models import Answer, Category, Incident, Outcome, Question, Step
from incidents.reading import alarmed
from incidents.reading.showing import Shown

ELSEWHERE = "Answer this under “Answer the deciding questions”: it goes to other people."


@dataclass(frozen=True)
class Dealing:
    """What the one page asked."""

    outcome: Outcome
    parents_told: str
    parents_reason: str = ""
    parents_held: talks.Talk | None = None
    of_whom: talks.OfWhom | None = None
    note: str = ""
    again: date | None = None  # when it is looked at again
    done: list[Step] = field(default_factory=list)
    excused: list[Step] = field(default_factory=list)
    excuse: str = ""
    why: dict[int, str] = field(default_factory=dict)  # by the key of a step that takes a reason of its own
    said: dict[int, str] = field(default_factory=dict)  # by the key of a step that asks for words
    categories: list[Category] | None = None
    given: list[sanctions.Given] = field(default_factory=list)
    which_sanction: str = ""
    no_sanction: str = ""
    answers: dict[Question, str] = field(default_factory=dict)


def deal_here(incident: Incident, dealing: Dealing, *, by, version: int | None = None) -> None:
    """Answer, tick or excuse, say how it ended and close, all or nothing."""
    with ledger("deal here", by=by, kind="incident", ref=incident.ref):
        hold(incident, by, version)
        if dealing.categories:
            decide.file_under(incident, dealing.categories, by=by)
        answer_and_begin(incident, dealing.answers, by, guards.may_deal_here)
        sanctions.give_each(incident, dealing.given, by=by)
        for step in dealing.done:
            steps.tick(step, by=by, note=dealing.said.get(step.pk, ""))
        for step in dealing.excused:
            alone = guards.in_own_words(incident.kind, bool(step.agency_id), step.how)
            steps.excuse(step, by=by, reason=dealing.why.get(step.pk, "" if alone else dealing.excuse))
        how = {"reason": dealing.parents_reason, "held": dealing.parents_held, "of_whom": dealing.of_whom}
        talks.parents(incident, dealing.parents_told, by=by, **how)
        of_sanction = {"which_sanction": dealing.which_sanction, "no_sanction": dealing.no_sanction}
        moves.resolve(incident, by=by, outcome=dealing.outcome, note=dealing.note, **of_sanction)
        close_until(incident, dealing.again, by=by)


def look_into_first(incident: Incident, *, by, version: int | None = None) -> None:
    """What is to end though nobody said yet that it is looked into, unless that may not be said of it."""
    with ledger("look into first", by=by, kind="incident", ref=incident.ref):
        hold(incident, by, version)
        begin(incident, by, guards.may_investigate)


def hold(incident: Incident, by, version: int | None) -> None:
    """Lock it before the first of several changes, whichever that is; nobody saves on an old reading."""
    held = Incident.objects.visible_to(by).select_for_update(of=("self",)).get(pk=incident.pk)
    if version is not None and held.version != version:
        raise ChangedMeanwhile


def answer_and_begin(incident: Incident, answers: dict[Question, str], by, may: Callable) -> Incident:
    """What has to be answered first, then `begin`; nothing ends whose alarming words nobody has read again (U12)."""
    _answer(incident, answers, by)
    record = begin(incident, by, may)
    if left := alarmed.to_answer(Shown(record), by):
        raise Refused("Answer first: " + " ".join(one.words for one in left))
    return record


def _answer(incident: Incident, answers: dict[Question, str], by) -> None:
    """The deciding questions, answered with the rest unless an answer takes the matter to other people."""
    for question, value in answers.items():
        if refusal := goes_elsewhere(incident, question, value):
            raise Refused(refusal, f"q_{question.code}")
    if answers:
        decide.answer(incident, answers, by=by)


def goes_elsewhere(incident: Incident, question: Question, value: str) -> str | None:
    """Why it does not end here after that answer; None where it may."""
    says = routing.Says.of_question(question)
    others = value != Answer.Value.NO and routing.goes_to_others(says, incident.cls, incident.overlay)
    return ELSEWHERE if others else None


def begin(incident: Incident, by, may: Callable) -> Incident:
    """Take it and look into it, unless what it is now may not be ended so; answers it as it is now."""
    record = Incident.objects.visible_to(by).get(pk=incident.pk)
    refusal = may(facts_of(record))
    if refusal:
        raise Refused(refusal)
    if record.state == State.REPORTED:
        moves.acknowledge(record, by=by)
    if record.state != State.INVESTIGATING:
        moves.investigate(record, by=by)
    return record
