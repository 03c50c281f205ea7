"""What somebody who reports sees on the first page: report, what became of it, what they were asked to do (U34)."""

from esafety.lib import clock
from incidents import receipts
from incidents.forms.what import WhatForm
from incidents.models import Incident, Step
from incidents.reporting import unsent
from school import drafts, menu, panels
from school.panels import Panel
from school.roles import Perm

MOST = 5


def report_something(request) -> Panel | None:
    """The one thing to do, large; and what was begun and not sent."""
    if not request.user.can(Perm.REPORT):
        return None
    context = {"begun": unsent.begun(request.user), "added": receipts.begun(request)}
    return Panel("Have you seen or heard something?", "incidents/panel_report.html", context, wide=True)


def my_steps(request) -> Panel | None:
    """Steps somebody asked this person to do, all of them."""
    known = Incident.objects.not_barred(request.user).values("pk")
    asked = Step.objects.filter(owner=request.user.person_id, state=Step.State.OPEN, incident__in=known)
    steps = list(asked.select_related("given_by__person").order_by("due_at"))
    late = any(step.due_at and step.due_at < clock.now() for step in steps)
    context = {"steps": steps, "now": clock.now()}
    return Panel("Asked of you", "incidents/panel_steps.html", context, urgent=late) if steps else None


def my_reports(request) -> Panel | None:
    """What became of what they reported."""
    if not request.user.can(Perm.REPORT):
        return None
    rows, more = receipts.page(request.user)
    shown = [receipts.Receipt(row) for row in rows]
    asked = [one for one in shown if one.is_asked]
    shown = [*asked, *(one for one in shown if one not in asked)]
    context = {"receipts": shown[:MOST], "more": more or len(rows) > MOST}
    empty = "You have reported nothing yet. If unsure, report it. You will not be in trouble for asking."
    return Panel("My reports", "incidents/panel_mine.html", context if rows else {}, empty, urgent=bool(asked))


def register() -> None:
    """Offer them to the home page, and the way to report to every page's menu."""
    panels.register("home", report_something, 30)
    panels.register("home", my_steps, 35)
    panels.register("home", my_reports, 60)
    panels.register("to do", my_steps, 10)
    drafts.register("incidents:report_what", WhatForm)
    drafts.stands_on("incidents:receipt", "incidents:receipt_add", "incidents:receipt_answer")
    drafts.stands_on("incidents:step", "incidents:cannot")
    menu.register("Report something", "incidents:report", order=10, perm=Perm.REPORT, in_bar="Report")
    menu.register("My reports", "incidents:mine", order=15, perm=Perm.REPORT)
