"""How a matter can end."""

from esafety.lib import clock
from incidents.classes import STAFF_KINDS
from incidents.models import Incident, Outcome, Step
from incidents.models.work import How
from school import kept
from school.models import Document


def outcomes_for(record: Incident, ground: bool = False):
    """What a matter of this class can end as; those about an adult of the school have their own.

    `ground`: those that need a ground, and no others; else those that need none.
    """
    rows = Outcome.objects.filter(retired=False, staff=record.kind in STAFF_KINDS, ground=ground)
    return rows.filter(pk__in=[row.pk for row in rows if not row.classes or record.cls in row.classes])


def is_followed(outcome: Outcome, step: Step) -> bool:
    """Does the outcome say in its words that the document was followed to which this plain line points?

    “Dealt with under the behaviour policy” beside “Not needed: Follow the behaviour policy” would be no record.
    """
    document = kept.named(Document).get(step.document)
    plain = step.how == How.TICK and not step.agency_id and not step.asks
    return bool(plain and document) and document.title.casefold() in outcome.words.casefold()


def may_end(record: Incident, outcome: Outcome, sanctioned: bool) -> str | None:
    """Why it cannot end so, where somebody was given a sanction or an agency has not answered; None where it may."""
    return SANCTIONED if sanctioned and not outcome.breach else _not_found_yet(record, outcome)


def _not_found_yet(record: Incident, outcome: Outcome) -> str | None:
    """Why it cannot end as what an agency found: a call to that agency waits for its answer. None where none does."""
    calls = record.referrals.waiting().filter(agency=outcome.agency_id).select_related("agency")
    waits = calls.last() if outcome.agency_id else None
    return waits and NOT_ANSWERED.format(waits.agency.name, clock.words_of(clock.local(waits.rang_at).date()))


SANCTIONED = "Somebody was given a sanction, so a rule was broken. Choose how else it ended."
NOT_ANSWERED = (
    "Not answered yet: {}, rung {}. First note what they said, under “They answered”, or choose how else it ended."
)
