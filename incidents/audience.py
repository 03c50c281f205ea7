"""Who may get a notice about a record now. Asked at claim, at send, for banners and at acknowledgement."""

from functools import partial

from django.urls import reverse

from incidents import disclosure, notifications
from incidents.models import Incident, Step
from notices import audience
from school.models import User
from school.people import holders


def _may_read(record: Incident, users) -> list[User]:
    """Those of `users` who read the record in full today: deny rules, offices and leaving all asked again."""
    return [user for user in users if Incident.objects.readable_by(user).filter(pk=record.pk).exists()]


def _record(notice) -> Incident | None:
    return Incident.objects.filter(ref=notice.ref).select_related("reporter__person", "owner__user").first()


def handlers(notice, rung: int = 0) -> list[User]:
    """Those who deal with this kind and those its categories name; the ladder's higher rungs add the other readers."""
    record = _record(notice)
    if not record:
        return []
    roles = set(disclosure.MANAGERS[record.kind]) | _named(record)
    if rung or record.wakes:
        roles |= disclosure.READERS[record.kind]
    return _may_read(record, holders(*roles))


def _named(record: Incident) -> set[str]:
    rows = record.filed.filter(dropped=False).values_list("category__tell", flat=True)
    return {role for tell in rows for role in tell}


def reporter(notice, rung: int = 0) -> list[User]:
    """The reporter, unless the record is about them now."""
    record = _record(notice)
    if not record or not record.reporter.is_active:
        return []
    return [record.reporter] if Incident.objects.visible_to(record.reporter).filter(pk=record.pk).exists() else []


def owner(notice, rung: int = 0) -> list[User]:
    """Whoever has the record, or where nobody does, those who deal with its kind."""
    record = _record(notice)
    user = getattr(record.owner, "user", None) if record and record.owner else None
    return _may_read(record, [user]) if user else handlers(notice, rung)


def second(notice, rung: int = 0) -> list[User]:
    """Those who may be the second person, without whoever asked."""
    record = _record(notice)
    if not record:
        return []
    asked = record.proposals.filter(agreed=None).values_list("asked_by", flat=True).first() or record.resolved_by_id
    roles = disclosure.COUNTERSIGNERS.get(record.kind, disclosure.MANAGERS[record.kind])
    return [user for user in _may_read(record, holders(*roles)) if user.pk != asked]


def step_owner(notice, rung: int = 0) -> list[User]:
    """The colleague who was given the step, unless barred from its record."""
    step = Step.objects.filter(ref=notice.ref, state=Step.State.OPEN).select_related("owner__user", "incident").first()
    user = getattr(step.owner, "user", None) if step and step.owner else None
    known = user and Incident.objects.not_barred(user).filter(pk=step.incident_id).exists()
    return [user] if known else []


def register() -> None:
    """Tell the notices room who answers for each kind."""
    to = {
        notifications.ALARM: handlers,
        notifications.NEW: handlers,
        notifications.ANSWERED: reporter,
        notifications.FINISHED: reporter,
        notifications.QUESTION: reporter,
        notifications.ADDED: owner,
        notifications.GIVEN: owner,
        notifications.COUNTERSIGN: second,
    }
    for kind, resolver in to.items():
        page = "receipt" if resolver is reporter else "detail"
        audience.register(kind, resolver, link=partial(_link, f"incidents:{page}"))
    audience.register(notifications.STEP, step_owner, link=partial(_link, "incidents:step"))


def _link(name: str, ref: str) -> str:
    return reverse(name, args=[ref])
