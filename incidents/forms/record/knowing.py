"""What is known of a matter besides its story."""

from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, TimeField
from incidents import actions, particulars
from incidents.actions.checklist import asked_of_a_device
from incidents.forms.particulars import ParticularsFields, choice, yes_or_no
from incidents.forms.record.base import RecordForm
from incidents.forms.record.deciding import WHAT_IT_IS
from incidents.models.particulars import Intent, Site
from incidents.when import CHECK_YEAR, Said, When, too_long_ago
from school import kept
from school.glossary import label, labels_of


class Particulars(ParticularsFields, RecordForm):
    title, where, link = "What is known of it", WHAT_IT_IS, "Say where it was, on which device, what was meant"
    words = "“Deliberate” can make the record more serious. Nothing said here makes it less so."
    intent = choice("What was meant?", Intent.choices)
    linked = yes_or_no("Is it linked to belonging to this school?", "Only for what happened outside school.")
    capture = forms.CharField(
        label="Reference of the monitoring software",
        help_text="For example of a capture",
        required=False,
        max_length=60,
    )
    device = forms.CharField(
        label="If it is the school’s, which device is it?",
        required=False,
        max_length=120,
        help_text="The number on its sticker, not a name.",
    )
    field_order = (
        "certainty",
        "intent",
        "attempted",
        "site",
        "linked",
        "equipment",
        "device_kind",
        "device",
        "source",
        "capture",
    )
    names = (*particulars.NAMES, "device")

    def prepare(self) -> None:
        for name in self.names:
            self.fields[name].initial = getattr(self.record, name)
            self.fields[name].marked_optional = False
        if line := asked_of_a_device(self.record).first():
            role = label(line.template.task_role, labels_of(kept.school()))
            self.fields["device"].help_text += f" {role} is asked for it at once."

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("linked") is not None and cleaned.get("site") != Site.OFF:
            self.add_error("linked", "Choose “Outside school” above, or “Not known” here")
        if not self.errors and all(cleaned[name] == getattr(self.record, name) for name in self.names):
            self.add_error("certainty", "Change at least one of these, or go back to the record")
        return cleaned

    def act(self) -> None:
        actions.particulars(self.record, {name: self.cleaned_data[name] for name in self.names}, **self.by)


class Happened(RecordForm):
    title, where, link = "When it happened", WHAT_IT_IS, "Correct when it happened"
    words = "What is due is counted from the report, not from this. What the reporter said is kept."
    day = DateField(label="On which day?", words="Day")
    time = TimeField(label="At about what time?", required=False, help_text="Leave it empty where nobody knows.")

    def prepare(self) -> None:
        at, said = clock.local(self.record.happened_at), self.record.happened_said
        self.fields["time"].marked_optional = False
        if said != Said.NOTHING:
            self.fields["day"].initial = at.date()
        if said == Said.TIME:
            self.fields["time"].initial = at.time()

    def clean_day(self):
        if too_long_ago(self.cleaned_data["day"]):
            raise forms.ValidationError(CHECK_YEAR)
        return self.cleaned_data["day"]

    def act(self) -> None:
        day, at = self.cleaned_data["day"], self.cleaned_data["time"]
        said = Said.DAY if at is None else Said.TIME
        when = clock.at_school(day) if at is None else clock.at_school(day, at.hour, at.minute)
        actions.happened(self.record, When(when, said), **self.by)


FORMS = {"particulars": Particulars, "happened": Happened}
