"""Calls to agencies, what they answered, and where a device is."""

from datetime import time

from crispy_forms.layout import Layout
from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText, TimeField
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Radios
from incidents import actions
from incidents.actions.checklist import next_working_day
from incidents.forms.record.base import RecordForm
from incidents.forms.record.steps import line_after
from school.models import Agency

AGENCIES = "Agencies and devices"
CHASED = (9, 0)  # the time of day, where nobody says another


class IRang(RecordForm):
    asks = {"agency": "Choose who you rang", "answered": "Choose whether they said what to do"}
    title, where = "I rang", AGENCIES
    words = "One form for every call: police, social care, the LADO."
    agency = forms.ModelChoiceField(
        label="Who did you ring?", queryset=Agency.objects.none(), to_field_name="code", empty_label="Choose"
    )
    spoke_to = forms.CharField(label="Who did you speak to?", required=False, max_length=120)
    reference = forms.CharField(
        label="Their reference", required=False, max_length=60, help_text="Leave empty if it is still to come"
    )
    advice = LongText(label="What did they say or advise?", required=False, rows=3, max_length=4000)
    answered = forms.ChoiceField(
        label="Did they say what to do?",
        choices=[("yes", "Yes, we wait for nothing more"), ("no", "Not yet, or not all of it")],
        widget=Radios,
    )
    chase_on = DateField(label="When do you chase them?", required=False, words="Day to chase them")
    day = DateField(label="Date of the call", words="Date of the call")
    time = TimeField(label="Time of the call", error_messages={"required": "Enter the time of the call"})
    only_if_asked = ("advice", "chase_on")
    layout = Layout("agency", "spoke_to", "reference", "advice", Reveal("answered", no=["chase_on"]), "day", "time")

    def prepare(self) -> None:
        field = self.fields["agency"]
        field.queryset = Agency.objects.filter(retired=False)
        field.label_from_instance = lambda row: row.name
        field.initial = self.about
        now = clock.local(clock.now())
        self.fields["day"].initial, self.fields["time"].initial = now.date(), now.time()
        self.fields["chase_on"].initial = clock.local(next_working_day()).date()

    def act(self) -> None:
        typed, yes = self.cleaned_data, self.cleaned_data["answered"] == "yes"
        chase = typed["chase_on"] if not yes else None
        at = clock.at_school(typed["day"], typed["time"].hour, typed["time"].minute)
        actions.rang(
            self.record,
            typed["agency"],
            spoke_to=typed["spoke_to"],
            reference=typed["reference"],
            advice=typed["advice"],
            rang_at=at,
            answered=yes,
            chase_at=clock.at_school(chase, *CHASED) if chase else None,
            **self.by,
        )

    def line_after(self) -> str:
        step = self.record.steps.filter(agency=self.cleaned_data["agency"]).select_related("incident").first()
        return line_after(step) if step else ""

    @property
    def done_words(self) -> str:
        return f"Rang: {self.cleaned_data['agency'].name}"


class _OfCall(RecordForm):
    asks = {"call": "Choose which call it was"}
    call = forms.ModelChoiceField(label="Which call?", queryset=None, widget=forms.RadioSelect)

    @classmethod
    def fits(cls, shown, user) -> bool:
        return shown.waits_for_agency

    def prepare(self) -> None:
        field = self.fields["call"]
        field.queryset = self.record.referrals.filter(answered_at=None).select_related("agency")
        field.label_from_instance = _said
        field.initial = self.about


def _said(call) -> str:
    rang = clock.local(call.rang_at)
    return f"{call.agency.name}, {clock.words_of(rang.date())}, {rang:%H:%M}"


class AgencyAnswered(_OfCall):
    asks = {"answer": "Write what they said"}
    title, where = "They answered", AGENCIES
    answer = LongText(label="What did they say?", rows=3, max_length=4000)
    reference = forms.CharField(label="Their reference", required=False, max_length=60)

    def act(self) -> None:
        typed = self.cleaned_data
        actions.agency_answered(typed["call"], answer=typed["answer"], reference=typed["reference"], **self.by)


class Chase(_OfCall):
    title, where = "Still waiting", AGENCIES
    words = "You chased them and they have not answered yet."
    day = DateField(label="Chase again on", words="Date to chase again")
    time = TimeField(label="At", required=False)

    def act(self) -> None:
        typed = self.cleaned_data
        at = typed["time"] or time(*CHASED)
        until = clock.at_school(typed["day"], at.hour, at.minute)
        actions.chase_later(typed["call"], until, **self.by)


class HoldDevice(RecordForm):
    asks = {"where_now": "Write where it is now", "held_by": "Write who holds it"}
    title, where = "Where the device is", AGENCIES
    words = "Each change of hands is a line of its own. Do not describe the picture."
    whose = forms.CharField(label="Whose device is it?", required=False, max_length=120)
    where_now = forms.CharField(label="Where is it now?", max_length=120)
    held_by = forms.CharField(label="Who holds it?", max_length=120)
    since = forms.CharField(label="Since when?", required=False, max_length=60)
    device = forms.CharField(
        label="If it is the school’s, which is it?",
        required=False,
        max_length=120,
        help_text="The number on its sticker, not a name. Whoever takes devices off the network is asked at once.",
    )

    def prepare(self) -> None:
        if self.record.device:
            del self.fields["device"]

    def act(self) -> None:
        where = {name: self.cleaned_data[name] for name in ("whose", "where_now", "held_by", "since")}
        actions.hold_device(self.record, device=self.cleaned_data.get("device", ""), **self.by, **where)


FORMS = {"rang": IRang, "answered": AgencyAnswered, "chase": Chase, "device": HoldDevice}
