"""A report whose key was used already: the same again, or another one that must not be lost (security.md 4.6)."""

from functools import cached_property

from incidents import receipts
from incidents.actions import Report
from incidents.models import Incident, Statement
from incidents.reading.said import FOLDED, MORE


class Resent:
    """What was sent beside what is on the page now."""

    def __init__(self, record: Incident, form):
        self.form, self.receipt = form, receipts.Receipt(record)

    @cached_property
    def is_same(self) -> bool:
        """Nothing on the page differs from what was sent. People may have been added since; none is taken away."""
        if not self.form.is_valid():
            return False
        report = self.form.report()
        people, kept = {person.pk for person in report.people}, self._record.involved
        return self._sent(report) == _now(report) and people <= set(kept.values_list("person", flat=True))

    @property
    def _record(self) -> Incident:
        return self.receipt.record

    def _sent(self, report: Report) -> dict:
        """What the reporter wrote, as the record has kept it: none of it ever changes."""
        record, words = self._record, Statement.Kind.REPORT
        said = self.receipt.said
        return {
            "words": record.statements.filter(kind=words).values_list("text", flat=True).first() or "",
            "at": report.happened_at if record.time_was_left and report.time_left else record.happened_at,
            "kind": said.category.pk if said.category else None,
            "small": said.small,
            "parts": said.parts,
            **{name: getattr(said.sent, name) for name in FOLDED},
        }

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What is on the page now, as the page says it."""
        return self.form.typed_rows

    @property
    def text(self) -> str:
        """The same as words that can be added to the report."""
        return "\n".join(f"{label}: {words}" for label, words in self.rows)


def _now(report: Report) -> dict:
    return {
        "words": report.text,
        "at": report.happened_at,
        "kind": report.categories[0].pk,
        "small": report.custody,
        "parts": report.parts,
        **{name: getattr(report, name) for name in MORE},
        **report.particulars,
    }
