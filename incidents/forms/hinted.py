"""An adult here whom nobody chose and no full name says: the last page asks once; "yes" leads back to which it is."""

from functools import cached_property
from hashlib import sha256

from django import forms
from django.utils.datastructures import MultiValueDict

from esafety.lib.govuk.tags import together
from esafety.lib.govuk.widgets import Radios
from incidents.forms.named import IT_IS, MAY_BE, others_here
from incidents.mentions import hinted, named
from incidents.mentions.loosely import called
from incidents.models import Question
from incidents.routing import offices_barred
from school import kept
from school.glossary import labels_of
from school.models import Person, User
from school.people import roles_of

HINTED = f"{named.NAMED}adult"
ANSWERS = {IT_IS: "Yes", MAY_BE: "I am not sure", "not-about": "No, it is not about them"}
FREE = ("text", "told", "description", "pupil", "whose")  # not who holds a device now, nor who told the reporter
MOST = 3  # quoted


def question_about(hints: list[str], *, besides: bool = False) -> forms.ChoiceField:
    """One question, whatever was written. `besides`: it is about an adult here anyway."""
    typed = together([f"“{words}”" for words in hints[:MOST]])
    whom = "them" if besides else "somebody who works here"
    return forms.ChoiceField(
        label=f"You wrote {typed}. Is this report about {whom}?",
        help_text="If it is, or you are not sure, say next what they do here, so that they cannot see this report.",
        choices=list(ANSWERS.items()),
        widget=Radios,
        error_messages={"required": f"Say whether this report is about {whom}"},
    )


def hints_in(texts: list[str], mentions: list[named.Mention], by: User, chosen: list[Person]) -> list[str]:
    """What `by` wrote of an adult here, names beside it; beside one who was chosen, by office alone."""
    if any(one.is_adult_of_school for one in chosen):
        return others_in(texts, chosen)
    names = [one.words for one in mentions]
    families = [one.family_name for one in [by.person, *chosen]]
    known = {word for name in [*names, *families] for word in named.words(name)}
    others = [named.Name(one.ref, one.given_name, one.family_name) for one in [by.person, *chosen]]
    found = hinted.hints(texts, _labels(), known, called(others_here(by), others))
    return [*names, *found] if found else []


def others_in(texts: list[str], chosen: list[Person], said: frozenset[str] = frozenset()) -> list[str]:
    """The offices that what is about an adult here speaks of besides: neither held by one of those chosen nor `said`
    to be theirs."""
    held = {role for one in chosen if one.is_adult_of_school for role in roles_of(one.pk)}
    return hinted.offices(texts, _labels(), {*held, *said, *([hinted.NO_OFFICE] if said else [])})


def _labels() -> dict[str, str]:
    labels = labels_of(kept.school())
    return {office: labels[office] for office in hinted.OFFICES if office}


class Hints:
    """Reads a checked report for adults spoken of by office, by a name nobody has, or loosely."""

    @cached_property
    def hints(self) -> list[str]:
        """What was written of them, but what it says already; nothing where nobody may read it but the chair."""
        said = self.cleaned_data
        if not self._tick or "unknown" in said.get("offices", ()):
            return []
        texts = [said[name] for name in FREE if said.get(name)]
        if self.telling.is_about_adult:
            return others_in(texts, said["people"], offices_barred(said.get("offices", ())))
        return hints_in(texts, self.mentions, self.by, said["people"])

    @property
    def hint(self) -> dict[str, forms.ChoiceField]:
        """The question about them, by its name."""
        besides = self.telling.is_about_adult
        return {self.hint_name: question_about(self.hints, besides=besides)} if self.hints else {}

    @property
    def hint_name(self) -> str:
        """What the answer is called: another where something else was written, so that none stands for what it was
        not given to. Nobody's name."""
        asked = repr([self.telling.is_about_adult, self.hints, sorted(self.cleaned_data.get("offices", ()))])
        return HINTED + sha256(asked.encode()).hexdigest()[:12]

    @property
    def hinted(self) -> str:
        """What was answered."""
        return self.data.get(self.hint_name, "") if self.hints else ""

    @property
    def to_name(self) -> list[named.Mention]:
        """The names to ask about one by one: none where one question asks about all that was written."""
        return [] if self.hints and not self.telling.is_about_adult else self.mentions

    @property
    def is_answered(self) -> bool:
        """Is all answered that is asked about adults here, so that it is known who may not be told?"""
        return (self.hinted in ANSWERS or not self.hints) and all(self.is_said_of(one) for one in self.to_name)

    def as_about_adult(self) -> MultiValueDict:
        """The same report with the tick of page 1 that makes it about an adult here, and nothing typed lost."""
        typed = self.telling.typed.copy()
        ticks = [one.code for one in self.telling.ticked if one.means != "none"]
        typed.setlist("ticks", [*ticks, self._tick.code])
        described = typed.get("description", "")
        if not typed.get("pupil", "").strip() and not any(words in described for words in self.hints):
            typed["pupil"], typed["description"] = described, ""
        return typed

    @property
    def _tick(self) -> Question | None:
        first = [one for one in self.telling.questions.values() if one.asked == Question.Asked.FIRST]
        return next((one for one in first if one.staff and one.means == "yes"), None)
