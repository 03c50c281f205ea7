"""A term of history, written through the actions with the clock standing where each thing happened."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count
from uuid import UUID

from django.conf import settings

from audit.ledger import ledger
from esafety.demo import names
from esafety.demo.paths import moves
from esafety.demo.stories import STORIES, Story
from esafety.lib import clock
from incidents import actions
from incidents.models import Category, Incident, Question
from notices import nudge, sending
from school.models import Person


def live_through(cast: dict, today: date) -> None:
    """Everything in the order it happened; the mails of the time go nowhere."""
    order = count()
    waiting = [(_moment(story, today), next(order), story) for story in STORIES]
    heapify(waiting)
    with _as_then():
        while waiting:
            at, _, what = heappop(waiting)
            for later, then in _happens(at, what, cast):
                heappush(waiting, (at + later, next(order), then))


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


def _happens(at: datetime, what, cast: dict):
    """Let one thing happen at its moment; a report answers what follows it."""
    clock.set_to(at)
    follows = []
    with ledger("demo", by=None, kind="demo", ref=""):  # one end of the chain and one commit a moment
        if isinstance(what, Story):
            record = _report(what, cast, at)
            follows = [pair for pair in moves(what.how, record, cast, what.yes, what.days)]
        else:
            what()
        sending.send_due()
    return follows


def _moment(story: Story, today: date) -> datetime:
    hour, minute = map(int, story.at.split(":"))
    return clock.at_school(_school_day(today - timedelta(days=story.days)), hour, minute)


def _school_day(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _report(story: Story, cast: dict, at: datetime) -> Incident:
    people, description = _who(story.who, cast)
    report = actions.Report(
        categories=[Category.objects.get(code=names.of("kinds", story.category))],
        answers=_answers(story),
        happened_at=at - timedelta(minutes=20),
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
