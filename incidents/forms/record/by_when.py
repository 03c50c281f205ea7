"""By when something has to be done."""

from datetime import date

from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField
from esafety.lib.schooltime import is_school_day, next_opening
from school import calendar

CLOSED = "School is closed on {}. It opens on {}: enter that day, or press the button again to keep this one"


class DueDay(forms.Form):
    """By when: a day that is still to come, or today. One on which school is closed is said to be, once, and kept if
    the button is pressed again: what cannot wait is asked for on a Sunday too."""

    day = DateField(label="By when?", required=False, words="Date it is due")
    closed_day = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)  # the day this was said of

    def clean_day(self):
        day = a_day_to_come(self.cleaned_data["day"])
        if day and not is_school_day(day, calendar.current()) and self.data.get("closed_day") != f"{day}":
            self.data = self.data.copy()
            self.data["closed_day"] = f"{day}"
            raise forms.ValidationError(CLOSED.format(_day(day), _day(_opens_again(day))))
        return day

    @property
    def due(self):
        return clock.at_school(self.cleaned_data["day"], 17) if self.cleaned_data["day"] else None


def _day(day: date) -> str:
    return clock.words_of(day, "%A %-d %B")


def _opens_again(day: date) -> date:
    return clock.local(next_opening(clock.at_school(day), calendar.current())).date()


def a_day_to_come(day: date | None) -> date | None:
    """The same of any box; none where it was left empty."""
    if day and day < clock.today():
        raise forms.ValidationError("Choose today or a day that is still to come")
    return day
