"""The boxes of a receipt. Whatever adult here they may be about is asked about before anybody is told of them."""

from copy import deepcopy

from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.forms import GovForm
from incidents.actions import About
from incidents.forms import hinted
from incidents.forms.hinted import HINTED
from incidents.forms.named import IT_IS, MAY_BE, meant_of, mentions_in, question_about
from incidents.forms.reporting import raising
from incidents.forms.who import Who
from incidents.models import Question
from incidents.named import NAMED, Mention
from incidents.said import Said
from incidents.telling import ANSWER
from school.models import User

OFFICES = "offices"
WHICH = "Tick what they do here"


class WordsForm(GovForm, forms.Form):
    """Something remembered by `by`, whose report `said` what it says.

    What was found out since decides nothing here: the questions would tell it.
    """

    submit = "Add it"
    only_if_asked = (OFFICES,)
    text = LongText(label="Add something I remembered", max_length=5000, rows=3)
    text.error_messages["required"] = "Write what you remembered, or leave the page"

    def __init__(self, *args, by: User, said: Said, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.said, self.mentions, self.asked_of, self.questions = by, said, [], [], {}

    def clean(self):
        texts = [self.cleaned_data.get("text", "")]
        self.mentions = mentions_in(texts, self.by, self.said.pupils)
        besides, hints = self._names_one, self._hints(texts)
        if hints:
            self._ask(HINTED, hinted.question_about(hints, besides=besides))
        if not hints or besides or self._is_about(HINTED):
            for one in self.mentions:
                self._ask(_name(one), question_about(one))
        if self._is_about(HINTED) and (besides or not any(self._is_about(_name(one)) for one in self.mentions)):
            self._ask_office()
        if any(self._is_about(name) for name in self.asked_of):
            for question in self.said.asked_once_about_adult():
                self.questions[_of(question)] = question
                self._ask(_of(question), raising(question, must=True))
        return super().clean()

    def _hints(self, texts: list[str]) -> list[str]:
        """As the report asks; nothing where the report said already which office it is about."""
        if not self._names_one:
            return hinted.hints_in(texts, self.mentions, self.by, self.said.found)
        return [] if self.said.names_office else hinted.others_in(texts, self.said.found)

    @property
    def _names_one(self) -> bool:
        """Did the report say that it is about an adult here, or name one?"""
        return self.said.is_about_adult or any(one.is_adult_of_school for one in self.said.found)

    def _ask(self, name: str, field: forms.ChoiceField) -> None:
        self.put(name, field)
        self.asked_of.append(name)
        if self._answer(name) not in dict(field.choices):
            self.add_error(name, field.error_messages["required"])

    def _ask_office(self) -> None:
        """Which office it is, as the report asks it of an adult who is not found by name."""
        self.put(OFFICES, deepcopy(Who.base_fields[OFFICES]))
        self.fields[OFFICES].label = "What do they do here?"
        self.asked_of.append(OFFICES)
        if not self._offices:
            self.add_error(OFFICES, WHICH)

    def _answer(self, name: str) -> str:
        return self.data.get(self.add_prefix(name), "")

    def _is_about(self, name: str) -> bool:
        """Was it said that it is, or may be, about them?"""
        return self._answer(name) in (IT_IS, MAY_BE)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions about adults here."""
        return [self[name] for name in self.asked_of]

    @property
    def about(self) -> About | None:
        """Whom it is about, or may be, and what was answered of it; None where it is about nobody here."""
        meant = meant_of(self.mentions, lambda one: self._answer(_name(one)))
        answers = {question: self._answer(name) for name, question in self.questions.items()}
        return About(meant, self._offices, answers) if meant or self._offices else None

    @property
    def _offices(self) -> frozenset[str]:
        """What whoever it is about does here, where no name says who it is."""
        if OFFICES not in self.asked_of:
            return frozenset()
        ticked = self.data.getlist(self.add_prefix(OFFICES))
        return frozenset(ticked).intersection(dict(self.fields[OFFICES].choices))


def _name(one: Mention) -> str:
    return NAMED + one.code


def _of(question: Question) -> str:
    return ANSWER + question.code


class AnswerForm(WordsForm):
    """The answer to what somebody asked the reporter."""

    submit = "Send my answer"
    text = LongText(label="Your answer", max_length=5000, rows=3)
    text.error_messages["required"] = "Write your answer"
