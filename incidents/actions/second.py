"""Telling the second of two people again."""

from datetime import datetime

from esafety.lib import clock
from incidents import guards, notifications
from incidents.actions.record import Refused, changing
from incidents.classes import RESTRICTED, Class
from incidents.lifecycle import State
from incidents.models import Incident
from incidents.reading.showing import Shown
from notices.models import Notice


def remind(incident: Incident, *, by, version: int | None = None) -> None:
    """Tell those who may be the second person once more: at most once a day, by whoever waits for them."""
    with changing(incident, "remind", by=by, version=version) as change:
        if waits(Shown(change.record)) != by.pk:
            raise Refused("This record does not wait for somebody you could remind.")
        if refusal := why_no_reminder(told_at(change.record)):
            raise Refused(refusal)
        change.say("remind", "Those who may be the second person were reminded")
        change.tell(notifications.to_countersign)


def waits(shown: Shown) -> int | None:
    """The key of whoever finished the record, or asked for it to be no crime, and waits for a second person."""
    record = shown.record
    if record.state == State.RESOLVED and record.kind in RESTRICTED:
        return record.resolved_by_id
    return shown.proposal.asked_by_id if record.cls == Class.ILLEGAL and shown.proposal else None


def told_at(record: Incident) -> datetime | None:
    """When they were told last."""
    told = Notice.objects.filter(kind=notifications.COUNTERSIGN, ref=record.ref).order_by("-created")
    return told.values_list("created", flat=True).first()


def why_no_reminder(told: datetime | None) -> str | None:
    """Why they may not be told again, where they were told at that moment."""
    return guards.may_remind(told and clock.local(told).date(), clock.today())
