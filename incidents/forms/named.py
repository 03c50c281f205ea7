"""What a reporter's words say about adults here: names they wrote, and what the last page was answered about each."""

from collections.abc import Callable, Iterable
from functools import cached_property

from django import forms

from esafety.lib.govuk.widgets import Radios
from incidents.actions import Meant
from incidents.mentions import named
from incidents.mentions.misspelt import misspelt
from school import kept
from school.models import Person, User

IT_IS, MAY_BE, ELSE = "about", "unsure", "else"
ANSWERS = {
    IT_IS: "Yes, it is about them",
    "not-about": "They work here, but it is not about them",
    ELSE: "No, somebody else",
    MAY_BE: "I am not sure",
}
HINTS = {"not-about": "For example: it was done to them, they saw it, told you, or teach the class."}
# Where names are looked for; not in who told the reporter.
FREE = (
    "text",
    "told",
    "description",
    "pupil",
    "whose",
    "where_now",
    "held_by",
    "seen_by",
    "place",
    "device",
)


def question_about(name: named.Mention) -> forms.ChoiceField:
    """Is it about whoever has that name? Only the words the reporter typed, so that nobody learns another name."""
    said = "You named" if name.chosen else "You wrote"
    choices = [one for one in ANSWERS.items() if not (name.chosen and one[0] == ELSE)]
    return forms.ChoiceField(
        label=f"{said} “{name.words}”. Is this somebody who works here, and are they the person this is about?",
        help_text="If it is about them, or you are not sure, they cannot see this report.",
        choices=choices,
        widget=Radios(hints=HINTS),
        error_messages={"required": f"Say whether it is about “{name.words}”"},
    )


class Names:
    """Reads a checked report for the names of adults here."""

    @cached_property
    def mentions(self) -> list[named.Mention]:
        """The names of adults in it: of those chosen from the register, where that does not say yet that it is about
        them, and those typed, in that order."""
        texts = [self.cleaned_data[name] for name in FREE if self.cleaned_data.get(name)]
        people = self.cleaned_data["people"]
        chosen = [] if self.about_adult else [one for one in people if one.is_adult_of_school]
        typed = mentions_in(texts, self.by, frozenset(one.ref for one in people))
        return [named.Mention(one.name, frozenset({one.ref}), chosen=True) for one in chosen] + typed

    @property
    def meant(self) -> list[Meant]:
        """Those the report is about, or may be."""
        return meant_of(self.mentions, self._answer)

    @property
    def names_adult(self) -> bool:
        """Did an answer about a name say that it is, or may be, about an adult here?"""
        return any(self._answer(one) in (IT_IS, MAY_BE) for one in self.mentions)

    def is_said_of(self, name: named.Mention) -> bool:
        """Is it said whether it is about them?"""
        return self._answer(name) in ANSWERS

    def _answer(self, name: named.Mention) -> str:
        return self.data.get(named.NAMED + name.code, "")


def mentions_in(texts: list[str], by: User, chosen: frozenset[str]) -> list[named.Mention]:
    """The names in what `by` typed of adults who work here, but those in `chosen`; with a title, also misspelt."""
    spoken = {word for text in texts for word in named.words(text)}
    here = [(one, family) for one, family in _adults() if one.ref != by.person.ref]
    adults = [one for one, family in here if _may_be_in(family, spoken)]
    found = named.mentions(texts, adults, _pupils(adults), chosen) if adults else []
    families = [by.person.family_name, *_families_of(chosen)]
    nearly = misspelt(texts, [one for one, _ in here], families, chosen)
    means = {one.people for one in found}
    return found + [one for one in nearly if one.people not in means]


def others_here(by: User) -> list[named.Name]:
    """Everybody who works here but them."""
    return [one for one, _ in _adults() if one.ref != by.person.ref]


def _families_of(chosen: frozenset[str]) -> list[str]:
    return list(Person.objects.filter(ref__in=chosen).values_list("family_name", flat=True)) if chosen else []


def meant_of(mentions: Iterable[named.Mention], answer: Callable[[named.Mention], str]) -> list[Meant]:
    """Those it is about, or may be."""
    found = [one for one in mentions if answer(one) in (IT_IS, MAY_BE)]
    people = Person.objects.in_bulk({ref for one in found for ref in one.people}, field_name="ref")
    return [Meant(one.words, [people[ref] for ref in sorted(one.people)]) for one in found]


def _adults() -> list[tuple[named.Name, list[str]]]:
    """Everybody who works here, with or without an account, and the words of their last name. Never a pupil."""
    return kept.for_today("adults", _read_adults)


def _read_adults() -> list[tuple[named.Name, list[str]]]:
    return [(one, named.words(one.family)) for one in _names(Person.objects.here().adults())]


def _pupils(adults: list[named.Name]) -> list[named.Name]:
    families = {one.family for one in adults}
    return _names(Person.objects.here().filter(kind=Person.Kind.PUPIL, family_name__in=families))


def _names(people) -> list[named.Name]:
    return [named.Name(*row) for row in people.values_list("ref", "given_name", "family_name")]


def _may_be_in(family: list[str], spoken: set[str]) -> bool:
    return spoken.issuperset(family) or "".join(family) in spoken
