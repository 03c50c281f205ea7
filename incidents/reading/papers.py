"""The chronology of a record: frozen when it is asked for, for those who read the record in full."""

from esafety.lib import clock
from incidents.models import Incident
from incidents.reading.showing import Shown
from runs.makers import Maker
from runs.makers import register as register_maker
from school.roles import Perm

CHRONOLOGY = "chronology"


def freeze(run) -> dict:
    """Everything the paper says, as plain values, so that it never changes afterwards."""
    record = Incident.objects.select_related("outcome", "owner").get(ref=run.ref)
    shown = Shown(record)
    return {
        "ref": record.ref,
        "state": record.get_state_display(),
        "kind": record.get_kind_display(),
        "readers": shown.readers,
        "titles": shown.titles,
        "happened": record.happened,
        "reported": _when(record.reported_at),
        "place": record.place,
        "device": record.device,
        "addresses": [] if record.kind == "I" else shown.addresses,
        "people": [{"who": _who(row), "part": _part(row)} for row in shown.involved],
        "answers": [row.said for row in shown.answers],
        "statements": [
            {"kind": row.get_kind_display(), "at": _when(row.at), "text": row.text} for row in shown.statements
        ],
        "custody": [{"at": _when(line.at), "by": line.by, "said": line.said} for line in shown.hands],
        "steps": [_step(step) for step in shown.steps],
        "calls": [_call(call) for call in shown.calls],
        "timeline": [{**row, "at": _when(row["at"])} for row in shown.timeline],
        "outcome": record.outcome.words if record.outcome and record.has_ended else "",
    }


def _who(row) -> str:
    """A person with form and year, so that two of one name are told apart; or the words they were described with."""
    if not row.person:
        return row.description
    where = row.person.form or (f"Year {row.year_group}" if row.year_group else "")
    return f"{row.person.name}, {where}" if where else row.person.name


def _part(row) -> str:
    said = row.part_said and f" (the reporter said: {row.get_part_said_display().lower()})"
    return f"{row.get_part_display()}{said}"


def _step(step) -> dict:
    return {"words": step.words, "state": _how(step), "at": _when(step.done_at)}


def _how(step) -> str:
    """How a step ended, for somebody outside the school. By whom, and what was written, stands in what happened."""
    if step.state == step.State.EXCUSED:
        return f"Not needed: {step.reason}"
    if step.state == step.State.DONE and step.agency:
        return "Rang, their reference still to come" if step.reason == "pending" else f"Rang, reference {step.reason}"
    return f"Decided, {step.decision}" if step.decision else step.get_state_display()


def _call(call) -> dict:
    return {
        "agency": call.agency.name,
        "at": _when(call.rang_at),
        "spoke_to": call.spoke_to,
        "reference": call.reference or ("pending" if call.reached else ""),
        "said": call.said,
        "answer": call.answer,
    }


def _when(moment) -> str:
    return f"{clock.local(moment):%-d %B %Y, %H:%M}" if moment else ""


def may_read(user, ref: str) -> bool:
    """Those who read the record in full today, whoever asked for the paper."""
    return Incident.objects.readable_by(user).filter(ref=ref).exists()


def register() -> None:
    """Tell the runs room how the paper is made."""
    register_maker(
        Maker(
            kind=CHRONOLOGY,
            title="Chronology",
            freeze=freeze,
            template="incidents/pdf/chronology.html",
            may_read=may_read,
            about="incident",
            perm=Perm.READ,
        )
    )
