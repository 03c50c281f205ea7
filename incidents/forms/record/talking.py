"""The boxes of a talk, for the pages that ask about one."""

from django import forms

from esafety.lib.govuk.fields import DateField, LongText
from esafety.lib.govuk.widgets import Radios
from incidents import actions
from incidents.forms.record.set_to_now import SetToNow
from incidents.models import Contact

MOST = 3000  # characters: on the line they end, with whom and when stands before them


class TalkFields(SetToNow):
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
    text = LongText(label="What was said and agreed?", required=False, rows=4, max_length=MOST)
    letter = forms.CharField(label="Where is a letter about it kept?", required=False, max_length=200)

    @property
    def held(self) -> actions.Talk:
        typed = self.cleaned_data
        words = {name: typed.get(name, "") for name in ("with_whom", "means", "text", "letter", "answer")}
        return actions.Talk(at=self.was.at, at_said=self.was.said, involved=typed.get("involved"), **words)
