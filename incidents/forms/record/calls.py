"""Calls to agencies, what they answered, and where a device is."""

from datetime import date, datetime, time

from crispy_forms.layout import Layout
from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText, TimeField
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Radios
from incidents import actions
from incidents.actions.checklist import next_working_day, unasked
from incidents.forms.record.base import RecordForm
from incidents.forms.record.set_to_now import ToTheMinute
from incidents.forms.record.steps import line_after
from incidents.models import Referral
from incidents.targets import due
from school import calendar, kept
from school.glossary import label, labels_of
from school.models import Agency

Heard = Referral.Heard
AGENCIES = "Agencies and devices"
CHASED = time(9)  # the time of day, where nobody says another and school is open by then
CHASE = "You are reminded to chase them {}."


class IRang(ToTheMinute, RecordForm):
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
        choices=[
            ("yes", "Yes, we wait for nothing more"),
            ("part", "Only in part, we wait for the rest"),
            ("no", "Not yet, we wait for it"),
            ("nobody", "Nobody answered"),
        ],
        widget=Radios(
            hints={
                "no": "What they said is kept, and is not taken for advice.",
                "nobody": "The call is kept, and ringing them is still to do.",
            }
        ),
    )
    chase_on = DateField(label="When do you chase them?", required=False, words="Day to chase them")
    again_on = DateField(label="When do you try again?", required=False, words="Day to try again")
    again_at = TimeField(label="At", required=False)
    day = DateField(label="Date of the call", words="Date of the call")
    time = TimeField(label="Time of the call", error_messages={"required": "Enter the time of the call"})
    only_if_asked = ("advice", "chase_on", "again_on")
    waits = Reveal("answered", no=["chase_on"], nobody=["again_on", "again_at"])
    layout = Layout("agency", "spoke_to", "reference", "advice", waits, "day", "time")

    def prepare(self) -> None:
        field = self.fields["agency"]
        field.queryset = Agency.objects.filter(retired=False)
        field.label_from_instance = lambda row: row.name
        field.initial = self.about
        self.preset_to_now()
        self._say_when_one_is_reminded(clock.local(next_working_day()).date())
        again = clock.local(_again(Agency.objects.filter(code=self.about).first()))
        self.fields["again_on"].initial, self.fields["again_at"].initial = again.date(), again.time()

    def _say_when_one_is_reminded(self, day: date) -> None:
        """Before school opens, the next working day is this very day."""
        when = "before school closes today" if day == clock.today() else "on the next working day"
        widget = self.fields["answered"].widget
        widget.hints = {**widget.hints, "part": CHASE.format(when)}
        self.fields["chase_on"].initial = day
        self.fields["again_at"].help_text = f"Left empty: {_chased():%-H:%M}"

    def clean(self) -> dict:
        typed = super().clean()
        if typed.get("answered") == "part" and not typed.get("advice", "").strip():
            self.add_error("advice", "Write what they said or advised.")
        if typed.get("answered") == "nobody" and not typed.get("again_on") and "again_on" not in self.errors:
            self.add_error("again_on", "Enter the day to try again")
        return typed

    def act(self) -> None:
        typed = self.cleaned_data
        if typed["answered"] == "nobody":
            again_at = _moment(typed["again_on"], typed["again_at"])
            said = {"words": typed["advice"], "again_at": again_at}
            actions.nobody_answered(self.record, typed["agency"], rang_at=self.at, **said, **self.by)
        else:
            actions.rang(self.record, typed["agency"], rang_at=self.at, **self._said(), **self.by)

    def _said(self) -> dict:
        """What came of a call that was taken."""
        typed, answered = self.cleaned_data, self.cleaned_data["answered"]
        chase = typed["chase_on"] if answered == "no" else None
        return {name: typed[name] for name in ("spoke_to", "reference", "advice")} | {
            "answered": answered == "yes",
            "heard": Heard.NOTHING if answered == "no" else Heard.ADVICE,
            "chase_at": _moment(chase) if chase else None,
        }

    def line_after(self) -> str:
        step = self.record.steps.filter(agency=self.cleaned_data["agency"]).select_related("incident").first()
        return line_after(step) if step else ""

    @property
    def done_words(self) -> str:
        nobody = self.cleaned_data["answered"] == "nobody"
        name = self.cleaned_data["agency"].name
        return f"Nobody answered: {name}. It is still to do" if nobody else f"Rang: {name}"


def _again(agency: Agency | None) -> datetime:
    """When to try again: in an hour, of one that is there by day alone within the hours of the school."""
    by_day = bool(agency and agency.day_number and not agency.night_number)
    return due(clock.now(), 1, "hours", calendar.current()) if by_day else due(clock.now(), 60, "minutes", None)


def _moment(day: date, at: time | None = None) -> datetime:
    """That day, where nobody says when in the morning."""
    at = at or _chased()
    return clock.at_school(day, at.hour, at.minute)


def _chased() -> time:
    return max(CHASED, calendar.current().opens)


class _OfCall(RecordForm):
    asks = {"call": "Choose which call it was"}
    call = forms.ModelChoiceField(label="Which call?", queryset=None, widget=forms.RadioSelect)

    @classmethod
    def fits(cls, shown, user) -> bool:
        return shown.waits_for_agency

    def prepare(self) -> None:
        field = self.fields["call"]
        field.queryset = self.record.referrals.waiting().select_related("agency")
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
        actions.chase_later(typed["call"], _moment(typed["day"], typed["time"]), **self.by)


class HoldDevice(RecordForm):
    asks = {"where_now": "Write where it is now", "held_by": "Write who holds it"}
    title, where = "Where the device is", AGENCIES
    words = "Each change of hands is a line of its own."
    whose = forms.CharField(label="Whose device is it?", required=False, max_length=120)
    where_now = forms.CharField(label="Where is it now?", max_length=120, help_text="The place, not a name.")
    held_by = forms.CharField(label="Who holds it?", max_length=120)
    since = forms.CharField(label="Since when?", required=False, max_length=60)
    device = forms.CharField(
        label="If it is the school’s, which is it?",
        required=False,
        max_length=120,
        help_text="The number on its sticker, not a name.",
    )

    def prepare(self) -> None:
        if self.record.no_story:
            self.words += " Do not describe the picture."
        if self.record.device:
            del self.fields["device"]
        elif line := unasked(self.record).first():
            role = label(line.template.task_role, labels_of(kept.school()))
            self.fields["device"].help_text += f" {role} is asked at once."

    def act(self) -> None:
        where = {name: self.cleaned_data[name] for name in ("whose", "where_now", "held_by", "since")}
        actions.hold_device(self.record, device=self.cleaned_data.get("device", ""), **self.by, **where)


FORMS = {"rang": IRang, "answered": AgencyAnswered, "chase": Chase, "device": HoldDevice}
