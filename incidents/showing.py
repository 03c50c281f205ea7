"""A record read whole for the page and the PDF: each list once, in the order people read it."""

from functools import cached_property

from esafety.lib import clock
from esafety.lib.defang import defang
from incidents.guards import Facts
from incidents.lifecycle import State
from incidents.models import Answer, Incident, Step
from school.models import Document

COLOURS = {
    State.REPORTED: "red",
    State.ACKNOWLEDGED: "yellow",
    State.INVESTIGATING: "yellow",
    State.REFERRED: "blue",
    State.RESOLVED: "turquoise",
    State.CLOSED: "green",
    State.DUPLICATE: "grey",
}


class Shown:
    """What stands beside a record, read when the page asks for it."""

    def __init__(self, record: Incident):
        self.record, self.now = record, clock.now()

    @cached_property
    def titles(self) -> list[str]:
        """What it was, in the words of the profile."""
        return list(self.record.filed.filter(dropped=False).values_list("category__title", flat=True))

    @property
    def colour(self) -> str:
        return COLOURS[self.record.state]

    @cached_property
    def steps(self) -> list[Step]:
        """The checklist; a line that points to a document of the school has it as `document`."""
        rows = list(self.record.steps.select_related("owner", "agency", "done_by__person", "template"))
        codes = {row.template.document for row in rows if row.template and row.template.document}
        kept = {one.code: one for one in Document.objects.filter(code__in=codes)} if codes else {}
        for row in rows:
            row.document = kept.get(row.template.document) if row.template else None
        return rows

    @property
    def tonight(self) -> list[Step]:
        """What is to do now; when it is empty, whoever is on call can stop (U21)."""
        return [step for step in self.steps if step.state == Step.State.OPEN and step.when == "now"]

    @property
    def next_day(self) -> list[Step]:
        return [step for step in self.steps if step.state == Step.State.OPEN and step.when != "now"]

    @property
    def may_stop(self) -> bool:
        """Somebody has it, nothing is left for now, and nothing of the rest is late (U21)."""
        return self.record.state != State.REPORTED and bool(self.next_day) and not any(s.late for s in self.next_day)

    @property
    def finished(self) -> list[Step]:
        return [step for step in self.steps if step.state != Step.State.OPEN]

    @property
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
            referrals=len(self.calls),
            lado_asked=any(call.agency.code == "lado" for call in self.calls),
            threshold_not_met=any(row.verb == "threshold not met" for row in self.events),
            resolved_by=self.record.resolved_by_id,
        )

    @property
    def waits_for_agency(self) -> bool:
        return any(call.answered_at is None for call in self.calls)

    @cached_property
    def proposal(self):
        """A change that waits for a second person, where one was asked for."""
        return self.record.proposals.filter(agreed=None).select_related("asked_by__person").first()

    @cached_property
    def events(self):
        return list(self.record.events.select_related("by__person"))

    @cached_property
    def statements(self):
        return list(self.record.statements.select_related("author__person"))

    @cached_property
    def involved(self):
        return list(self.record.involved.select_related("person"))

    @cached_property
    def custody(self):
        return list(self.record.custody.select_related("by__person"))

    @cached_property
    def calls(self):
        return list(self.record.referrals.select_related("agency", "by__person"))

    @cached_property
    def answers(self) -> list[Answer]:
        """The latest answer to each question."""
        rows = {row.question_id: row for row in self.record.answers.select_related("question")}
        return [row for row in rows.values() if row.question.means == "yes"]

    @cached_property
    def barred(self):
        return list(self.record.barred.filter(lifted=False).select_related("person"))

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
