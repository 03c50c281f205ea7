"""The boxes of a receipt. Whatever adult here they may be about is asked about before anybody is told of them; and
alarming words ask what they ask of a report (U12).

All of it is asked at once, as questions; it is an error only where somebody saw a question and did not answer it.
"""

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
from incidents.mentions.named import NAMED, Mention
from incidents.models import Question
from incidents.reading.said import Said
from incidents.reporting.telling import ANSWER
from school.models import User

OFFICES, SHOWN = "offices", "shown"
WHICH = "Tick what they do here"
IF_ABOUT = "Only if it is about somebody who works here."


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
        self.waits = False  # is something asked for the first time

    def clean(self):
        texts = [self.cleaned_data.get("text", "")]
        self.mentions = mentions_in(texts, self.by, self.said.pupils)
        besides, hints = self._names_one, self._hints(texts)
        if hints:
            self._ask(HINTED, hinted.question_about(hints, besides=besides))
        for one in self.mentions:
            self._ask(_name(one), question_about(one), must=not hints or besides or self._is_about(HINTED))
        if hints:
            self._ask_office(besides)
        self._ask_raising(texts)
        return super().clean()

    def is_valid(self) -> bool:
        """Nothing is wrong, and nothing is asked for the first time."""
        return super().is_valid() and not self.waits

    def _ask_raising(self, texts: list[str]) -> None:
        """What the report asks because of such words, and once it is about an adult here."""
        by_words, once_about = self.said.asked_because_of(texts), self.said.asked_once_about_adult()
        is_about = any(self._is_about(name) for name in self.asked_of)
        for question in dict.fromkeys([*(once_about if self.asked_of else []), *by_words]):
            must, hint = is_about or question in by_words, "" if question in by_words else IF_ABOUT
            self._ask(_of(question), raising(question, must=must), must=must, hint=hint)
            if must:
                self.questions[_of(question)] = question

    def _hints(self, texts: list[str]) -> list[str]:
        """As the report asks."""
        if not self._names_one:
            return hinted.hints_in(texts, self.mentions, self.by, self.said.found)
        return hinted.others_in(texts, self.said.found, self.said.offices)

    @property
    def _names_one(self) -> bool:
        """Did the report say that it is about an adult here, or name one?"""
        return self.said.is_about_adult or any(one.is_adult_of_school for one in self.said.found)

    def _ask(self, name: str, field: forms.ChoiceField, *, must: bool = True, hint: str = "") -> None:
        field.help_text = f"{hint} {field.help_text}".strip()
        self.put(name, field)
        field.marked_optional = False  # an answer above demands it, or its own words say when
        self.asked_of.append(name)
        if must and self._answer(name) not in dict(field.choices):
            self._miss(name, field.error_messages["required"])

    def _ask_office(self, besides: bool) -> None:
        """Which office it is, as the report asks it of an adult who is not found by name."""
        field = deepcopy(Who.base_fields[OFFICES])
        field.label, field.help_text = "What do they do here?", f"{IF_ABOUT} {field.help_text}"
        self.put(OFFICES, field)
        self.asked_of.append(OFFICES)
        named = not besides and any(self._is_about(_name(one)) for one in self.mentions)
        if self._is_about(HINTED) and not named and not self._offices:
            self._miss(OFFICES, WHICH)

    def _miss(self, name: str, words: str) -> None:
        """An error where it stood on the page that was sent; else it is only asked."""
        if name in self.data.get(self.add_prefix(SHOWN), "").split():
            self.add_error(name, words)
        else:
            self.waits = True

    def _answer(self, name: str) -> str:
        return self.data.get(self.add_prefix(name), "")

    def _is_about(self, name: str) -> bool:
        """Was it said that it is, or may be, about them?"""
        return self._answer(name) in (IT_IS, MAY_BE)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions it asks."""
        return [self[name] for name in self.asked_of]

    @property
    def about(self) -> About | None:
        """Whom it is about, or may be, and what was answered of it; None where nothing was asked that says so."""
        meant = meant_of(self.mentions, lambda one: self._answer(_name(one)))
        answers = {question: self._answer(name) for name, question in self.questions.items()}
        return About(meant, self._offices, answers) if meant or self._offices or answers else None

    @property
    def _offices(self) -> frozenset[str]:
        """What whoever it is about does here, where no name says who it is."""
        if OFFICES not in self.asked_of or not self._is_about(HINTED):
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
