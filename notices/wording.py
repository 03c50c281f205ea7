"""The words of a message: that something needs you, a reference, a link. No name, no category, no text.

Source: people.md U4, U18, U19, U35, U45, U55; product.md *Notices*.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.template.loader import render_to_string

from esafety.lib import clock
from notices.audience import kind_of
from notices.ladder import Ladder
from notices.models import Delivery, Notice
from school.models import School

FIRST = "first"  # among the facts of a notice: when its matter was first reported, in seconds, where that is not now


@dataclass(frozen=True)
class Words:
    """What a person reads, the same on every channel."""

    subject: str
    body: str


def words_of(delivery: Delivery, *, is_last: bool) -> Words:
    """The message as it reads now: times and the next step are those of this moment. Raises Unregistered."""
    name = name_of(delivery)
    context = facts(delivery.notice, is_last) | (_to_ring(delivery.notice) if delivery.outside else {})
    subject = render_to_string(f"notices/{name}.subject.txt", context)
    return Words(" ".join(subject.split()), render_to_string(f"notices/{name}.txt", context))


def name_of(delivery: Delivery) -> str:
    """Which template: the kind's own, or what the outside contact and a stand-down read."""
    if delivery.what == Delivery.What.STAND_DOWN:
        return "stand_down"
    return "outside" if delivery.outside else kind_of(delivery.notice.kind).words


def facts(notice: Notice, is_last: bool) -> dict:
    """What the templates may say."""
    school = School.current()
    return {
        **notice.facts,
        "school": school.name,
        "ref": notice.ref,
        "practice": notice.practice,
        "link": f"{settings.SITE_URL}{kind_of(notice.kind).path(notice.ref)}",
        "site": settings.SITE_URL,
        "told": when(notice.created),
        FIRST: when(_first(notice)),
        "next": when(notice.next_at),
        "is_last": is_last,
        "answered": when(notice.answered_at),
        "due": by_when(notice.due),
        "is_late": bool(notice.due and notice.due < clock.now()),
    }


def _to_ring(notice: Notice) -> dict:
    """The office the contact outside is asked to ring, and its number."""
    office, number = kind_of(notice.kind).rings(notice.ref)
    return {"office": office, "number": number}


def _first(notice: Notice) -> datetime | None:
    seconds = notice.facts.get(FIRST)
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def when(moment: datetime | None) -> str:
    """21:28 today; "21:28 on Friday 3 November" any other day; nothing for nothing."""
    if moment is None:
        return ""
    there = clock.local(moment)
    day = "" if there.date() == clock.today() else f" on {clock.words_of(there.date(), '%A %-d %B')}"
    return f"{there:%H:%M}{day}"


def who_is_next(notice: Notice, ladder: Ladder) -> str:
    """ "the next person is told at 21:43"; empty where nobody is told any more."""
    if notice.next_at is None:
        return ""
    who = "everyone is told again" if ladder.is_last(notice.rung) else "the next person is told"
    return f"{who} at {when(notice.next_at)}"


def by_when(due: datetime | None) -> str:
    """How a mail names when something is due: "11:40 today", "00:28 on Saturday 7 November" where that is this night,
    "Thursday", "Thursday 9 November" beyond a week."""
    if due is None:
        return ""
    there = clock.local(due)
    ahead = (there.date() - clock.today()).days
    if ahead == 0:
        return f"{there:%H:%M} today"
    if ahead > 0 and due < clock.end_of_today() + clock.NIGHT:
        return when(due)
    return f"{there:%A}" if 0 < ahead < 7 else clock.words_of(there.date(), "%A %-d %B")
