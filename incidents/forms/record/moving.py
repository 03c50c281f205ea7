"""Moves that need nothing typed."""

from incidents import actions
from incidents.forms.record.base import ButtonForm


class Acknowledge(ButtonForm):
    title = "Take this"
    words = "Everybody who was alerted is told that somebody has it. The reporter learns it too."
    submit = "I have this"

    def act(self) -> None:
        actions.acknowledge(self.record, **self.by)


class Investigate(ButtonForm):
    title = "Look into it"
    words = "For matters the school deals with itself."
    submit = "Look into it"

    def act(self) -> None:
        actions.investigate(self.record, **self.by)


class Refer(ButtonForm):
    title = "Pass it on"
    words = "The agency you rang deals with it now. You are reminded to chase them."
    submit = "Pass it on"

    def act(self) -> None:
        actions.refer(self.record, **self.by)


FORMS = {"have-this": Acknowledge, "look-into": Investigate, "pass-on": Refer}
