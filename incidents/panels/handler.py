"""What somebody who deals with records sees first: what needs them, in order of urgency."""

from esafety.lib import clock
from incidents import disclosure
from incidents.actions.record import READ_IT
from incidents.models import Incident
from incidents.triage import queue, waiting
from incidents.triage.counts import counts
from notices import banners
from school import menu, notifications, panels
from school.panels import Panel
from school.roles import Perm

MOST = 5
TECHNICAL = "Computer and account security"


def to_deal_with(request) -> Panel | None:
    """Counts of the queue and its first rows (U37, U25)."""
    if not request.user.can(Perm.READ) or disclosure.only_technical(request.user.roles):
        return None
    found = counts(request.user)
    rows = queue.page(request.user, queue.Filters(), most=MOST, told=banners.next_told(request)).rows
    empty = f"Nothing waits for you. {waiting.appears(request.user.roles)}"
    context = {"counts": found, "rows": rows, "private": found.private}
    urgent = bool(found.new or found.overdue)
    return Panel("Records", "incidents/panel_records.html", context, empty, urgent=urgent, wide=True)


def technical_part(request) -> Panel | None:
    """What somebody who reads the technical part alone may look up; what they are to do is among their tasks."""
    if not request.user.can(Perm.READ) or not disclosure.only_technical(request.user.roles):
        return None
    rows = queue.page(request.user, queue.Filters(), most=MOST).rows
    empty = notifications.told_by_mail(
        "Nothing about computers or accounts is open. New reports of that kind appear here."
    )
    return Panel(TECHNICAL, "incidents/panel_records.html", {"rows": rows, "others": True}, empty)


def waiting_for_agencies(request) -> Panel | None:
    """Calls nobody has answered yet, with when to chase; always there for those who ring often."""
    if not request.user.can(Perm.READ):
        return None
    context = _first(waiting.calls(request.user)) | {"now": clock.now()}
    if not context["first"] and not request.user.can(Perm.COUNTERSIGN):
        return None
    empty = "No agency owes you an answer. A call you record is here until they answer, with the day to chase."
    late = any(call.chase_at and call.chase_at < context["now"] for call in context["first"])
    return Panel("Waiting for an agency", "incidents/panel_calls.html", context, empty, urgent=late)


def for_your_signature(request) -> Panel | None:
    """What waits for a second person, where this person may be it."""
    if not request.user.can(Perm.COUNTERSIGN):
        return None
    rows = Incident.objects.filter(waiting.second_person(request.user)).order_by("due_at", "pk")
    empty = notifications.told_by_mail(
        "Nothing to sign. What somebody else finished, and you may close, appears here."
    )
    return Panel("For your signature", "incidents/panel_signature.html", _first(rows), empty)


def to_look_at_again(request) -> Panel | None:
    """What is to be looked at again this week, and when the next one is (U25)."""
    if not request.user.can(Perm.READ) or disclosure.only_technical(request.user.roles):
        return None
    today = clock.today()
    context = _first(waiting.this_week(request.user)) | {"today": today, "read": READ_IT}
    late = any(row.follow_up_on < today or row.next_step == READ_IT for row in context["first"])
    empty = "" if context["first"] else _none_this_week(request.user)
    return Panel("To look at again", "incidents/panel_again.html", context, empty, urgent=late)


def _none_this_week(user) -> str:
    """Nothing this week: when there is something."""
    following = waiting.to_look_at_again(user).first()
    if not following:
        return "Nothing to look at again. A record somebody wants to look at once more is here, a week before its day."
    return f"Nothing to look at again this week. Next: {clock.words_of(following.follow_up_on)}."


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
    panels.register("home", to_look_at_again, 52)
    panels.register("home", technical_part, 55)
