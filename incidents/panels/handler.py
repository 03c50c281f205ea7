"""What somebody who deals with records sees first: what needs them, in order of urgency."""

from django.db.models import Q

from esafety.lib import clock
from incidents import disclosure, queue
from incidents.lifecycle import OPEN, State
from incidents.models import Incident, Referral
from notices import banners
from school import menu, panels
from school.panels import Panel
from school.roles import Perm

MOST = 5
TECHNICAL = "Computer and account security"


def to_deal_with(request) -> Panel | None:
    """Counts of the queue and its first rows (U37, U25)."""
    if not request.user.can(Perm.READ) or disclosure.only_technical(request.user.roles):
        return None
    counts = queue.counts(request.user)
    rows = queue.page(request.user, queue.Filters(), most=MOST, told=banners.next_told(request)).rows
    empty = "Nothing waits for you. New reports appear here, most urgent first."
    context = {"counts": counts, "rows": rows, "private": queue.kept_private(request.user).count()}
    urgent = bool(counts.new or counts.overdue)
    return Panel("Records", "incidents/panel_records.html", context, empty, urgent=urgent, wide=True)


def technical_part(request) -> Panel | None:
    """What somebody who reads the technical part alone may look up; what they are to do is among their tasks."""
    if not request.user.can(Perm.READ) or not disclosure.only_technical(request.user.roles):
        return None
    rows = queue.page(request.user, queue.Filters(), most=MOST).rows
    empty = "Nothing about computers or accounts is open."
    return Panel(TECHNICAL, "incidents/panel_records.html", {"rows": rows}, empty)


def waiting_for_agencies(request) -> Panel | None:
    """Calls nobody has answered yet, with when to chase."""
    if not request.user.can(Perm.COUNTERSIGN):
        return None
    readable = Incident.objects.readable_by(request.user).filter(state__in=sorted(OPEN)).values("pk")
    calls = Referral.objects.filter(incident__in=readable, answered_at=None).select_related("agency", "incident")
    context = {"calls": calls.order_by("chase_at")[:MOST], "now": clock.now()}
    return Panel("Waiting for an agency", "incidents/panel_calls.html", context, "No agency owes you an answer.")


def for_your_signature(request) -> Panel | None:
    """What waits for a second person, where this person may be it."""
    if not request.user.can(Perm.COUNTERSIGN):
        return None
    kinds = [kind for kind, roles in disclosure.COUNTERSIGNERS.items() if roles & request.user.roles]
    rows = Incident.objects.readable_by(request.user).filter(kind__in=kinds)
    asked = Q(proposals__agreed=None, proposals__isnull=False) & ~Q(proposals__asked_by=request.user)
    finished = Q(state=State.RESOLVED) & ~Q(resolved_by=request.user)
    waiting = rows.filter(asked | finished).distinct().order_by("due_at")[:MOST]
    return Panel("For your signature", "incidents/panel_signature.html", {"records": waiting}, "Nothing to sign.")


def register() -> None:
    """Offer them to the home page, in the order people.md gives, and the queue to every page's menu."""
    menu.register("Records", "incidents:queue", order=5, perm=Perm.READ)
    panels.register("home", to_deal_with, 20)
    panels.register("home", waiting_for_agencies, 40)
    panels.register("home", for_your_signature, 50)
    panels.register("home", technical_part, 55)
