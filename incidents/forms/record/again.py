"""Words that alarm, read whole by whoever ends the matter on one page, who answers for themselves (U12)."""

from collections.abc import Iterable

from esafety.lib.govuk.layout import Words
from incidents.actions.deal import goes_elsewhere
from incidents.forms.record.base import RecordForm
from incidents.forms.record.deciding import name_of, radios
from incidents.models import Answer, Question
from incidents.reading import alarmed


class AnswersAgain(RecordForm):
    """A form that ends a matter, and asks above all else what alarming words asked of who wrote them."""

    questions: dict[str, Question]

    def ask_again(self, first: Iterable[Question] = ()) -> None:
        """`first`: what its kinds have to have answered."""
        again = alarmed.to_answer(self.shown, self.user)
        self.questions = {name_of(row): row for row in [*first, *again]}
        for name, row in self.questions.items():
            self.put(name, radios(row, required=True))
        for row in again:
            field = self.fields[name_of(row)]
            field.help_text = f"{field.help_text} {alarmed.WHY}".strip()
        self.order_fields(self.questions)

    @property
    def where_else(self) -> list[Words]:
        """The page for an answer that takes it to other people, where one of them would."""
        others = any(goes_elsewhere(self.record, row, Answer.Value.YES) for row in self.questions.values())
        return [Words("incidents/_elsewhere.html")] if others else []

    @property
    def said(self) -> list[tuple[str, bool]]:
        """What the reporter wrote, each with whether it has to be read whole."""
        return [(row.text, alarmed.is_alarming(row.text)) for row in self.shown.reporters_words]

    @property
    def colleagues(self) -> list:
        """The lines at which a colleague wrote what has to be read as well."""
        return alarmed.of_colleagues(self.shown)

    def clean(self):
        cleaned = super().clean()
        for name, row in self.questions.items():
            if why := self.refusal_of(row, cleaned.get(name, "")):
                self.add_error(name, why)
        return cleaned

    def refusal_of(self, question: Question, said: str) -> str:
        """Why it cannot be answered so here; nothing where it can."""
        return goes_elsewhere(self.record, question, said) if said else ""

    @property
    def answers(self) -> dict[Question, str]:
        """What was answered, once the form is valid."""
        return {row: self.cleaned_data[name] for name, row in self.questions.items()}
