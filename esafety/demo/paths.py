"""How far a story has come: what was done, how long after, and by whom, through the same actions the pages use."""

from datetime import timedelta

from esafety.demo import ending, names
from esafety.lib import clock, schooltime
from incidents import actions
from incidents.models import Outcome
from incidents.models.work import How
from school import calendar

MINUTES, HOURS, DAYS = (lambda n: timedelta(minutes=n)), (lambda n: timedelta(hours=n)), (lambda n: timedelta(days=n))
ENDS = ("advice", "low-level", "made-safe", "no-breach", "partners", "warning")  # how the stories end


def outcome(called: str) -> Outcome:
    return Outcome.objects.get(code=names.of("outcomes", called))


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
        said={line.pk: ending.AS_THE_LIST_SAYS for line in done if line.asks},
        excused=[line for line in lines if line.how == How.SANCTION and not sanction],
        excuse=ending.reason("excuse"),
        given=[actions.Given(who, sanction)] if sanction else [],
        answers=ending.answers(record),
    )
    actions.deal_here(record, dealing, by=cast["coordinator"])


def begin(record, by) -> None:
    actions.acknowledge(record, by=by)


def end(record, by, second, code: str, reference: str = "") -> None:
    """Everything is finished; where the record is private another person closes it."""
    answer_calls(record, by)
    actions.parents(record, "yes", by=by)
    actions.resolve(record, by=by, outcome=outcome(code), external_ref=reference)
    actions.close(record, by=second)


def _ready(record, by) -> None:
    ending.finish_steps(record, by)
    answer_calls(record, by)
    actions.parents(record, "yes", by=by)
    actions.resolve(record, by=by, outcome=outcome("made-safe"))


def answer_calls(record, by) -> None:
    for waiting in record.referrals.filter(answered_at=None).select_related("agency", "incident"):
        actions.agency_answered(waiting, by=by, answer="No further action by us.", reference="SC-0417")


def _look(record, by, yes) -> None:
    ending.decide(record, yes, by)
    actions.investigate(record, by=by)


def _refer(record, by, yes) -> None:
    ending.decide(record, yes, by)
    ending.finish_steps(record, by)
    actions.refer(record, by=by)


def _chase(record, by) -> None:
    for waiting in record.referrals.waiting().select_related("agency", "incident"):
        until = schooltime.add_school_days(clock.now(), 3, calendar.current())
        actions.chase_later(waiting, until, by=by)


def moves(how: str, record, cast, yes: tuple[str, ...] = (), days: int = 0) -> list[tuple[timedelta, object]]:
    """(how long after the report, what is done then) for a path. `yes`: what is answered so when it is decided;
    `days`: how many have passed since the report."""
    c, d, second, head = cast["coordinator"], cast["dsl"], cast["deputy.dsl"], cast["headteacher"]
    take = (MINUTES(40), lambda: begin(record, c))
    look = (HOURS(3), lambda: _look(record, c, yes))
    lead = (MINUTES(8), lambda: begin(record, d))
    refer = (MINUTES(55), lambda: _refer(record, d, yes))
    paths = {
        "new": [],
        "acknowledged": [take],
        "waiting_parents": [take, look, (DAYS(1), lambda: ending.finish_steps(record, c))],
        "contained": [take, (HOURS(1), lambda: ending.finish_steps(record, c, until="now"))],
        "ready": [take, look, (DAYS(1), lambda: _ready(record, c))],
        "dealt": [(HOURS(5), lambda: deal(record, cast, "advice"))],
        "no_fault": [(HOURS(2), lambda: deal(record, cast, "no-breach"))],
        "looked_into": [take, look, (DAYS(2), lambda: (ending.finish_steps(record, c), end(record, c, c, "warning")))],
        "made_safe": [take, look, (DAYS(1), lambda: (ending.finish_steps(record, c), end(record, c, c, "made-safe")))],
        "partners": [lead, refer, (DAYS(6), lambda: end(record, d, second, "partners", "CP-2214"))],
        "with_police": [
            lead,
            refer,
            (HOURS(2), lambda: actions.parents(record, "yes", by=d)),
            (DAYS(days - 1), lambda: _chase(record, d)),
        ],
        "lead_working": [
            lead,
            (MINUTES(30), lambda: actions.note(record, "Spoke with the form tutor; she keeps an eye on it.", by=d)),
            (MINUTES(50), lambda: ending.finish_steps(record, d, until="now")),
        ],
        "low_level": [
            (MINUTES(50), lambda: begin(record, head)),
            (DAYS(1), lambda: _low_level(record, head, cast)),
        ],
    }
    return paths[how]


def _low_level(record, head, cast) -> None:
    actions.threshold_not_met(
        record, by=head, reason="One picture, of a group, deleted the same day; no child was at risk."
    )
    actions.investigate(record, by=head)
    ending.finish_steps(record, head)
    end(record, head, cast["dsl"], "low-level")
