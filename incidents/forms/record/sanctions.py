"""A sanction somebody is given: on a page of its own, and changed or taken back."""

from crispy_forms.layout import Layout
from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Radios
from incidents import actions, sanctions
from incidents.forms.record.base import RecordForm
from incidents.forms.record.sanctioning import Sanctioning, offer
from incidents.forms.record.steps import line_after, reasons
from incidents.models import Involved, Reason, Sanction, SanctionKind
from school import kept


class GiveSanction(Sanctioning):
    asks = {"who": "Choose who is given it"}
    title, where = "Give a sanction", "People"
    submit, above = "Give it", "incidents/_warned.html"
    who = forms.ModelChoiceField(label="To whom?", queryset=Involved.objects.none(), widget=forms.RadioSelect)
    kind = forms.ModelChoiceField(
        label="Which one?",
        queryset=SanctionKind.objects.none(),
        to_field_name="code",
        widget=Radios,
        error_messages={"required": "Choose which sanction is given"},
    )
    reason = forms.ChoiceField(label="If it is not the usual one, why?", required=False, widget=forms.RadioSelect)
    other = forms.CharField(label="Or another reason", required=False, max_length=300)
    starts = DateField(label="First day", words="First day")
    ends = DateField(label="Last day", required=False, words="Last day")
    only_if_asked = ("reason", "other", "ends")
    field_order = ("who", "kind", "reason", "other", "starts", "ends", "version")

    @classmethod
    def fits(cls, shown, user) -> bool:
        """The profile has sanctions, and somebody in it may be given one."""
        fitting = any(not sanctions.may_sanction(shown.facts, row.part) for row in shown.involved)
        return fitting and bool(kept.rows(SanctionKind))

    def prepare(self) -> None:
        super().prepare()
        self.step = self.record.steps.filter(ref=self.about).select_related("incident").first()
        self.fields["starts"].initial = clock.today()
        self.fields["reason"].choices = reasons(Reason.For.TIER)
        offer(self.fields["kind"], self.kinds, self.hint)
        self.words = self.comes_with_it
        if any(kind.task_role for kind in self.kinds):
            self.fields["ends"].help_text = "Only where something is taken away: it is given back on that day"
        self.offer_people()
        self.fields["who"].initial = self.candidates[0].pk if len(self.candidates) == 1 else None
        self.drop_if_nothing_is_usual("reason", "other")

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind and self.unreasoned(kind) and not (cleaned.get("reason") or cleaned.get("other")):
            self.add_error("reason", "Choose why it is another than the usual one, or write another reason")
        if kind and kind.task_role and not cleaned.get("ends") and not self.has_error("ends"):
            self.add_error("ends", "Enter the last day: what is taken away is given back on it")
        return cleaned

    def act(self) -> None:
        typed = self.cleaned_data
        actions.sanction(
            self.record,
            typed["who"],
            typed["kind"],
            starts=typed["starts"],
            ends=typed["ends"],
            reason=typed.get("other") or typed.get("reason", ""),
            **self.by,
        )

    def line_after(self) -> str:
        return line_after(self.step) if self.step else ""

    @property
    def done_words(self) -> str:
        return f"Sanction: {self.cleaned_data['kind'].words}"


class ChangeSanction(RecordForm):
    asks = {
        "which": "Choose which sanction changes",
        "change": "Choose what has to change",
        "reason": "Write why it changes",
    }
    title, where, link = "Change a sanction", "People", "Change a sanction, or take it back"
    words = "What was taken away is given back on the last day, or at once where the sanction is taken back."
    which = forms.ModelChoiceField(
        label="Which one?", queryset=Sanction.objects.none(), to_field_name="ref", widget=forms.RadioSelect
    )
    change = forms.ChoiceField(
        label="What has to change?",
        choices=[("day", "It has another last day"), ("back", "It was a mistake: take it back")],
        widget=Radios(
            hints={"back": "It does not count as a warning any more. That it was given stays on the record."}
        ),
    )
    ends = DateField(label="New last day", required=False, words="New last day")
    reason = forms.CharField(label="Why?", max_length=300)
    layout = Layout("which", Reveal("change", day=["ends"]), "reason")
    only_if_asked = ("ends",)

    @classmethod
    def fits(cls, shown, user) -> bool:
        given, back = (sum(row.verb == verb for row in shown.events) for verb in ("sanction", "sanction taken back"))
        return given > back

    def prepare(self) -> None:
        field = self.fields["which"]
        field.queryset = self.record.sanctions.filter(taken_back="").select_related("involved__person")
        field.label_from_instance = lambda row: f"{row.words}, {row.involved.said}"
        field.initial = field.queryset.first().ref if field.queryset.count() == 1 else None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("change") == "day" and not cleaned.get("ends") and not self.has_error("ends"):
            self.add_error("ends", "Enter the new last day")
        return cleaned

    def act(self) -> None:
        typed = self.cleaned_data
        if typed["change"] == "back":
            actions.take_back(typed["which"], reason=typed["reason"], **self.by)
        else:
            actions.end_on(typed["which"], typed["ends"], reason=typed["reason"], **self.by)


FORMS = {"sanction": GiveSanction, "change-sanction": ChangeSanction}
