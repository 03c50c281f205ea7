"""How far a story has come: what was done, how long after, and by whom, through the same actions the pages use."""

from datetime import timedelta

from incidents import actions
from incidents.models import Outcome, Reason, Step
from incidents.models.work import How
from school.models import Agency

MINUTES, HOURS, DAYS = (lambda n: timedelta(minutes=n)), (lambda n: timedelta(hours=n)), (lambda n: timedelta(days=n))


def outcome(code: str) -> Outcome:
    return Outcome.objects.get(code=code)


def finish_steps(record, by, excused=()) -> None:
    """Tick what is open; calls are made, the last ones marked as not needed where told so."""
    reason = Reason.objects.filter(used_for="excuse").first().words
    for step in list(record.steps.filter(state=Step.State.OPEN, required=True).select_related("incident", "agency")):
        if step.state != Step.State.OPEN or record.steps.filter(pk=step.pk).exclude(state="open").exists():
            continue
        if step.agency and step.agency.code in excused:
            actions.excuse(step, by=by, reason=reason)
        elif step.agency:
            call(record, step.agency.code, by)
        elif step.how == How.TICK:
            actions.tick(step, by=by, note="As the list says; more in the note of that day." if step.asks else "")


def call(record, code: str, by) -> None:
    actions.rang(
        record, Agency.objects.get(code=code), by=by, spoke_to="The duty officer", advice="Noted; keep it safe."
    )


def deal(record, cast, code: str) -> None:
    """One page, one Save."""
    steps = list(record.steps.filter(state=Step.State.OPEN, required=True, how=How.TICK).select_related("incident"))
    dealing = actions.Dealing(
        outcome=outcome(code), parents_told="yes", note="Spoke with the pupil and the tutor.", done=steps
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


def answer_calls(record, by) -> None:
    for waiting in record.referrals.filter(answered_at=None).select_related("agency", "incident"):
        actions.agency_answered(waiting, by=by, answer="No further action by us.", reference="SC-0417")


def moves(how: str, record, cast) -> list[tuple[timedelta, object]]:
    """(how long after the report, what is done then) for a path."""
    c, d, second, head = cast["coordinator"], cast["dsl"], cast["deputy.dsl"], cast["headteacher"]
    take = (MINUTES(40), lambda: begin(record, c))
    look = (HOURS(3), lambda: actions.investigate(record, by=c))
    lead = (MINUTES(8), lambda: begin(record, d))
    refer = (MINUTES(55), lambda: (finish_steps(record, d), actions.refer(record, by=d)))
    paths = {
        "new": [],
        "acknowledged": [take],
        "being_looked_into": [
            take,
            look,
            (HOURS(4), lambda: actions.note(record, "Asked the tutor for a list.", by=c)),
        ],
        "waiting_parents": [take, look, (DAYS(1), lambda: finish_steps(record, c))],
        "dealt": [(HOURS(5), lambda: deal(record, cast, "advice"))],
        "no_fault": [(HOURS(2), lambda: deal(record, cast, "no-breach"))],
        "looked_into": [take, look, (DAYS(2), lambda: (finish_steps(record, c), end(record, c, c, "warning")))],
        "made_safe": [take, look, (DAYS(1), lambda: (finish_steps(record, c), end(record, c, c, "made-safe")))],
        "partners": [lead, refer, (DAYS(6), lambda: end(record, d, second, "partners", "CP-2214"))],
        "with_police": [lead, refer],
        "cp_working": [
            lead,
            (MINUTES(30), lambda: actions.note(record, "Spoke with him; calm, still in lessons.", by=d)),
        ],
        "illegal_working": [(MINUTES(6), lambda: begin(record, d)), (MINUTES(30), lambda: call(record, "police", d))],
        "low_level": [
            (HOURS(6), lambda: begin(record, head)),
            (DAYS(1), lambda: _low_level(record, head, cast)),
        ],
    }
    return paths[how]


def _low_level(record, head, cast) -> None:
    actions.threshold_not_met(
        record, by=head, reason="One picture, of a group, deleted the same day; no child was at risk."
    )
    actions.investigate(record, by=head)
    finish_steps(record, head)
    end(record, head, cast["dsl"], "low-level")
