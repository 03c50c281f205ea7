"""Asking for something to be taken down, and noting that it is gone."""

from django import forms

from esafety.lib.defang import defang_in
from incidents import actions
from incidents.forms.record.base import RecordForm
from incidents.forms.record.calls import AGENCIES
from incidents.forms.record.set_to_now import ToTheMinute
from incidents.forms.record.steps import line_after, name_of
from incidents.models import Step, TakeDown
from incidents.models.work import How

NEVER = "Do not open it again to look."


class _AtSomeTime(ToTheMinute, RecordForm):
    """When it was, preset to now."""

    asks = {"time": "Enter the time, for example 14:30"}

    def prepare(self) -> None:
        self.preset_to_now()

    def line_after(self) -> str:
        line = self.record.steps.filter(how=How.TAKE_DOWN).select_related("incident").last()
        if not line:
            return ""
        return name_of(line) if line.state == Step.State.OPEN else line_after(line)


class Ask(_AtSomeTime):
    asks = {"asked_of": "Write who was asked", "thing": "Write what has to go, and where it is"}
    title, where = "Ask for it to be taken down", AGENCIES
    words = "Ask them first, then note it here. It is watched until somebody notes that it is gone."
    asked_of = forms.CharField(
        label="Who was asked?", max_length=120, help_text="For example: the pupil, or the service that shows it"
    )
    thing = forms.CharField(label="What has to go, and where is it?", max_length=300, help_text=NEVER)
    field_order = ("asked_of", "thing", "day", "time")

    @classmethod
    def fits(cls, shown, user) -> bool:
        return bool(shown.record.addresses) or any(step.how == How.TAKE_DOWN for step in shown.steps)

    def act(self) -> None:
        typed = self.cleaned_data
        actions.take_down(self.record, typed["asked_of"], typed["thing"], asked_at=self.at, **self.by)


class Gone(_AtSomeTime):
    asks = {"which": "Choose what is gone"}
    title, where = "It is gone", AGENCIES
    words = NEVER
    which = forms.ModelChoiceField(
        label="What is gone?", queryset=TakeDown.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    field_order = ("which", "day", "time")

    @classmethod
    def fits(cls, shown, user) -> bool:
        return bool(shown.take_downs)

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["which"]
        field.queryset = self.record.take_downs.filter(removed_at=None)
        field.label_from_instance = lambda row: f"{row.asked_of}: {defang_in(row.what)}"
        field.initial = field.queryset.first() if len(field.queryset) == 1 else None

    def act(self) -> None:
        actions.taken_down(self.cleaned_data["which"], self.at, **self.by)


FORMS = {"take-down": Ask, "gone": Gone}
