"""The second of two people a private record waits for: who may be it, since when they know, may they be reminded."""

from dataclasses import dataclass
from datetime import datetime

from esafety.lib.govuk.tags import moment
from incidents import audience
from incidents.actions.record import manages
from incidents.actions.second import told_at, waits, why_no_reminder
from incidents.lifecycle import State
from incidents.reading.showing import Shown


@dataclass(frozen=True)
class Second:
    """What whoever waits for the second person reads."""

    names: list[str]
    to_close: bool
    told: datetime | None
    why_no_reminder: str | None

    @property
    def who(self) -> str:
        """Who may."""
        if not self.names:
            return "Nobody else may: an administrator has to appoint a second person first."
        return f"This can be done by {' or '.join(self.names)}."

    @property
    def since(self) -> str:
        """Since when they know, and may they be told again."""
        told = f"They were told on {moment(self.told, 'long')}." if self.told else "They were not told yet."
        return f"{told} You can remind them tomorrow." if self.why_no_reminder else told

    @property
    def may_remind(self) -> bool:
        return bool(self.names) and self.why_no_reminder is None


def of(shown: Shown, user) -> Second | None:
    """Of a record that waits for another person than this one, who deals with it; None of any other."""
    record = shown.record
    if not manages(record, user) or user.pk != waits(shown):
        return None
    told = told_at(record)
    names = [one.name for one in audience.seconds(record)]
    return Second(names, record.state == State.RESOLVED, told, why_no_reminder(told))
