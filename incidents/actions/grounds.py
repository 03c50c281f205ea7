"""Allowed, with a reason: nothing was wrong, so nobody is told off and nothing is left to do (M L266, T 31.6)."""

from audit.ledger import ledger
from incidents import grounds
from incidents.actions import moves, steps, talks
from incidents.actions.deal import answer_and_begin, hold
from incidents.actions.record import Refused
from incidents.classes import RESTRICTED
from incidents.models import Ground, Incident, Question, Step
from incidents.outcomes import outcomes_for

NOTHING_WRONG = "Nothing was wrong: it was allowed"


def allow(
    incident: Incident,
    ground: Ground,
    *,
    by,
    note: str = "",
    answers: dict[Question, str] | None = None,
    version: int | None = None,
) -> None:
    """Take it, look into it, put the rest of the list aside and end it; an ordinary one is closed too.

    Refused where the ground does not fit every kind it stands under, where a line cannot be left out, where alarming
    words are not answered, and about an adult here before the LADO was asked; such a record another person closes.
    """
    with ledger("allow", by=by, kind="incident", ref=incident.ref):
        hold(incident, by, version)
        record = answer_and_begin(incident, answers or {}, by, grounds.may_allow)
        _check(record, ground)
        if record.parents_told not in ("yes", "no"):
            talks.parents(record, "no", by=by, reason=NOTHING_WRONG)
        for step in record.steps.filter(state=Step.State.OPEN).select_related("incident"):
            steps.excuse(step, by=by, reason=f"It was allowed: {ground.words}")
        moves.resolve(record, by=by, outcome=outcomes_for(record, ground=True)[0], note=note, ground=ground)
        if record.kind not in RESTRICTED:
            moves.close(record, by=by)


def _check(record: Incident, ground: Ground) -> None:
    kinds = frozenset(record.filed.filter(dropped=False).values_list("category__code", flat=True))
    if ground.retired or not grounds.offered(kinds, [ground]):
        raise Refused("This reason does not fit what it was. Choose another.", "ground")
    if must := record.steps.filter(state=Step.State.OPEN, excusable=False).first():
        raise Refused(f"This line cannot be left out: {must.words}.")
    if record.sanctions.filter(taken_back="").exists():
        raise Refused("Somebody was given a sanction for this, so it was not allowed. End it in another way.")
    if not outcomes_for(record, ground=True).exists():
        raise Refused("Nothing of this class can end as allowed. Deal with it as the list says.")
