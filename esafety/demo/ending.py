"""Lines of a checklist brought to their end, each by the page it has: the loaded profile says which."""

from datetime import timedelta

from esafety.lib import clock
from incidents import actions
from incidents.actions.checklist import categories_of
from incidents.models import Answer, Contact, Reason, Sanction, SanctionKind, Step
from incidents.models.work import How
from incidents.reading.showing import Shown
from incidents.sanctions import usual

# What is written where a line of an ordinary matter asks for something.
WRITTEN = "Done in tutor time; both sides were heard."


def finish_line(step: Step, by) -> None:
    """End one line, if it is still to do, by the page it has."""
    step.refresh_from_db()
    if step.state == Step.State.OPEN and step.how in _ENDS and not step.agency:
        _ENDS[step.how](step.incident, step, by)


def open_lines(record, until: str = "next") -> list[Step]:
    """What has to be done still; only what is for now where `until` says so."""
    lines = record.steps.filter(state=Step.State.OPEN, required=True).select_related("incident", "agency")
    return [line for line in lines if until != "now" or line.when == "now"]


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
    actions.tick(step, by=by, note=WRITTEN if step.asks else "")


def _decide(record, step, by) -> None:
    actions.decide_line(step, False, by=by, reason="Talked over with the head; not needed this time.")


def _refer(record, step, by) -> None:
    actions.note_reference(step, f"BF-{1000 + record.pk}", by=by)


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
