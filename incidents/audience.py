"""Who may get a notice about a record now. Asked at claim, at send, for banners and at acknowledgement."""

from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from esafety.lib import clock
from esafety.lib.prepared import prepared
from incidents import disclosure, log, notifications
from incidents.actions import acknowledge
from incidents.actions.eased import EASED, eased_said
from incidents.actions.joining import asked_now
from incidents.actions.left import is_left_behind
from incidents.actions.privileges import PRIVILEGE, hold_for, privilege_done, privilege_undone
from incidents.actions.record import READ_IT, manages
from incidents.actions.steps import hold, task_done, task_undone
from incidents.classes import RESTRICTED, STAFF_KINDS, Kind
from incidents.disclosure import Level
from incidents.lifecycle import OPEN, State
from incidents.models import Barred, Incident, Sanction, Step
from incidents.reading import beside
from incidents.reporting import ringing
from incidents.told import roles_named
from incidents.untold import untold
from notices import audience, digest, task_kinds
from notices.audience import OUTSIDE
from notices.models import Notice, Rung
from school.glossary import labels_of
from school.models import Link, School, User
from school.people import in_office
from school.roles import Role

LEADS_OWN = frozenset({Kind.SENSITIVE, Kind.ILLEGAL})  # the safeguarding lead follows these whoever has them


def _may_read(record: Incident, users) -> list[User]:
    """Those of `users` who read the record, or its technical part, today: deny rules, offices, leaving, all again."""
    bars = beside.barred(record)
    return [user for user in users if not any(bar.bars(user) for bar in bars) and _reads(record, user)]


def _reads(record: Incident, user: User) -> bool:
    return disclosure.level(record.kind, user.roles, owns=record.owner_id == user.person_id) >= Level.TECHNICAL


def _record(notice) -> Incident | None:
    return Incident.objects.filter(ref=notice.ref).select_related("reporter__person", "owner__user").first()


def handlers(notice, rung: int = 0) -> list:
    """Those its categories name, one at least who deals with it; for what wakes, the ladder's roles as it climbs.

    Only those who may read it. Nobody left, or an adult nobody could place: the contact outside as well (S3).
    """
    record = notice.about or next(iter(_of_ref(notice.ref)), None)
    if not record:
        return []
    roles = _told_at_once(record)
    if record.wakes:
        roles |= Rung.objects.ladder().roles(rung) | (disclosure.READERS[record.kind] if rung else set())
    found = _may_read(record, in_office(*roles)) or _may_read(record, in_office(*disclosure.READERS[record.kind]))
    alone = record.wakes and (not found or record.kind == Kind.UNKNOWN)
    return [*found, OUTSIDE] if alone else found


_of_ref = prepared(lambda ref: Incident.objects.filter(ref=ref))


def _told_at_once(record: Incident) -> set[str]:
    """The roles its categories name; those who deal with its kind too, where none of them is named."""
    named, dealing = roles_named(record), disclosure.MANAGERS[record.kind]
    return named if named & dealing else named | dealing


def named(notice, rung: int = 0) -> list[User]:
    """Those the school names for what it has become, without whoever has it already."""
    record = _record(notice)
    told = _may_read(record, in_office(*roles_named(record))) if record else []
    return [user for user in told if user.person_id != record.owner_id]


def line_managers(notice, rung: int = 0) -> list[User]:
    """Whoever manages the reporter, of an ordinary matter they have no part in (T 7.10)."""
    record = _record(notice)
    if not record or record.kind in RESTRICTED:
        return []
    links = Link.objects.in_force().filter(relation=Link.Relation.LINE_MANAGER_OF, other=record.reporter.person_id)
    known = User.objects.filter(is_active=True, person__in=links.values("person"))
    in_it = set(record.involved.exclude(person=None).values_list("person", flat=True))
    bars = list(record.barred.filter(lifted=False))
    return [one for one in known if one.person_id not in in_it and not any(bar.bars(one) for bar in bars)]


def reporter(notice, rung: int = 0) -> list[User]:
    """The reporter, unless the record is about them now."""
    record = _record(notice)
    if not record or not record.reporter.is_active:
        return []
    return [record.reporter] if Incident.objects.visible_to(record.reporter).filter(pk=record.pk).exists() else []


def owner(notice, rung: int = 0) -> list[User]:
    """Whoever has the record, or where nobody here does, those who deal with its kind."""
    record = _record(notice)
    here = bool(record and record.owner and not record.owner.has_left)
    user = getattr(record.owner, "user", None) if here else None
    return _may_read(record, [user]) if user else handlers(notice, rung)


def workers(notice, rung: int = 0) -> list[User]:
    """Those who work on it and may read it: whoever has it, or else those who deal with its kind; who hold an open
    step of it; the safeguarding lead of what is theirs by law; whom its alarm has reached and who has not answered."""
    record = _record(notice)
    if not record:
        return []
    lead = in_office(Role.DSL) if record.kind in LEADS_OWN else []
    holding = User.objects.filter(is_active=True, person__in=_holders_of_steps(record))
    alarm = Notice.objects.open().filter(kind=notifications.ALARM, ref=record.ref).first()
    alerted = handlers(alarm, max(alarm.rung, 0)) if alarm else []
    return [*(owner(notice) or handlers(notice)), *_may_read(record, [*lead, *holding]), *alerted]


def _holders_of_steps(record: Incident):
    return record.steps.filter(state=Step.State.OPEN).exclude(owner=None).values("owner")


def dealers(notice, rung: int = 0) -> list[User]:
    """Those who deal with its kind, or where there are none, who read it; nobody once another has it."""
    record = _record(notice)
    if not record or not is_left_behind(record):
        return []
    by_office = (in_office(*roles[record.kind]) for roles in (disclosure.MANAGERS, disclosure.READERS))
    return next(filter(None, (_may_read(record, users) for users in by_office)), [])


def second(notice, rung: int = 0) -> list[User]:
    """Those who may be the second person, without whoever asked."""
    record = _record(notice)
    return seconds(record) if record else []


def seconds(record: Incident) -> list[User]:
    """Who may agree to what somebody asked, or close what somebody said is finished."""
    asked = record.proposals.filter(agreed=None).values_list("asked_by", flat=True).first() or record.resolved_by_id
    roles = disclosure.COUNTERSIGNERS.get(record.kind, disclosure.MANAGERS[record.kind])
    return [user for user in _may_read(record, in_office(*roles)) if user.pk != asked]


def leaders(notice, rung: int = 0) -> list[User]:
    """Senior leaders and the head, of a record that stands in their log and is late still."""
    record = Incident.objects.filter(log.late(), ref=notice.ref, kind__in=log.LOGGED).first()
    bars = list(record.barred.filter(lifted=False)) if record else []
    told = in_office(Role.SENIOR_LEADER, Role.HEADTEACHER) if record else []
    return [user for user in told if not any(bar.bars(user) for bar in bars)]


def step_owner(notice, rung: int = 0) -> list[User]:
    """The colleague who was given the step, unless barred from its record."""
    asked = Step.objects.filter(ref=notice.ref).select_related("owner__user", "incident").first()
    step = asked_now(asked) if asked else None
    user = getattr(step.owner, "user", None) if step and step.owner and step.state == Step.State.OPEN else None
    known = user and Incident.objects.not_barred(user).filter(pk=step.incident_id).exists()
    return [user] if known else []


def take(ref: str, *, by) -> None:
    """ "I have this", pressed on a banner or from a mail's page."""
    acknowledge(Incident.objects.visible_to(by).get(ref=ref), by=by)


def rings(ref: str) -> tuple[str, str]:
    """The office the contact outside is asked to ring, and its number: the one that is rung about such a matter now,
    or the first after it whose holders are not all kept from it."""
    record, school = Incident.objects.get(ref=ref), School.current()
    own = ringing.office_of(Kind(record.kind))
    office = next((one for one in ringing.ORDER[ringing.ORDER.index(own) :] if not _kept_from(one, record)), own)
    words = "safeguarding lead" if office == Role.DSL else labels_of(school)[office].lower()
    return words, ringing.number_of(office, school)


def _kept_from(office: Role, record: Incident) -> bool:
    holding = in_office(office)
    return bool(holding) and not _may_read(record, holding)


def uncounted(refs: set[str]) -> set[str]:
    """Those of the references about an adult here, or kept from somebody with an account or an office (S1, S2)."""
    bars = Barred.objects.filter(Q(person__user__isnull=False) | ~Q(office=""), incident=OuterRef("pk"), lifted=False)
    kept = Incident.objects.filter(Q(kind__in=STAFF_KINDS) | Exists(bars), ref__in=refs)
    return set(kept.values_list("ref", flat=True))


def hidden(user, refs) -> set[str]:
    """Those of the references whose tasks are kept from this person: records they are barred from."""
    open_to = Incident.objects.not_barred(user).filter(ref__in=refs)
    return set(refs) - set(open_to.values_list("ref", flat=True))


def privileges_hidden(user, refs) -> set[str]:
    """Those of the sanctions whose tasks are kept from this person: their own, and of records they are barred from."""
    known = Sanction.objects.filter(ref__in=refs, incident__in=Incident.objects.not_barred(user))
    return set(refs) - set(known.exclude(involved__person=user.person_id).values_list("ref", flat=True))


def privileges_said(refs) -> dict[str, task_kinds.Said]:
    """Who loses what is taken away, and until when: for whoever takes it away, after signing in (T 20.4)."""
    rows = Sanction.objects.filter(ref__in=refs).select_related("involved__person")
    return {row.ref: task_kinds.Said(row.involved.said, _days_of(row)) for row in rows}


def _days_of(given: Sanction) -> str:
    """What was taken back has no days any more."""
    if given.taken_back:
        return "It was taken back: give it back at once"
    return f"From {clock.words_of(given.starts)} until {clock.words_of(given.ends)}"


def waiting(user) -> list[tuple]:
    """What waits for this person, for the daily mail: records they read and deal with, new ones without a time, and
    closed ones with words nobody has read."""
    unread = Q(next_step=READ_IT, follow_up_on__lte=clock.today())
    rows = Incident.objects.readable_by(user).filter(Q(state__in=sorted(OPEN)) | unread)
    mine = [row for row in rows.only("ref", "state", "due_at", "kind", "owner") if manages(row, user)]
    return [(row.ref, None if row.state == State.REPORTED else row.due_at) for row in mine]


def register() -> None:
    """Tell the notices room who answers for each kind, where its link leads, with which words."""
    for kind, resolver, words, page in _KINDS:
        audience.register(kind, resolver, words=words, link=partial(_link, page), at_once=kind not in _CAN_WAIT)
    audience.register(notifications.MANAGER, line_managers, words="your_staff")
    audience.register(notifications.LEFT, dealers, words="left", link=partial(_link, "incidents:detail"))
    audience.register(notifications.LATE, leaders, words="late", link=_log_with, at_once=False)
    alarm = audience.kind_of(notifications.ALARM)
    answers = {"take": take, "uncounted": uncounted, "rings": rings, "untold": untold}
    audience.register(alarm.name, alarm.resolver, words=alarm.words, link=alarm.link, **answers)
    task_kinds.register("incident", hides=hidden, done=task_done, undone=task_undone, hold=hold)
    privileges = {"done": privilege_done, "undone": privilege_undone, "says": privileges_said, "hold": hold_for}
    task_kinds.register(PRIVILEGE, hides=privileges_hidden, **privileges)
    task_kinds.register(EASED, hides=lambda user, refs: set(), says=eased_said)
    digest.register(waiting)


def _link(name: str, ref: str) -> str:
    return reverse(name, args=[ref])


def _log_with(ref: str) -> str:
    """The log of the month in which it was reported."""
    reported = Incident.objects.filter(ref=ref).values_list("reported_at", flat=True).first()
    month = f"?month={clock.local(reported):%Y-%m}" if reported else ""
    return reverse("incidents:log") + month


_CAN_WAIT = {notifications.ADDED, notifications.GIVEN, notifications.COUNTERSIGN, notifications.STEP}
_KINDS = (
    (notifications.ALARM, handlers, "alarm", "incidents:detail"),
    (notifications.NEW, handlers, "due", "incidents:detail"),
    (notifications.GRAVER, named, "due", "incidents:detail"),
    (notifications.ANSWERED, reporter, "someone_has_it", "incidents:receipt"),
    (notifications.FINISHED, reporter, "dealt_with", "incidents:receipt"),
    (notifications.QUESTION, reporter, "question", "incidents:receipt"),
    (notifications.ADDED, workers, "due", "incidents:detail"),
    (notifications.GIVEN, owner, "due", "incidents:detail"),
    (notifications.COUNTERSIGN, second, "due", "incidents:detail"),
    (notifications.STEP, step_owner, "due", "incidents:step"),
)
