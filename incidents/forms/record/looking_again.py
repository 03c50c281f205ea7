"""Looking at a record again."""

from datetime import timedelta

from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText
from incidents import actions, follow_up
from incidents.forms.record.again import AnswersAgain
from incidents.forms.record.base import RecordForm
from incidents.forms.record.by_when import DueDay, a_day_to_come
from incidents.models import Answer, Question

MORE = "Then more has to be done: say so below, and answer it on the record once that is open again"
FURTHER = [("no", "No, it is as it should be"), ("yes", "Yes, more has to be done")]


class LookAgainOn(RecordForm, DueDay):
    title = "Look at it again on a day"
    words = "It stands on the first page of those who read it, from a week before that day."
    day = DateField(label="When?", words="Date to look at it again")
    field_order = ("day", "version")

    def prepare(self) -> None:
        self.fields["day"].initial = self.record.follow_up_on

    def act(self) -> None:
        actions.look_again_on(self.record, self.cleaned_data["day"], **self.by)


class AsksWhenAgain(forms.Form):
    """Where the list says to look again later, closing asks when: else no day would stand anywhere."""

    look_again = DateField(label="When will you look again?", required=False, words="Date to look at it again")

    def prepare(self) -> None:
        super().prepare()
        line = follow_up.line_of(self.shown.steps)
        if not line or self.record.follow_up_on:
            del self.fields["look_again"]
            return
        self.fields["look_again"].initial = clock.today() + timedelta(weeks=follow_up.WEEKS)
        self.fields["look_again"].help_text = f"{line.words}. Leave it empty if nobody has to."

    @property
    def again_asked(self) -> list[str]:
        return ["look_again"] if "look_again" in self.fields else []

    def clean_look_again(self):
        return a_day_to_come(self.cleaned_data["look_again"])


class LookedAgain(AnswersAgain):
    asks = {"further": "Choose whether more has to be done", "text": "Write what you found"}
    title = "Say what came of looking again"
    words = "Where more has to be done, a record that had ended is opened again."
    further = forms.ChoiceField(label="Does more have to be done?", choices=FURTHER, widget=forms.RadioSelect)
    text = LongText(label="What did you find?", rows=4, max_length=2000)

    def prepare(self) -> None:
        self.ask_again()
        for name in self.questions:
            self.fields[name].required = self.fields[name].marked_optional = False
        self.above = "incidents/_in_short.html" if self.questions else ""

    def refusal_of(self, question: Question, said: str) -> str:
        """Where nothing more has to be done, all of it is answered, and with no."""
        if self.cleaned_data.get("further") != "no" or said == Answer.Value.NO:
            return ""
        return MORE if said else "Choose an answer"

    def act(self) -> None:
        typed = self.cleaned_data
        further = typed["further"] == "yes"
        answers = {} if further else self.answers
        actions.looked_again(self.record, further, typed["text"], answers=answers, **self.by)


FORMS = {"look-again": LookAgainOn, "looked-again": LookedAgain}
