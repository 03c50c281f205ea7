"""The day and the time of something one has done, set to now."""

from datetime import datetime

from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, TimeField
from incidents import when

CHECK = "This is the time the page was set to. Change it, or press the button again if it was at that time"


class SetToNow(forms.Form):
    """When it was, as the page asks."""

    day = DateField(label="On which day?", words="Day")
    time = TimeField(label="At what time?")
    set_to = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)  # what the page put into the two

    def preset_to_now(self) -> None:
        now = clock.local(clock.now())
        self.fields["day"].initial, self.fields["time"].initial = now.date(), now.time()
        self.fields["set_to"].initial = when.set_to(now.date(), now.time())

    @property
    def was(self) -> when.When:
        typed = self.cleaned_data
        return when.typed(typed["day"], typed["time"], typed.get("set_to", "")).done_now


class ToTheMinute(SetToNow):
    """On its time more depends: where the day alone was changed one is asked about it, once."""

    def clean(self):
        cleaned = super().clean()
        known = cleaned.get("day") and cleaned.get("time") is not None
        if known and self.was.said == when.Said.DAY and self.at <= clock.now():
            self.data = self.data.copy()
            self.data["set_to"] = ""
            self.add_error("time", CHECK)
        return cleaned

    @property
    def at(self) -> datetime:
        return self.was.at
