"""What a colleague answers who was asked to do one line: done, or that they cannot."""

from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.forms import GovForm
from incidents import actions
from incidents.forms.alarmed import AsksOfAlarm
from incidents.forms.record.steps import MOST, typed_in, what_was_done
from incidents.models import Step


class DoneForm(AsksOfAlarm, GovForm, forms.Form):
    """A colleague did what they were asked to do. They read the line's own words and not its hint for handlers."""

    submit = None
    alarms_in = ("note",)
    note = LongText(
        label="Note", required=False, max_length=MOST, rows=2, help_text="Only if whoever asked has to know it."
    )

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step
        if step.asks:
            self.put("note", what_was_done(step.asks))

    def act(self, by) -> None:
        actions.do_mine(self.step, by=by, note=self.cleaned_data["note"], answers=self.answers)

    @property
    def typed(self) -> str:
        """What they wrote, whole or not."""
        return typed_in(self, "note")


class CannotForm(GovForm, forms.Form):
    """A colleague cannot do what they were asked to do."""

    asks = {"reason": "Write why you cannot do it"}
    submit = None
    reason = forms.CharField(label="Why can you not do it?", max_length=300)

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step

    def act(self, by) -> None:
        actions.give_back(self.step, by=by, reason=self.cleaned_data["reason"])
