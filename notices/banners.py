"""What stands above every page: an alarm nobody has answered, to those it may be sent to; that alarms do not run.

For people without anything it costs no query (U3: on every screen it would tell the accused's corridor): the one that
finds them says whether they have been told of an alarm, and when the daemon was last alive.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse

from esafety.lib.prepared import prepared
from notices import audience, heartbeat, wording
from notices.models import Delivery, Heartbeat, Notice, Rung
from school import installation, sessions
from school.roles import Perm


@dataclass(frozen=True)
class Banner:
    """One red bar: what it says, where its button leads."""

    words: str
    url: str
    action: str
    practice: bool = False
    is_alarm: bool = False


def for_user(user, waiting: list[Notice] | None = None) -> list[Banner]:
    """The bars for this person now."""
    if not user.is_authenticated:
        return []
    bars = [_alarm(notice) for notice in (unanswered(user) if waiting is None else waiting)]
    bars += [_silence(user)] if user.can(Perm.HANDLE) and _is_silent(user) else []
    return bars + ([_held()] if user.can(Perm.READ_HEALTH) and installation.is_held() else [])


def together(bars: list[Banner]) -> list[Banner]:
    """Several alarms as one bar, which leads to all of them, so that a phone has room for the page; one as it is."""
    alarms = [bar for bar in bars if bar.is_alarm and not bar.practice]
    if len(alarms) < 2:
        return bars
    all_of_them = Banner(f"{len(alarms)} alarms wait for an answer", reverse("home"), "See them", is_alarm=True)
    return [all_of_them, *(bar for bar in bars if bar not in alarms)]


def unanswered(user) -> list[Notice]:
    """Alarms nobody answered that this person was told of and may have now, oldest first."""
    return [notice for notice in _told(user.pk) if _may_have(user, notice)] if getattr(user, "is_told", True) else []


def _told_to(user):
    return Notice.objects.open().filter(wakes=True, deliveries__user=user, deliveries__what=Delivery.What.ALERT)


_told = prepared(lambda user: _told_to(user).distinct())


def _is_silent(user) -> bool:
    return heartbeat.is_silent(user.beat_at) if hasattr(user, "beat_at") else heartbeat.is_old()


def register() -> None:
    """What every page must know of whoever asks for it."""
    last = Heartbeat.objects.filter(name=heartbeat.DAEMON).values("at")
    sessions.beside(is_told=Exists(_told_to(OuterRef("pk"))), beat_at=Subquery(last))


def of_page(request: HttpRequest) -> list[Notice]:
    """The same for everything that stands on one page, asked once: the bars, the panels, the rows of a list."""
    if not hasattr(request, "alarms_waiting"):
        request.alarms_waiting = unanswered(request.user)
    return request.alarms_waiting


def next_told(request: HttpRequest) -> dict[str, str]:
    """Who is told next and when of each of them, by its reference: the one time that matters until it is answered."""
    waiting = of_page(request)
    ladder = Rung.objects.ladder() if waiting else None
    return {notice.ref: wording.who_is_next(notice, ladder) for notice in waiting}


def context(request: HttpRequest) -> dict:
    """For every template: `alarms`, asked for only where a page shows them."""
    return {"alarms": lambda: for_page(request)}


def for_page(request: HttpRequest) -> list[Banner]:
    """The bars of this page: no alarm on the page it leads to, nor at home, where its button stands first anyway."""
    user, is_home = getattr(request, "user", None), request.path == reverse("home")
    if not (user and user.is_authenticated):
        return []
    return together([bar for bar in for_user(user, of_page(request)) if (bar.url == request.path) == is_home])


def _may_have(user, notice: Notice) -> bool:
    try:
        return audience.may_have(user, notice, notice.rung)
    except Exception:  # a room's fault must not take every page down; health says it is there
        return False


def _alarm(notice: Notice) -> Banner:
    told = wording.when(notice.created)
    words = f"Practice alarm from {told}" if notice.practice else f"{notice.ref}, told at {told}, waits for an answer"
    return Banner(words, audience.kind_of(notice.kind).path(notice.ref), "Open it", notice.practice, is_alarm=True)


def _silence(user) -> Banner:
    words = "Alarms are not running. If a child is in danger, telephone the safeguarding lead: do not rely on mail."
    return Banner(words, reverse("home"), "Look again")


def _held() -> Banner:
    words = "This is a copy of the school. It sends nothing until a person says that it is the school."
    return Banner(words, reverse("school:health"), "See why")
