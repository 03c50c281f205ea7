"""What waits, and for whom: asked by the counts, the panels and the filters of the queue alike."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from esafety.lib import clock
from incidents import disclosure
from incidents.classes import Kind
from incidents.lifecycle import State
from incidents.models import Incident, Referral
from notices.actions import tasks
from notices.models import Task
from school import notifications


def theirs(user) -> Q:
    """This person has something to do with it: by office, in full or technically, or because they own it."""
    return Q(kind__in=disclosure.kinds_worked(user.roles)) | Q(owner=user.person_id)


def overdue(now: datetime) -> Q:
    """What is next should have been done by now."""
    return Q(due_at__lt=now)


def due_today(now: datetime, midnight: datetime) -> Q:
    """What is next is due before the day ends."""
    return Q(due_at__gte=now, due_at__lt=midnight)


def with_nobody(today: date) -> Q:
    """Nobody has it, or whoever had it has left the school."""
    return Q(owner=None) | Q(owner__left_on__lte=today)


def second_person(user) -> Q:
    """It waits for a second person, and this one may be it: to agree, or to close what another finished."""
    kinds = [kind for kind, roles in disclosure.COUNTERSIGNERS.items() if roles & user.roles]
    asked = Q(proposals__agreed=None, proposals__isnull=False) & ~Q(proposals__asked_by=user)
    finished = Q(state=State.RESOLVED) & ~Q(resolved_by=user)
    signed = Incident.objects.readable_by(user).filter(asked | finished, kind__in=kinds)
    return Q(pk__in=signed.values("pk"))


def calls(user):
    """Calls no agency has answered yet, the one to chase first before the others; closing a record answers none."""
    readable = Incident.objects.readable_by(user).values("pk")
    found = Referral.objects.waiting().filter(incident__in=readable)
    return found.select_related("agency", "incident").order_by("chase_at", "pk")


def asked_of(user, record: Incident) -> list[Task]:
    """What this person or their office is asked to do about a record: what is open, then what is done."""
    done = Task.objects.asked_of(user).filter(kind="incident", ref=record.ref).exclude(done_at=None)
    return [*(task for task in tasks.theirs(user) if task.ref == record.ref), *done.select_related("done_by__person")]


def to_look_at_again(user):
    """Records somebody asked to look at again, the next one first."""
    return Incident.objects.readable_by(user).filter(follow_up_on__isnull=False).order_by("follow_up_on", "pk")


def this_week(user):
    """Those of the next seven days, and those whose day has passed."""
    return to_look_at_again(user).filter(follow_up_on__lte=clock.today() + timedelta(days=7))


# What may stand in the address of the queue as `due`: the words of the filter, and what it asks.
DUE = {
    "late": ("Overdue", lambda user: overdue(clock.now())),
    "today": ("Due today", lambda user: due_today(clock.now(), clock.end_of_today())),
    "nobody": ("Nobody has it", lambda user: with_nobody(clock.today())),
    "again": ("To look at again", lambda user: Q(pk__in=this_week(user).values("pk"))),
    "second": ("For your signature", second_person),
}


def appears(roles) -> str:
    """What would stand among their records (U66): not the same for everybody who reads some."""
    read = set(disclosure.kinds_read(roles))
    if Kind.NORMAL in read:
        return "New reports appear here, most urgent first."
    if read:
        return (
            "A concern about the headteacher, or about whom nobody could place, appears here and you are told at once."
        )
    return notifications.told_by_mail("A record somebody gives you appears here.")
