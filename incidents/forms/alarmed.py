"""Words of a colleague who was asked to do one line: what alarms in them asks what it asks of a report (U12)."""

from django import forms

from incidents.forms.reporting import raising
from incidents.models import Answer, Question, WordCheck
from incidents.reporting import alarming
from incidents.reporting.telling import ANSWER
from school import kept


class AsksOfAlarm(forms.Form):
    """A form whose boxes `alarms_in` may say that a child is in danger: the answer can only raise the record."""

    alarms_in: tuple[str, ...] = ()

    def clean(self):
        typed = super().clean()
        for name, question in self._because_of_words.items():
            self.put(name, raising(question, must=True))
            if self.data.get(name) not in Answer.Value.values:
                self.add_error(name, self.fields[name].error_messages["required"])
        return typed

    @property
    def _because_of_words(self) -> dict[str, Question]:
        said = [self.data.get(name, "") for name in self.alarms_in]
        found = alarming.questions_for(kept.rows(WordCheck), said)
        return {ANSWER + one.code: one for one in found if not one.retired}

    @property
    def answers(self) -> dict[Question, str]:
        """What was answered of the words."""
        return {question: self.data[name] for name, question in self._because_of_words.items()}
