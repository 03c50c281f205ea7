"""Notes, and questions to the reporter."""

from esafety.lib.govuk.fields import LongText
from incidents import actions
from incidents.forms.record.base import RecordForm


class Note(RecordForm):
    title, where = "Add a note", "Words"
    words = "Facts and decisions, with the reason. A note is never changed; a correction is another note."
    text = LongText(label="Note", error_messages={"required": "Write the note"})

    def act(self) -> None:
        actions.note(self.record, self.cleaned_data["text"], **self.by)


class AskReporter(RecordForm):
    title, where = "Ask the reporter", "Words"
    words = "They get a mail that says only that a question waits, and answer after signing in."
    submit = "Ask"
    text = LongText(label="What do you want to know?", rows=3, max_length=1000)

    def act(self) -> None:
        actions.ask_reporter(self.record, self.cleaned_data["text"], **self.by)


FORMS = {"note": Note, "ask-reporter": AskReporter}
