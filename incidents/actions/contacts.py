"""Calls to agencies and what they answered, who holds the device, advice and thresholds."""

from contextlib import contextmanager
from datetime import datetime

from esafety.lib import clock
from incidents.actions import lines
from incidents.actions.checklist import ask_unasked, next_working_day
from incidents.actions.record import Change, Refused, changing, held_back, to_do
from incidents.models import Custody, Incident, Referral, Step
from school.models import Agency


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
    chase_at: datetime | None = None,
    version: int | None = None,
) -> Referral:
    """ "I rang": who, spoke to whom, their reference or pending, what they advised. The step for that call is done.

    `answered`: what they advised is all that was wanted; else they are chased, at `chase_at` or next working day.
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
            advice=advice,
            chase_at=None if answered else chase_at or next_working_day(),
            answered_at=rang_at if answered else None,
        )
        with _from_the_advice_on(change):
            change.book.save(call)
        change.say("rang", f"Rang {agency.name}", advice)
        for step in change.record.steps.filter(agency=agency, state=Step.State.OPEN).select_related("task"):
            lines.end(change.book, step, by=by, words=reference or "pending", at=rang_at)
        return call


@contextmanager
def _from_the_advice_on(change: Change):
    """Lines that waited for the advice now given have until the end of the next working day."""
    held = held_back(change.record, to_do(change.record))
    yield
    if held and not held_back(change.record, held):
        for step in held:
            step.due_at = next_working_day()
        change.book.save_all(held)


def _may_be_so(rang_at: datetime, advice: str, answered: bool, chase_at: datetime | None) -> None:
    if rang_at > clock.now():
        raise Refused("A call cannot be in the future.", "day")
    if answered and not advice.strip():
        raise Refused("Write what they said or advised.", "advice")
    if chase_at and chase_at <= clock.now():
        raise Refused("Choose a day that is still to come.", "chase_on")


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
        held = change.record.referrals.select_for_update().get(pk=call.pk)
        held.chase_at = until
        change.book.save(held)
        change.say("chase", "Chased; still waiting")


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


def threshold_not_met(incident: Incident, *, by, reason: str, version: int | None = None) -> None:
    """The case manager's reasoned decision that the harm threshold is not met (KCSIE Part 4)."""
    if len(reason) < 20:
        raise Refused("Give the reason in a sentence of at least 20 letters.", "reason")
    with changing(incident, "threshold not met", by=by, version=version, reason=reason) as change:
        change.say("threshold not met", "The harm threshold is not met", reason)
