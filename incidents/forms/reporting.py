"""Page 1 and the last page of a report. No field takes a file."""

from django import forms

from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.widgets import Checkboxes, Radios
from incidents.forms.named import question_about
from incidents.mentions.named import NAMED, Mention
from incidents.models import Answer, Question
from incidents.reporting.telling import ANSWER
from school import kept


class FirstForm(GovForm, forms.Form):
    """Page 1: tick anything that might be true, before any text box (U9)."""

    ticks = forms.MultipleChoiceField(
        label="Tick anything that might be true",
        help_text="If you are not sure, tick it. A tick too many does no harm.",
        widget=Checkboxes,
        error_messages={
            "required": "Tick at least one box. The last two are for when nothing fits or you cannot tell",
            "invalid_choice": "The list has changed. Look at it again and tick what might be true",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = [one for one in kept.rows(Question) if one.asked == Question.Asked.FIRST]
        field, last = self.fields["ticks"], [one.code for one in asked if one.means != "yes"]
        field.widget.hints = {one.code: one.hint for one in asked if one.hint}
        field.widget.exclusive = {one.code for one in asked if one.means == "none"}
        field.widget.divider_before = last[0] if last else None
        field.choices = [(one.code, one.words) for one in asked]


def raising(question: Question, *, must: bool) -> forms.ChoiceField:
    """A question whose answer can only raise."""
    return forms.ChoiceField(
        label=question.words,
        help_text=question.hint,
        choices=Answer.Value.choices,
        widget=Radios(inline=True),
        required=must,
        error_messages={"required": f"Answer “{question.words}”"},
    )


class SendForm(GovForm, forms.Form):
    """The last page: what still has to be asked, and that what is sent is what was shown."""

    submit = None
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    told = forms.CharField(widget=forms.HiddenInput, required=False)  # who it goes to, as the page said

    def __init__(
        self, *args, questions: list[Question], must: set[Question], names: list[Mention], hint: dict, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.fields |= hint | {NAMED + one.code: question_about(one) for one in names}
        for one in questions:
            self.put(ANSWER + one.code, raising(one, must=one in must))

    @property
    def answers(self) -> list[str]:
        """The names of its questions."""
        return [name for name in self.fields if name.startswith((ANSWER, NAMED))]
