"""A record read whole for the page and the PDF: each list once, in the order people read it."""

from functools import cached_property

from esafety.lib import clock
from esafety.lib.defang import defang
from incidents import grounds, offices, particulars
from incidents.classes import RESTRICTED, Class, technical_titles, titled
from incidents.guards import Facts, may_decide
from incidents.lifecycle import State
from incidents.models import Contact, Ground, Question, Step
from incidents.models.particulars import Site
from incidents.models.work import How
from incidents.reading import hands
from incidents.reading.checklist import Checklist
from incidents.routing import brings_the_lead, on_purpose
from school import kept

COLOURS = {
    State.REPORTED: "red",
    State.ACKNOWLEDGED: "yellow",
    State.INVESTIGATING: "yellow",
    State.REFERRED: "blue",
    State.RESOLVED: "turquoise",
    State.CLOSED: "green",
    State.DUPLICATE: "grey",
}
PLACING = frozenset({"placed", "raise", "lower"})  # events after which somebody has said how serious it is
UNDECIDED = frozenset({State.REPORTED, State.ACKNOWLEDGED, State.INVESTIGATING, State.REFERRED})


class Shown(Checklist):
    """What stands beside a record, read when the page asks for it."""

    @cached_property
    def codes(self) -> set[str]:
        return {row.category.code for row in self.filed}

    @property
    def titles(self) -> list[str]:
        """What it is, in the words it was filed under, or what it has become."""
        first = next((row.title for row in self.ever_filed), "")
        return titled(self.record.kind, self.record.cls, self._filed_as, first)

    @property
    def technical_titles(self) -> list[str]:
        """What it is, in the words that whoever reads the technical part alone may read."""
        return technical_titles(self._filed_as)

    @property
    def _filed_as(self) -> list[tuple[str, bool, str]]:
        return [(row.title, row.category.staff, row.category.cls) for row in self.filed]

    @property
    def readers(self) -> list[str]:
        """Who reads it in full, as they are called here."""
        return offices.readers(self.record, self.barred)

    @property
    def is_private(self) -> bool:
        """Is it kept from everybody else, though they are not among the barred?"""
        return self.record.kind in RESTRICTED

    @property
    def colour(self) -> str:
        return COLOURS[self.record.state]

    @cached_property
    def hands(self) -> list[hands.Hands]:
        """In whose hands the device was, the latest last."""
        return hands.of(self.custody, self.steps)

    @property
    def holder(self) -> list[tuple[str, str]]:
        """Where it is and who holds it, by what was noted last."""
        return next((line.holder for line in reversed(self.hands) if line.holder), [])

    @property
    def may_stop(self) -> bool:
        """Somebody has it, nothing is left for today or to decide first, and nobody is to be chased today (U21)."""
        begun = self.record.state != State.REPORTED and not may_decide(self.facts)
        chased = any(call.waits and call.chase_at < clock.end_of_evening() for call in self.calls)
        left = any(step.required for step in self.next_day)
        return begun and left and not self.tonight and not chased

    @property
    def parents_heard(self) -> str:
        """How and when parents or carers were told last, where they were and somebody noted it."""
        last = self._with_parents.last() if self.record.parents_told == "yes" else None
        return last.said if last else ""

    @property
    def parents_note(self) -> str:
        """What stands beside whether they were told: whose, or why not; then how and when."""
        return " ".join(filter(None, [self.record.parents_reason, self.parents_heard]))

    @cached_property
    def facts(self) -> Facts:
        """What the guards need to know, from the lists the page reads anyway."""
        undone = [step.words for step in self.steps if step.required and step.state == Step.State.OPEN]
        return Facts(
            cls=self.record.cls,
            kind=self.record.kind,
            outcome=self.record.outcome_id is not None,
            parents_told=self.record.parents_told,
            parents_reason=self.record.parents_reason,
            open_steps=tuple(undone),
            referrals=sum(call.reached for call in self.calls),
            lado_asked=any(call.reached and call.agency.code == "lado" for call in self.calls),
            threshold_not_met=self._below_threshold,
            resolved_by=self.record.resolved_by_id,
            off_site=self.record.site == Site.OFF,
            parents_contacted=self.record.site == Site.OFF and self._with_parents.exists(),
            advised=self.advised,
            may_be_told=self.may_be_told,
            unanswered=tuple(row.words for row in self.to_answer),
            unplaced=self._unplaced(),
            no_fault=self._no_fault(),
            grounds=self._grounds(),
            has_ground=self.record.ground_id is not None,
            allowed=bool(self.record.outcome and self.record.outcome.ground),
            reviewing=bool(self.reviews),
            only_elsewhere=self._only_elsewhere(),
        )

    def _only_elsewhere(self) -> tuple[str, ...]:
        """Lines that have to be done, and can be neither ticked nor left out nor ended by saying who was told."""
        must = (row for row in self.steps if row.required and row.state == Step.State.OPEN and not row.excusable)
        return tuple(row.words for row in must if row.how not in (How.TICK, How.PARENTS))

    @property
    def _with_parents(self):
        return self.record.contacts.filter(kind=Contact.Kind.PARENTS)

    @cached_property
    def to_answer(self) -> list[Question]:
        """What has to be known of its kinds and nobody has answered, as long as it is decided."""
        if self.record.state not in UNDECIDED:
            return []
        musts = [row for row in kept.rows(Question) if self.codes & set(row.categories) and self._is_must(row)]
        answered = {row.question_id for row in self.answers} if musts else set()
        return [row for row in musts if row.pk not in answered]

    def _is_must(self, question: Question) -> bool:
        """Whoever decides answers what is theirs, and what a reporter may leave open: what brings the lead (U27) or
        lines of the list."""
        left_open = question.asked == Question.Asked.CATEGORY and brings_the_lead(question.raises_to, self.record.cls)
        return left_open or question.only_adds or question.asked == Question.Asked.DECIDING

    def _unplaced(self) -> bool:
        """Nothing is graver than what may be a crime, so there nobody has to say so."""
        asked = self.record.state in UNDECIDED and self.record.cls != Class.ILLEGAL
        waits = asked and any(row.category.place_first for row in self.filed)
        return waits and not any(row.verb in PLACING for row in self.events)

    def _no_fault(self) -> bool:
        kinds = [row.category for row in self.filed]
        return bool(kinds) and all(one.no_fault for one in kinds) and not on_purpose(kinds, self.record.intent)

    def _grounds(self) -> tuple[str, ...]:
        return tuple(row.code for row in grounds.offered(frozenset(self.codes), kept.rows(Ground)))

    @cached_property
    def reviews(self) -> list:
        """Those of a page or device that go on; asked only where a line of the list is for them."""
        if not any(step.how == How.REVIEW for step in self.steps):
            return []
        return list(self.record.site_reviews.filter(ended=None))

    @property
    def waits_for_agency(self) -> bool:
        return any(call.waits for call in self.calls)

    @cached_property
    def proposal(self):
        """A change that waits for a second person: one is asked only about leaving what may be a crime."""
        if self.record.cls != Class.ILLEGAL:
            return None
        return self.record.proposals.filter(agreed=None).select_related("asked_by__person").first()

    @property
    def particulars(self) -> dict[str, str]:
        """What is known of it besides its story, by what that is called."""
        return {what: words for what, words in particulars.said(self.record).items() if words}

    @cached_property
    def timeline(self) -> list[dict]:
        """What happened, newest last, each with who and when."""
        return [
            {"title": row.words, "by": row.by.name if row.by else "", "at": row.at, "words": row.detail}
            for row in self.events
        ]

    @property
    def addresses(self) -> list[str]:
        """Web addresses as text, written so that nobody opens one by mistake (R-ROUTE-7)."""
        return [defang(line) for line in self.record.addresses.splitlines() if line.strip()]


def deciding(codes: set[str]) -> list[Question]:
    """Asked of whoever decides what happens; also what adds lines for these kinds, whatever the reporter said."""
    added = {row for row in kept.rows(Question) if row.only_adds and codes & set(row.categories)}
    return [row for row in kept.rows(Question) if row.asked == Question.Asked.DECIDING or row in added]
