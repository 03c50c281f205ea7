"""What senior leaders and the head see of the log on their first page: months nobody looked at, what is late."""

from django.db.models import Count, Q

from esafety.lib import clock
from incidents import log
from school import menu, panels
from school.panels import Panel
from school.roles import Perm


def the_log(request) -> Panel | None:
    """Months not looked at yet, and how much is open and late; always with the way to the log."""
    if not request.user.can(Perm.REVIEW_LOG):
        return None
    counts = log.logged(request.user).open().aggregate(open=Count("pk"), late=Count("pk", filter=Q(log.late())))
    months, this = log.not_looked_at(request.user), log.first_of(clock.today())
    empty = f"Every month has been looked at. Next: {this:%B}, from {clock.words_of(log.after(this))}."
    context, is_late = {"months": months, **counts}, bool(counts["late"])
    return Panel("The log", "incidents/panel_log.html", context, empty, urgent=is_late)


def register() -> None:
    """Offer it to the home page, and the log to the menu."""
    menu.register("Log", "incidents:log", order=7, perm=Perm.REVIEW_LOG)
    panels.register("home", the_log, 45)
