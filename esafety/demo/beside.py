"""What is looked after beside the records: the log each month, the alarm, who is on call."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from esafety.demo.paths import school_day_before
from esafety.lib import clock, schooltime
from incidents import actions, log
from notices.actions import answer, start_practice
from notices.models import Notice
from notices.own import PRACTICE
from school import calendar
from school.actions import rota
from school.roles import Role

LOOKED = (  # what was made of the months before this one, the latest first
    "Nothing left lying. The same way round the filter came up twice: Noel Pettibone looks at it.",
    "Fewer telephones since the new signs. Passwords of friends are for tutor time.",
    "A quiet start. The office now chooses parents by form, not by name.",
)


def duties(cast: dict, today: date) -> list[tuple[datetime, Callable]]:
    """Each month that is over was looked at, the alarm was tested, and somebody is on call this week."""
    tested = clock.at_school(school_day_before(today, 9), 10, 20)
    return [
        *_looks(cast["senior.leader"], today),
        (tested, partial(start_practice, by=cast["coordinator"])),
        (tested + timedelta(minutes=6), partial(_answered, cast["dsl"])),
        (clock.at_school(school_day_before(today, 7), 9, 5), partial(_on_call, cast, today)),
    ]


def _looks(by, today: date) -> list[tuple[datetime, Callable]]:
    """On a school day soon after the month."""
    looks, month = [], log.first_of(today)
    for words in LOOKED:
        month = log.before(month)
        soon = schooltime.add_school_days(clock.at_school(log.after(month), 12), 1, calendar.current())
        looks.append((soon - timedelta(minutes=35), partial(_look, month, words, by)))
    return looks


def _look(month: date, words: str, by) -> None:
    if log.number_of(by, month):  # nobody looks at what was before the first report
        actions.review_log(month, words, by=by)


def _answered(by) -> None:
    answer(PRACTICE, Notice.objects.filter(kind=PRACTICE).latest("created").ref, by=by)


def _on_call(cast: dict, today: date) -> None:
    """The deputy has this week, and the Christmas after it as it was agreed."""
    monday = today - timedelta(days=today.weekday())
    deputy = cast["deputy.dsl"].person
    rota.put_on_call(deputy, Role.DSL, monday, monday + timedelta(days=6), by=cast["dsl"])
