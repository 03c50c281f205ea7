"""Lines of a checklist brought to their end, each by the page it has: the loaded profile says which."""

from datetime import timedelta

from esafety.lib import clock
from incidents import actions
from incidents.actions.checklist import categories_of
from incidents.classes import RESTRICTED
from incidents.models import Answer, Contact, Reason, Sanction, SanctionKind, Step
from incidents.models.work import How
from incidents.sanctions import usual
from incidents.showing import Shown
from school.models import Agency

AS_THE_LIST_SAYS = "As the list says; more in the note of that day."


def finish_steps(record, by, excused=(), until: str = "next") -> None:
    """End what is open, only what is for now where `until` says so; calls are made, those in `excused` not needed."""
    for step in open_lines(record):
        step.refresh_from_db()
        if step.state != Step.State.OPEN or until == "now" != step.when:
            continue
        if step.agency and step.agency.code in excused:
            actions.excuse(step, by=by, reason=reason("excuse"))
        elif step.agency:
            call(record, step.agency.code, by)
        elif step.how in _ENDS:
            _ENDS[step.how](record, step, by)


def open_lines(record) -> list[Step]:
    return list(record.steps.filter(state=Step.State.OPEN, required=True).select_related("incident", "agency"))


def call(record, code: str, by) -> None:
    actions.rang(
        record, Agency.objects.get(code=code), by=by, spoke_to="the duty officer", advice="Noted; keep it safe."
    )


def decide(record, yes: tuple[str, ...], by) -> None:
    """Answer what has to be known of its kind."""
    if said := answers(record, yes):
        actions.answer(record, said, by=by)


def answers(record, yes: tuple[str, ...] = ()) -> dict:
    """What has to be known of its kind: "no", but for what the story says."""
    return {one: Answer.Value.YES if one.code in yes else Answer.Value.NO for one in Shown(record).to_answer}


def reason(used_for: str) -> str:
    return Reason.objects.filter(used_for=used_for, retired=False).first().words


def usual_for(record) -> SanctionKind | None:
    """What is usual in such a matter, or the lightest there is; none where the profile has none."""
    rows = SanctionKind.objects.filter(retired=False, staff=False, task_role="").order_by("tier")
    return usual(categories_of(record)) or rows.first()


def whoever_is_named(record):
    """The first who stands in the school's list: somebody who is only described is given nothing."""
    return record.involved.exclude(person=None).first()


def _tick(record, step, by) -> None:
    actions.tick(step, by=by, note=AS_THE_LIST_SAYS if step.asks or record.kind in RESTRICTED else "")


def _decide(record, step, by) -> None:
    actions.decide_line(step, False, by=by, reason="Talked over with the head; not needed this time.")


def _refer(record, step, by) -> None:
    actions.note_reference(step, "CP-2214", by=by)


def _sanction(record, step, by) -> None:
    if who := whoever_is_named(record):
        actions.sanction(record, who, usual_for(record), by=by, reason=_why(who))
    else:
        actions.excuse(step, by=by, reason=reason("excuse"))


def _why(who) -> str:
    """What is usual is more the second time."""
    return reason("tier") if Sanction.objects.filter(involved__person=who.person).exists() else ""


def _talk(record, step, by) -> None:
    answer = Contact.Answer.ACCEPTED if step.how == How.RESTORATIVE else ""
    held = actions.Talk("The pupil", clock.now(), Contact.Means.MET, "Went well.", answer=answer)
    actions.talk(record, step.how, held, by=by, step=step)


def _take_down(record, step, by) -> None:
    asked_at = clock.now() - timedelta(hours=3)
    row = actions.take_down(record, "Whoever put it there", "The post", by=by, asked_at=asked_at)
    actions.taken_down(row, clock.now(), by=by)


_ENDS = {
    How.TICK: _tick,
    How.DECISION: _decide,
    How.REFERENCE: _refer,
    How.SANCTION: _sanction,
    How.MEETING: _talk,
    How.SUPPORT: _talk,
    How.RESTORATIVE: _talk,
    How.TAKE_DOWN: _take_down,
}
