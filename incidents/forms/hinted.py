"""An adult here whom nobody chose and no name says: the last page asks once, and "yes" leads back to which it is."""

from functools import cached_property

from django import forms
from django.utils.datastructures import MultiValueDict

from esafety.lib.govuk.tags import together
from esafety.lib.govuk.widgets import Radios
from incidents import hinted, named
from incidents.forms.named import IT_IS, MAY_BE
from incidents.models import Question
from school import kept
from school.glossary import labels_of
from school.models import Person, User
from school.roles import Role

HINTED = f"{named.NAMED}adult"
ANSWERS = {IT_IS: "Yes", MAY_BE: "I am not sure", "not-about": "No, it is not about them"}
FREE = ("text", "told", "description", "pupil", "whose")  # not who holds a device now, nor who told the reporter
OFFICES = (Role.HEADTEACHER, Role.DSL, Role.COORDINATOR, Role.NETWORK_MANAGER)
MOST = 3  # quoted


def question_about(hints: list[str]) -> forms.ChoiceField:
    """One question, whatever was written."""
    typed = together([f"“{words}”" for words in hints[:MOST]])
    return forms.ChoiceField(
        label=f"You wrote {typed}. Is this report about somebody who works here?",
        help_text="If it is, or you are not sure, say next what they do here, so that they cannot see this report.",
        choices=list(ANSWERS.items()),
        widget=Radios,
        error_messages={"required": "Say whether this report is about somebody who works here"},
    )


def hints_in(texts: list[str], mentions: list[named.Mention], by: User, chosen: list[Person]) -> list[str]:
    """What `by` wrote of an adult here, names beside it; nothing where one of those chosen is that adult."""
    if any(one.is_adult_of_school for one in chosen):
        return []
    names = [one.words for one in mentions]
    families = [one.family_name for one in [by.person, *chosen]]
    known = {word for name in [*names, *families] for word in named.words(name)}
    labels = labels_of(kept.school())
    found = hinted.hints(texts, [labels[office.value] for office in OFFICES], known)
    return [*names, *found] if found else []


class Hints:
    """Reads a checked report for adults spoken of by office, or by a name nobody has."""

    @cached_property
    def hints(self) -> list[str]:
        """What was written of them; nothing where the report says already which adult it is about."""
        if self.telling.is_about_adult or not self._tick:
            return []
        texts = [self.cleaned_data[name] for name in FREE if self.cleaned_data.get(name)]
        return hints_in(texts, self.mentions, self.by, self.cleaned_data["people"])

    @property
    def to_name(self) -> list[named.Mention]:
        """The names to ask about one by one: none where one question asks about all that was written."""
        return [] if self.hints else self.mentions

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
