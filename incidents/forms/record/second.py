"""Reminding the second of two people."""

from incidents import actions, second
from incidents.forms.record.base import ButtonForm

NOBODY = "This record does not wait for somebody you could remind."


class Remind(ButtonForm):
    title = submit = "Remind them"
    words = "They get a mail with the reference and a link, and nothing else."

    def prepare(self) -> None:
        self.second = second.of(self.shown, self.user)
        self.refusal = (self.second.why_no_reminder or "") if self.second else NOBODY

    @property
    def who_can(self) -> str:
        return self.second.who if self.second else ""

    def act(self) -> None:
        actions.remind(self.record, **self.by)

    @property
    def done_words(self) -> str:
        return "They were reminded."


FORMS = {"remind": Remind}
