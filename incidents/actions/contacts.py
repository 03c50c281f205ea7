"""Calls to agencies and what they answered, who holds the device, advice and thresholds."""

from contextlib import contextmanager
from datetime import datetime, timedelta

from esafety.lib import clock
from incidents.actions import lines
from incidents.actions.checklist import ask_unasked, ask_where_it_is, next_working_day, when_for
from incidents.actions.record import Change, Refused, changing, held_back, to_do
from incidents.models import Custody, Incident, Referral, Step
from school.models import Agency

Heard = Referral.Heard
AT_ONCE = timedelta(minutes=10)  # written down so soon after the call, the log's own time says when it was


def rang(
    incident: Incident,
    agency: Agency,
    *,
    by,
    spoke_to: str = "",
    reference: str = "",
    advice: str = "",
    rang_at: datetime | None = None,
    answered: bool = False,
    heard: str = Heard.ADVICE,
    chase_at: datetime | None = None,
    version: int | None = None,
) -> Referral:
    """ "I rang": who, spoke to whom, their reference or pending, what they said. The step for that call is done.

    `heard`: is what they said advice? `answered`: it is all that was wanted; else they are chased, at `chase_at` or
    next working day.
    """
    rang_at = rang_at or clock.now()
    _may_be_so(rang_at, advice, answered, chase_at)
    with changing(incident, "rang", by=by, version=version) as change:
        call = Referral(
            incident=change.record,
            agency=agency,
            rang_at=rang_at,
            by=by,
            spoke_to=spoke_to,
            reference=reference,
            heard=heard,
            advice=advice,
            chase_at=None if answered else chase_at or next_working_day(),
            answered_at=rang_at if answered else None,
        )
        with _from_the_advice_on(change):
            change.book.save(call)
        change.say("rang", _rang(agency, rang_at), advice)
        for step in _lines_of(change, agency):
            lines.end(change.book, step, by=by, words=reference or "pending", at=rang_at)
        return call


def nobody_answered(
    incident: Incident,
    agency: Agency,
    *,
    by,
    again_at: datetime,
    words: str = "",
    rang_at: datetime | None = None,
    version: int | None = None,
) -> Referral:
    """The telephone was not picked up: kept, and no more than that. What it was for is to do then, `again_at`."""
    rang_at = rang_at or clock.now()
    _may_be_so(rang_at, words, wanted=False, chase_at=again_at, day="again_on")
    with changing(incident, "rang", by=by, version=version) as change:
        said = {"rang_at": rang_at, "by": by, "heard": Heard.NOBODY, "advice": words}
        call = change.book.save(Referral(incident=change.record, agency=agency, **said))
        change.say("rang", f"{_rang(agency, rang_at)}: nobody answered", words)
        _put_off(change, agency, again_at)
        return call


def _rang(agency: Agency, at: datetime) -> str:
    """The line of the timeline, which stands at the time it was written: a call made earlier says when it was."""
    there, words = clock.local(at), f"Rang {agency.name}"
    return f"{words} at {there:%H:%M} on {clock.words_of(there.date())}" if clock.now() - at > AT_ONCE else words


def _put_off(change: Change, agency: Agency, until: datetime) -> None:
    """Ring them then, and chase them then; what is due so many hours after the report (T 28.5) is due no later."""
    for step in _lines_of(change, agency):
        step.due_at = min(until, step.due_at) if step.hours and step.due_at else until
        step.when = when_for(step.due_at)
        change.book.save(step)
    for call in change.record.referrals.waiting().filter(agency=agency).select_for_update():
        call.chase_at = until
        change.book.save(call)


def _lines_of(change: Change, agency: Agency):
    """What of its list is still to do by ringing them."""
    return change.record.steps.filter(agency=agency, state=Step.State.OPEN).select_related("task")


@contextmanager
def _from_the_advice_on(change: Change):
    """Lines that waited for the advice now given, or not needed, have until the end of the next working day."""
    held = held_back(change.record, to_do(change.record))
    yield
    if held and not held_back(change.record, held):
        for step in held:
            step.due_at = next_working_day()
        change.book.save_all(held)


def _may_be_so(rang_at: datetime, advice: str, wanted: bool, chase_at: datetime | None, day: str = "chase_on") -> None:
    if rang_at > clock.now():
        raise Refused("A call cannot be in the future.", "day")
    if wanted and not advice.strip():
        raise Refused("Write what they said or advised.", "advice")
    if chase_at and chase_at <= clock.now():
        raise Refused("Choose a day and time that are still to come.", day)


def agency_answered(call: Referral, *, by, answer: str, reference: str = "", version: int | None = None) -> None:
    """What the agency answered; nothing to chase any more."""
    with changing(call.incident, "agency answered", by=by, version=version) as change:
        held = change.record.referrals.select_for_update().select_related("agency").get(pk=call.pk)
        held.answer, held.answered_at, held.reference = answer, clock.now(), reference or held.reference
        with _from_the_advice_on(change):
            change.book.save(held)
        change.say("agency answered", f"{held.agency.name} answered", answer)


def chase_later(call: Referral, until: datetime, *, by, version: int | None = None) -> None:
    """Still waiting: chase again then."""
    if until <= clock.now():
        raise Refused("Choose a time that is still to come.", "until")
    with changing(call.incident, "chase", by=by, version=version) as change:
        held = change.record.referrals.select_for_update().select_related("agency").get(pk=call.pk)
        held.chase_at = until
        change.book.save(held)
        change.say("chase", f"Chased {held.agency.name}; still waiting")


def hold_device(incident: Incident, *, by, device: str = "", version: int | None = None, **where: str) -> None:
    """The device changed hands: who holds it now and where; which it is, where nobody had said.

    Whoever takes it off the network is asked once it is known which (U55).
    """
    with changing(incident, "custody", by=by, version=version) as change:
        change.book.add(Custody(incident=change.record, by=by, **where))
        change.say("custody", "Where the device is")
        if device and not change.record.device:
            change.record.device = device
            ask_unasked(change.book, change.record, by=by)
        ask_where_it_is(change.book, change.record, by=by)


def threshold_not_met(incident: Incident, *, by, reason: str, version: int | None = None) -> None:
    """The case manager's reasoned decision that the harm threshold is not met (KCSIE Part 4)."""
    if len(reason) < 20:
        raise Refused("Give the reason in a sentence of at least 20 letters.", "reason")
    held = {"by": by, "version": version, "reason": reason}
    with changing(incident, "threshold not met", **held) as change, _from_the_advice_on(change):
        change.say("threshold not met", "The harm threshold is not met", reason)
