"""Sanctions: given once to one person, for a time or for good; ended on another day; taken back as a mistake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from esafety.lib import clock
from incidents import sanctions
from incidents.actions import lines, privileges
from incidents.actions.checklist import PUT_ASIDE, categories_of
from incidents.actions.people import say_part
from incidents.actions.record import Change, Refused, changing, facts_of
from incidents.actions.warned import look_back
from incidents.classes import STAFF_KINDS
from incidents.models import Incident, Involved, Outcome, Sanction, SanctionKind, Step
from incidents.models.work import How
from school import kept


def sanction(
    incident: Incident,
    involved: Involved,
    kind: SanctionKind,
    *,
    by,
    starts: date | None = None,
    ends: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Sanction:
    """Give somebody a sanction, from today where no day is said: their conduct is in question from then on.

    Lines of the checklist that wait for one are done. What is taken away is asked of its role at once, and asked
    back on the last day (T 20.4).
    """
    with changing(incident, "sanction", by=by, version=version, reason=reason) as change:
        person = change.record.involved.select_for_update(of=("self",)).select_related("person").get(pk=involved.pk)
        _may_be_given(change.record, person, kind)
        if person.part != Involved.Part.SUBJECT:
            say_part(change, person, Involved.Part.SUBJECT)
        else:
            look_back(change)
        given = _made(change, person, kind, starts or clock.today(), ends, reason)
        change.book.save(given)
        lines.end_all(change, How.SANCTION, given.words)
        if kind.task_role:
            privileges.take_away(change.book, given, by=change.by)
        change.say("sanction", f"Sanction: {given.words}", _detail(given, reason))
        return given


@dataclass(frozen=True)
class Given:
    """What somebody is given, and why it is another than the usual one; no kind: none, where another is given one."""

    to: Involved
    kind: SanctionKind | None
    reason: str = ""


def give_each(incident: Incident, given: Iterable[Given], *, by, version: int | None = None) -> None:
    """Give each of several people theirs, or none: each stays a line of its own."""
    for one in given:
        if one.kind:
            sanction(incident, one.to, one.kind, reason=one.reason, by=by, version=version)
        else:
            _give_none(incident, one.to, reason=one.reason, by=by, version=version)
        version = None


def _give_none(incident: Incident, involved: Involved, *, by, reason: str, version: int | None) -> None:
    """Keep that this one of several was given none; with why, where one is usual for what it is (M L258)."""
    with changing(incident, "no sanction", by=by, version=version, reason=reason) as change:
        usual = sanctions.usual(categories_of(change.record), staff=for_adults(change.record, involved))
        if usual and not reason.strip():
            raise Refused(f"Usual here is “{usual.words}”. Say why {involved.said} is given none.")
        change.say("no sanction", "No sanction", f"{involved.said}. {reason}".strip())


def for_adults(record: Incident, person: Involved) -> bool:
    """Is it the school's adults this person is one of, as far as the register or the record says?"""
    return person.person.is_adult_of_school if person.person else record.kind in STAFF_KINDS


def _may_be_given(record: Incident, person: Involved, kind: SanctionKind) -> None:
    adult = for_adults(record, person)
    if adult and record.kind not in STAFF_KINDS:
        raise Refused("They work here. Say so first, under “It is about an adult here”.", "who")
    if adult != kind.staff:
        raise Refused(f"Choose one that is for {'adults who work here' if adult else 'pupils'}.", "kind")
    if refusal := sanctions.may_sanction(facts_of(record), person.part):
        raise Refused(refusal, "who")


def _made(change: Change, person: Involved, kind: SanctionKind, starts: date, ends: date | None, reason) -> Sanction:
    """The sanction, in the words and the weight its kind has today; refused where a day or a reason is missing."""
    usual = sanctions.usual(categories_of(change.record), staff=kind.staff)
    if usual and sanctions.needs_reason(kind.tier, usual.tier) and not reason:
        raise Refused(f"Usual here is “{usual.words}”. Say why it is another.", "reason")
    if kind.task_role and not ends:
        raise Refused("Enter the last day: what is taken away is given back on it.", "ends")
    if ends and ends < starts:
        raise Refused("Choose a last day that is not before the first.", "ends")
    if kind.task_role and ends < clock.today():
        raise Refused("Choose a last day that is still to come: it is given back on that day.", "ends")
    return Sanction(
        incident=change.record,
        involved=person,
        kind=kind,
        words=kind.words,
        tier=kind.tier,
        usual_tier=usual.tier if usual else None,
        reason=reason,
        warning=kind.warning,
        starts=starts,
        ends=ends,
        given_by=change.by,
    )


def _detail(given: Sanction, reason: str) -> str:
    until = f"Until {clock.words_of(given.ends)}." if given.ends else ""
    return " ".join(filter(None, [f"{given.involved.said}.", until, reason]))


def wanted(record: Incident, outcome: Outcome) -> bool:
    """Does it end by a sanction of which the record knows nothing, and the school has some to give?

    A line of the list that asked for one and was put aside says why none was given.
    """
    if not outcome.sanction or in_words(record, outcome):
        return False
    put_aside = record.steps.filter(how=How.SANCTION, state=Step.State.EXCUSED).exclude(reason=PUT_ASIDE)
    return not (record.sanctions.filter(taken_back="").exists() or put_aside.exists())


def in_words(record: Incident, outcome: Outcome) -> bool:
    """Does it end by a sanction in a school that has written none down for such people? Then words say which."""
    staff = record.kind in STAFF_KINDS
    return outcome.sanction and not any(kind.staff == staff for kind in kept.rows(SanctionKind))


def said_of(record: Incident, outcome: Outcome, which: str, why_none: str) -> str:
    """What is kept with how it ended: which sanction it was, where only words say that, or why none is there."""
    if in_words(record, outcome):
        if not which.strip():
            raise Refused("Write which sanction was given, and by whom.", "which_sanction")
        return f"Sanction: {which}"
    if wanted(record, outcome) and not why_none:
        raise Refused("Give the sanction first, or say why none is on the record.", "no_sanction")
    return f"No sanction on the record: {why_none}" if why_none else ""


def end_on(given: Sanction, ends: date, *, by, reason: str = "", version: int | None = None) -> None:
    """Another last day, sooner or later: what was taken away is given back on that one."""
    with changing(given.incident, "sanction changed", by=by, version=version, reason=reason) as change:
        held = _held(change, given)
        if held.give_back_asked:
            raise Refused("It was asked to be given back already. Give another one instead.", "which")
        if ends < max(held.starts, clock.today()):
            raise Refused("Choose a last day that is still to come, and not before the first.", "ends")
        held.ends = ends
        change.book.save(held)
        change.say("sanction changed", f"Another last day: {held.words}", _detail(held, reason))


def take_back(given: Sanction, *, by, reason: str, version: int | None = None) -> None:
    """It was given by mistake: no warning to anybody any more, and what was taken away, if it was, is given back."""
    if not reason.strip():
        raise Refused("Say why it is taken back.", "reason")
    with changing(given.incident, "sanction taken back", by=by, version=version, reason=reason) as change:
        held = _held(change, given)
        held.taken_back, held.warning = reason, False
        privileges.undo(change.book, held, by=by)
        change.book.save(held)
        change.say("sanction taken back", f"Taken back: {held.words}", f"{held.involved.said}. {reason}")


def _held(change: Change, given: Sanction) -> Sanction:
    rows = change.record.sanctions.select_for_update(of=("self",)).select_related("involved__person", "kind")
    held = rows.get(pk=given.pk)
    if held.taken_back:
        raise Refused("This one was taken back already.", "which")
    return held
