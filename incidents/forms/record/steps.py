"""The lines of the checklist."""

from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField
from incidents import actions
from incidents.classes import RESTRICTED
from incidents.forms.record.base import FindsPerson, RecordForm
from incidents.models import Reason, Step


class _OfStep(RecordForm):
    """A form about one step; its reference comes with the address."""

    def prepare(self) -> None:
        super().prepare()
        self.step = self.record.steps.filter(ref=self.about).select_related("incident").first()
        self.words = self.step.words if self.step else ""

    def clean(self):
        if not self.step:
            raise forms.ValidationError("This step is not on the record any more")
        return super().clean()


class Tick(_OfStep):
    title = "Done"
    submit = "Done"
    note = forms.CharField(label="Anything to add?", required=False, max_length=300)

    def prepare(self) -> None:
        """For a private record "done" alone tells an inquiry nothing: what was done, by whom, is asked for."""
        super().prepare()
        if self.record.kind in RESTRICTED:
            self.fields["note"].label = "What was done, and what was decided?"
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "Write what was done and what was decided"

    def act(self) -> None:
        actions.tick(self.step, note=self.cleaned_data["note"], **self.by)


class Excuse(_OfStep):
    title = "Not needed"
    submit = "Not needed"
    reason = forms.ChoiceField(label="Why not?", required=False, widget=forms.RadioSelect)
    other = forms.CharField(label="Or another reason", required=False, max_length=300)
    only_if_asked = ("reason", "other")

    def prepare(self) -> None:
        super().prepare()
        self.fields["reason"].choices = reasons(Reason.For.EXCUSE)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("reason") and not cleaned.get("other"):
            self.add_error("reason", "Choose why it is not needed, or write another reason")
        return cleaned

    def act(self) -> None:
        actions.excuse(self.step, reason=self.cleaned_data["other"] or self.cleaned_data["reason"], **self.by)


class Undo(_OfStep):
    title = "To do again"
    submit = "To do again"
    reason = forms.CharField(label="Why?", max_length=300)

    def act(self) -> None:
        actions.undo(self.step, reason=self.cleaned_data["reason"], **self.by)


class DueDay(forms.Form):
    """By when: a day that is still to come, or today."""

    day = DateField(label="By when?", required=False, words="Date it is due")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and day < clock.today():
            raise forms.ValidationError("Choose today or a day that is still to come")
        return day

    @property
    def due(self):
        return clock.at_school(self.cleaned_data["day"], 17) if self.cleaned_data["day"] else None


class Give(_OfStep, FindsPerson, DueDay):
    title = "Ask a colleague to do this"
    submit = "Ask them"
    instruction = forms.CharField(
        label="What do they need to know?",
        required=False,
        max_length=300,
        help_text="They see this step and these words, nothing else of the record. For example whom to ring",
    )
    field_order = ("find", "person", "instruction", "day", "version")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("person") and not self.errors:
            self.add_error("find", "Find the colleague")
        return cleaned

    def act(self) -> None:
        typed = self.cleaned_data
        actions.give(self.step, typed["person"], instruction=typed["instruction"], due_at=self.due, **self.by)


class AddStep(RecordForm, DueDay):
    title = "Add something to do"
    submit = "Add"
    what = forms.CharField(label="What has to be done?", max_length=200)
    field_order = ("what", "day", "version")

    def act(self) -> None:
        actions.add(self.record, self.cleaned_data["what"], due_at=self.due, **self.by)


def reasons(used_for: str) -> list[tuple[str, str]]:
    """The school's common reasons, as choices."""
    rows = Reason.objects.filter(used_for=used_for, retired=False)
    return [(row.words, row.words) for row in rows]


def open_steps(record) -> list[Step]:
    """What is still to do, in order."""
    return list(record.steps.filter(state=Step.State.OPEN).select_related("incident"))
