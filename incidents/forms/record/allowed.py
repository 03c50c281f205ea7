"""Allowed, with a reason."""

from crispy_forms.layout import Layout
from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.widgets import Radios
from incidents import actions, grounds
from incidents.classes import RESTRICTED
from incidents.forms.record.again import AnswersAgain
from incidents.forms.record.deciding import WHAT_IT_IS
from incidents.models import Ground
from incidents.reading import covers

PUT_ASIDE = "Nothing was wrong, so nobody gets a sanction, and what is still open on the list is marked as not needed."


class Allowed(AnswersAgain):
    asks = {"ground": "Choose why it was allowed"}
    title, where = "Allowed, with a reason", WHAT_IT_IS
    submit = "Save and close"
    ground = forms.ModelChoiceField(
        label="Why was it allowed?", queryset=Ground.objects.none(), to_field_name="code", empty_label=None
    )
    note = LongText(label="Anything to add?", required=False, rows=2, max_length=2000)

    @classmethod
    def fits(cls, shown, user) -> bool:
        return bool(shown.facts.grounds)

    def prepare(self) -> None:
        self.refusal = grounds.may_allow(self.shown.facts) or self._must_be_done()
        rows = Ground.objects.filter(code__in=self.shown.facts.grounds)
        field = self.fields["ground"]
        field.widget = Radios(hints={row.code: row.hint for row in rows if row.hint})
        field.queryset, field.label_from_instance = rows, lambda row: row.words
        self.ask_again()
        self.layout = Layout(*self.questions, *self.where_else, "ground", "note")
        self.above = "incidents/_in_short.html" if self.questions else ""
        private = self.record.kind in RESTRICTED
        self.submit = "Save" if private else self.submit
        self.words = f"{PUT_ASIDE} Another person closes it." if private else f"{PUT_ASIDE} It is closed at once."

    def _must_be_done(self) -> str:
        """What the list never leaves out, whatever made it allowed."""
        must = [step.words for step in self.shown.still_to_do if not step.excusable]
        return f"First do what cannot be left out: {'; '.join(must)}." if must else ""

    def beside(self, request) -> list:
        return covers.of(request, self.shown)

    def act(self) -> None:
        typed = self.cleaned_data
        actions.allow(self.record, typed["ground"], note=typed["note"], answers=self.answers, **self.by)


FORMS = {"allowed": Allowed}
