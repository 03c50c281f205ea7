"""The boxes of a receipt. Whoever is named in what is added is asked about before anybody is told of it."""

from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.forms import GovForm
from incidents.actions import Meant
from incidents.forms.named import ANSWERS, meant_of, mentions_in, question_about
from incidents.named import NAMED, Mention
from school.models import User


class WordsForm(GovForm, forms.Form):
    """Something remembered by `by`, who reported it and chose these `pupils` then.

    What was found out since decides nothing here: the questions would tell it.
    """

    submit = "Add it"
    text = LongText(label="Add something I remembered", max_length=5000, rows=3)
    text.error_messages["required"] = "Write what you remembered, or leave the page"

    def __init__(self, *args, by: User, pupils: frozenset[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.pupils, self.mentions = by, pupils, []

    def clean(self):
        self.mentions = mentions_in([self.cleaned_data.get("text", "")], self.by, self.pupils)
        for one in self.mentions:
            self._ask(one)
        return super().clean()

    def _ask(self, one: Mention) -> None:
        self.fields[NAMED + one.code] = field = question_about(one)
        if self._answer(one) not in ANSWERS:
            self.add_error(NAMED + one.code, field.error_messages["required"])

    def _answer(self, one: Mention) -> str:
        return self.data.get(self.add_prefix(NAMED + one.code), "")

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions about names."""
        return [self[NAMED + one.code] for one in self.mentions]

    @property
    def meant(self) -> list[Meant]:
        """Those it is about, or may be."""
        return meant_of(self.mentions, self._answer)


class AnswerForm(WordsForm):
    """The answer to what somebody asked the reporter."""

    submit = "Send my answer"
    text = LongText(label="Your answer", max_length=5000, rows=3)
    text.error_messages["required"] = "Write your answer"
