"""How far a story has come: what was done, when, and by whom, through the same actions the pages use."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from esafety.demo import ending
from esafety.demo.acting import act, outcome
from esafety.demo.courses import COURSES, YESTERDAY
from esafety.lib import clock, schooltime
from incidents import actions
from incidents.models.work import How
from school import calendar

Moves = list[tuple[datetime, Callable]]  # when, and what is done then; which answers what follows from it, or nothing
ENDS = ("advice", "low-level", "made-safe", "no-breach", "partners", "supported", "warning")  # how the stories end


def moves(how: str, record, cast, yes: tuple[str, ...], today: date) -> Moves:
    """What follows a report. `yes`: what is answered so when it is decided; `today`: the day the demo is made."""
    if how in COURSES:
        return [(_moment(one, record, today), partial(act, one, record, cast, yes)) for one in COURSES[how]]
    c = cast["coordinator"]
    take = (_school_hours(record, 0.7), partial(actions.acknowledge, record, by=c))
    look = (_school_hours(record, 3), lambda: _look(record, c, yes))
    paths = {
        "new": [],
        "acknowledged": [take],
        "waiting_parents": [take, look, (_school_days(record, 1), lambda: _one_by_one(record, c))],
        "contained": [take, (_school_hours(record, 1.2), lambda: _one_by_one(record, c, until="now"))],
        "dealt": [(_school_hours(record, 4), lambda: deal(record, cast, "advice"))],
        "no_fault": [(_school_hours(record, 2), lambda: deal(record, cast, "no-breach"))],
        "looked_into": [take, look, (_school_days(record, 2), lambda: _one_by_one(record, c, then=_end))],
    }
    return paths[how]


def deal(record, cast, code: str) -> None:
    """One page, one Save."""
    lines = ending.open_lines(record)
    who = ending.whoever_is_named(record)
    sanction = ending.usual_for(record) if who and any(line.how == How.SANCTION for line in lines) else None
    done = [line for line in lines if line.how == How.TICK]
    dealing = actions.Dealing(
        outcome=outcome(code),
        parents_told="yes",
        note="Spoke with the pupil and the tutor.",
        done=done,
        said={line.pk: ending.WRITTEN for line in done if line.asks},
        excused=[line for line in lines if line.how == How.SANCTION and not sanction],
        excuse=ending.reason("excuse"),
        given=[actions.Given(who, sanction)] if sanction else [],
        answers=ending.answers(record),
    )
    actions.deal_here(record, dealing, by=cast["coordinator"])


def _look(record, by, yes) -> None:
    ending.decide(record, yes, by)
    actions.investigate(record, by=by)


def _one_by_one(record, by, until: str = "next", then: Callable | None = None) -> Moves:
    """Its open lines, a while apart; `then` what comes after."""
    at, follows = clock.now(), []
    for step in ending.open_lines(record, until):
        follows.append((at, partial(ending.finish_line, step, by)))
        at += timedelta(minutes=7 + 11 * step.position % 17)
    return [*follows, (at, lambda: then(record, by))] if then else follows


def _end(record, by) -> None:
    actions.parents(record, "yes", by=by)
    actions.resolve(record, by=by, outcome=outcome("warning"))
    actions.close(record, by=by)


def _school_hours(record, hours: float) -> datetime:
    return schooltime.add_school_hours(record.reported_at, hours, calendar.current())


def _school_days(record, days: int) -> datetime:
    """On the so-manieth school day after it, at a quarter to ten."""
    return clock.at_school(_day(record, days), 9, 45)


def _moment(one, record, today: date) -> datetime:
    day = school_day_before(today) if one.days == YESTERDAY else _day(record, one.days)
    return clock.at_school(day, *map(int, one.at.split(":")))


def _day(record, days: int) -> date:
    there = clock.local(record.reported_at).date()
    noon = clock.at_school(there, 12)
    return clock.local(schooltime.add_school_days(noon, days, calendar.current())).date() if days else there


def school_day_before(day: date, days: int = 1) -> date:
    """The last school day that is at least so many days before."""
    day -= timedelta(days=days)
    while not schooltime.is_school_day(day, calendar.current()):
        day -= schooltime.ONE_DAY
    return day
