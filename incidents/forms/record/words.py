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


class Correct(RecordForm):
    asks = {"text": "Write what is right", "why": "Write why it was written otherwise"}
    title, where = "Put something right", "Words"
    words = "What was written stays as it is; this stands beside it, with your name and the time."
    text = LongText(label="What is right?", rows=3, max_length=1000)
    why = LongText(label="Why was it written otherwise?", rows=2, max_length=1000)

    def act(self) -> None:
        actions.correct(self.record, self.cleaned_data["text"], why=self.cleaned_data["why"], **self.by)


class AskReporter(RecordForm):
    asks = {"text": "Write what you want to know"}
    title, where = "Ask the reporter", "Words"
    words = "They get a mail that says only that a question waits, and answer after signing in."
    submit = "Ask"
    text = LongText(label="What do you want to know?", rows=3, max_length=1000)

    def act(self) -> None:
        actions.ask_reporter(self.record, self.cleaned_data["text"], **self.by)


FORMS = {"note": Note, "correct": Correct, "ask-reporter": AskReporter}
