"""The boxes of a talk, for the pages that ask about one."""

from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText, TimeField
from esafety.lib.govuk.widgets import Radios
from incidents import actions, when
from incidents.models import Contact

MOST = 3000  # characters: on the line they end, with whom and when stands before them


class TalkFields(forms.Form):
    """With whom, when and how somebody talked, and what came of it."""

    asks = {
        "with_whom": "Write with whom it was talked over",
        "means": "Choose how you talked to them",
        "time": "Enter the time of the talk",
        "text": "Write what was said and agreed",
    }
    with_whom = forms.CharField(label="With whom?", max_length=120, help_text="For example: both parents")
    means = forms.ChoiceField(label="How?", choices=Contact.Means.choices, widget=Radios(inline=True, small=True))
    day = DateField(label="On which day?", words="Day of the talk")
    time = TimeField(label="At what time?")
    set_to = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)  # what the page put into the two
    text = LongText(label="What was said and agreed?", required=False, rows=4, max_length=MOST)
    letter = forms.CharField(label="Where is a letter about it kept?", required=False, max_length=200)

    def preset_to_now(self) -> None:
        now = clock.local(clock.now())
        self.fields["day"].initial, self.fields["time"].initial = now.date(), now.time()
        self.fields["set_to"].initial = when.set_to(now.date(), now.time())

    @property
    def held(self) -> actions.Talk:
        typed = self.cleaned_data
        at = when.said(typed["day"], typed["time"], typed["set_to"])
        words = {name: typed.get(name, "") for name in ("with_whom", "means", "text", "letter", "answer")}
        return actions.Talk(at=at, involved=typed.get("involved"), **words)
