"""A report whose key was used already: the same again, or another one that must not be lost (security.md 4.6)."""

from functools import cached_property

from incidents import receipts
from incidents.actions import Report
from incidents.models import Incident, Statement
from incidents.reading.said import FOLDED, MORE
from incidents.when import Said, When


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
        if not self._is_when_it_was(report.happened) or self._sent != _now(report):
            return False
        return people <= set(kept.values_list("person", flat=True))

    @property
    def _record(self) -> Incident:
        return self.receipt.record

    def _is_when_it_was(self, happened: When) -> bool:
        """A time left as it was set is the same again, whatever was kept for it."""
        was = self.receipt.said.when
        if happened.said == Said.NOTHING:
            return was.said == Said.NOTHING or was.at == happened.at
        return happened == was

    @property
    def _sent(self) -> dict:
        """What the reporter wrote, as the record has kept it: none of it ever changes."""
        record, words = self._record, Statement.Kind.REPORT
        said = self.receipt.said
        return {
            "words": record.statements.filter(kind=words).values_list("text", flat=True).first() or "",
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
        "kind": report.categories[0].pk,
        "small": report.custody,
        "parts": report.parts,
        **{name: getattr(report, name) for name in MORE},
        **report.particulars,
    }
