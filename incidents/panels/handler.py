"""What somebody who deals with records sees first: what needs them, in order of urgency."""

from esafety.lib import clock
from incidents import disclosure, queue, waiting
from incidents.models import Incident
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
    calls = waiting.calls(request.user)
    context = _first(calls) | {"now": clock.now()}
    empty = "No agency owes you an answer. A call you record is here until they answer, with the day to chase."
    late = any(call.chase_at and call.chase_at < context["now"] for call in context["first"])
    return Panel("Waiting for an agency", "incidents/panel_calls.html", context, empty, urgent=late)


def for_your_signature(request) -> Panel | None:
    """What waits for a second person, where this person may be it."""
    if not request.user.can(Perm.COUNTERSIGN):
        return None
    rows = Incident.objects.filter(waiting.second_person(request.user)).order_by("due_at", "pk")
    empty = "Nothing to sign. What somebody else finished, and you may close, appears here; you are told by mail."
    return Panel("For your signature", "incidents/panel_signature.html", _first(rows), empty)


def _first(rows) -> dict:
    """The first rows, and how many more there are: nothing ends in silence."""
    found = list(rows[: MOST + 1])
    return {"first": found[:MOST], "more": rows.count() - MOST if len(found) > MOST else 0}


def register() -> None:
    """Offer them to the home page, in the order people.md gives, and the queue to every page's menu."""
    menu.register("Records", "incidents:queue", order=5, perm=Perm.READ)
    panels.register("home", to_deal_with, 20)
    panels.register("home", waiting_for_agencies, 40)
    panels.register("home", for_your_signature, 50)
    panels.register("home", technical_part, 55)
