"""One act of a course, through the same actions the pages use."""

from datetime import timedelta

from esafety.demo import ending, names
from esafety.demo.courses import Act
from esafety.lib import clock, schooltime
from incidents import actions
from incidents.models import Contact, Outcome, Step
from incidents.models.work import How
from notices.actions import finish
from school import calendar


def outcome(called: str) -> Outcome:
    return Outcome.objects.get(code=names.of("outcomes", called))


def act(one: Act, record, cast, yes: tuple[str, ...] = ()) -> None:
    """Do it; a line the loaded profile does not have, or that is ended already, is passed over."""
    verb, _, of_what = one.what.partition(" ")
    if verb in _VERBS:
        _VERBS[verb](one, of_what, record, cast[one.by], yes)
    elif step := _line(record, verb):
        _end_line(one, step, record, cast[one.by])


def _line(record, code: str) -> Step | None:
    lines = record.steps.filter(template__code=code, state=Step.State.OPEN)
    return lines.select_related("incident", "agency", "task").first()


def _end_line(one: Act, step: Step, record, by) -> None:
    if step.agency:
        said = {"spoke_to": one.whom, "reference": one.ref, "advice": one.words, "answered": one.answered}
        actions.rang(record, step.agency, by=by, **said)
    elif step.task and step.task.for_role in by.roles:
        finish(step.task, by=by)
    elif step.how in _ENDS:  # where it is no task of theirs, whoever has the record ticks it
        record.refresh_from_db()
        _ENDS[step.how](step, one, record.owner.user)


def _said(one: Act) -> str:
    """What was written; a day to look at it again is two weeks of school on."""
    review = schooltime.add_school_days(clock.now(), 10, calendar.current())
    return one.words.format(review=clock.words_of(clock.local(review).date()))


def _talk(one: Act, means: str) -> actions.Talk:
    return actions.Talk(one.whom, clock.now() - timedelta(minutes=4), means, one.words)


_ENDS = {
    How.TICK: lambda step, one, by: actions.tick(step, by=by, note=_said(one)),
    How.DECISION: lambda step, one, by: actions.decide_line(step, True, by=by, reason=one.words),
    How.REFERENCE: lambda step, one, by: actions.note_reference(step, one.words, by=by),
    How.SUPPORT: lambda step, one, by: actions.talk(
        step.incident, step.how, _talk(one, Contact.Means.MET), by=by, step=step
    ),
}


def _take(one, of_what, record, by, yes):
    actions.acknowledge(record, by=by)


def _look(one, of_what, record, by, yes):
    ending.decide(record, yes, by)
    actions.investigate(record, by=by)


def _know(one, of_what, record, by, yes):
    ending.decide(record, yes, by)


def _refer(one, of_what, record, by, yes):
    actions.refer(record, by=by)


def _note(one, of_what, record, by, yes):
    actions.note(record, one.words, by=by)


def _below(one, of_what, record, by, yes):
    actions.threshold_not_met(record, by=by, reason=one.words)


def _not(one, code, record, by, yes):
    if not (step := _line(record, code)):
        return
    if step.how == How.DECISION:
        actions.decide_line(step, False, by=by, reason=one.words)
    else:
        actions.excuse(step, by=by, reason=one.words)


def _parents(one, means, record, by, yes):
    actions.parents(record, "yes", by=by, held=_talk(one, means))


def _hold(one, of_what, record, by, yes):
    actions.hold_device(record, by=by, where_now=one.words, held_by=one.whom, since=one.at)


def _no(one, of_what, record, by, yes):
    actions.parents(record, "no", by=by, reason=one.words)


def _heard(one, code, record, by, yes):
    for call in _waiting(record, code):
        actions.agency_answered(call, by=by, answer=one.words, reference=one.ref)


def _chase(one, code, record, by, yes):
    until = schooltime.add_school_days(clock.now(), 3, calendar.current())
    for call in _waiting(record, code):
        actions.chase_later(call, until, by=by)


def _waiting(record, code: str):
    return record.referrals.waiting().filter(agency__code=code).select_related("agency", "incident")


def _end(one, called, record, by, yes):
    actions.resolve(record, by=by, outcome=outcome(called), external_ref=one.ref)


def _close(one, of_what, record, by, yes):
    actions.close(record, by=by)


_VERBS = {
    "take": _take,
    "look": _look,
    "know": _know,
    "refer": _refer,
    "note": _note,
    "below": _below,
    "not": _not,
    "parents": _parents,
    "no": _no,
    "hold": _hold,
    "heard": _heard,
    "chase": _chase,
    "end": _end,
    "close": _close,
}
