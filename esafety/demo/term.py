"""A term of history, written through the actions with the clock standing where each thing happened."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import count
from uuid import UUID

from django.conf import settings

from audit.ledger import ledger
from esafety.demo import beside, names
from esafety.demo.paths import Moves, moves, school_day_before
from esafety.demo.stories import STORIES, Story
from esafety.lib import clock
from incidents import actions
from incidents.models import Category, Incident, Question
from incidents.when import When
from notices import nudge, sending
from notices.models import Delivery
from school.models import Person


def live_through(cast: dict, today: date) -> None:
    """Everything in the order it happened, none of it later than now; the mails of the time go nowhere."""
    now, order = clock.now(), count()
    told = [(_moment(story, today), partial(_tell, story, cast, today)) for story in STORIES]
    waiting = [(at, next(order), then) for at, then in told + beside.duties(cast, today)]
    heapify(waiting)
    with _as_then():
        while waiting and waiting[0][0] <= now:
            at, _, then = heappop(waiting)
            for later, follows in _happens(at, then):
                heappush(waiting, (later, next(order), follows))


@contextmanager
def _as_then():
    """Mails go nowhere, nobody is nudged, and Django does not write down each query, as it does where DEBUG is on."""
    now = {name: getattr(settings, name) for name in ("EMAIL_BACKEND", "DEBUG")}
    settings.EMAIL_BACKEND, settings.DEBUG = "django.core.mail.backends.dummy.EmailBackend", False
    try:
        with nudge.silenced():
            yield
    finally:
        settings.EMAIL_BACKEND, settings.DEBUG = now["EMAIL_BACKEND"], now["DEBUG"]
        clock.set_to(None)


def _happens(at: datetime, then) -> Moves:
    """Let one thing happen at its moment; it answers what follows it."""
    clock.set_to(at)
    with ledger("demo", by=None, kind="demo", ref=""):  # one end of the chain and one commit a moment
        follows = then()
        if Delivery.objects.due(at).exists():
            sending.send_due()
    return follows if isinstance(follows, list) else []


def _tell(story: Story, cast: dict, today: date) -> Moves:
    """Somebody reports it; what followed is known already."""
    return moves(story.how, _report(story, cast), cast, story.yes, today)


def _moment(story: Story, today: date) -> datetime:
    hour, minute = map(int, story.at.split(":"))
    return clock.at_school(school_day_before(today, story.days), hour, minute)


def _report(story: Story, cast: dict) -> Incident:
    people, description = _who(story.who, cast)
    report = actions.Report(
        categories=[Category.objects.get(code=names.of("kinds", story.category))],
        answers=_answers(story),
        happened=When(clock.now() - timedelta(minutes=20)),
        text=story.text,
        people=people,
        description=description,
        place=story.place,
        device=story.device,
        addresses=story.addresses,
        custody=story.custody,
    )
    key = UUID(int=abs(hash((story.days, story.at, story.by))) % 2**128)
    return actions.report(key, report, by=cast[story.by])


def _answers(story: Story) -> dict[Question, str]:
    """What was ticked on page 1, and "no" to what the last page asks with the kind."""
    kind = names.of("kinds", story.category)
    asked = [one for one in Question.objects.filter(asked="category") if kind in one.categories]
    return {one: "no" for one in asked} | {Question.objects.get(code=code): "yes" for code in story.ticks}


def _who(who: str, cast: dict) -> tuple[list[Person], str]:
    if who in cast:
        return [cast[who].person], ""
    form, _, number = who.partition(" ")
    pupils = Person.objects.filter(form=form, kind=Person.Kind.PUPIL).order_by("pk")
    return ([pupils[int(number)]], "") if number.isdigit() and pupils else ([], who)
