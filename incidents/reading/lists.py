"""The lists that stand beside one record, each read when it is first asked for."""

from functools import cached_property

from esafety.lib import clock
from incidents.models import Answer, Filed, Incident, Statement
from incidents.reading import beside


class Lists:
    """A record with what stands beside it."""

    def __init__(self, record: Incident):
        self.record, self.now = record, clock.now()

    @cached_property
    def filed(self) -> list[Filed]:
        """What it stands under."""
        return [row for row in self.ever_filed if not row.dropped]

    @cached_property
    def ever_filed(self) -> list[Filed]:
        """The same, and what it stood under before: first what it was reported as."""
        return beside.filed(self.record)

    @cached_property
    def events(self):
        return beside.events(self.record)

    @cached_property
    def statements(self):
        return beside.statements(self.record)

    @property
    def reporters_words(self) -> list:
        """What the reporter wrote: the report, and what they added or answered since."""
        own = (Statement.Kind.REPORT, Statement.Kind.ADDED, Statement.Kind.ANSWER)
        return [row for row in self.statements if row.kind in own]

    @cached_property
    def involved(self):
        return beside.involved(self.record)

    @property
    def people(self) -> set[int]:
        """Those of them the school knows by name."""
        return {row.person_id for row in self.involved if row.person_id}

    @cached_property
    def custody(self):
        return beside.custody(self.record)

    @cached_property
    def calls(self):
        return beside.calls(self.record)

    @cached_property
    def answers(self) -> list[Answer]:
        """The latest answer to each question."""
        rows = {row.question_id: row for row in beside.answers(self.record)}
        return [row for row in rows.values() if row.question.means == "yes"]

    @cached_property
    def barred(self):
        return beside.barred(self.record)
