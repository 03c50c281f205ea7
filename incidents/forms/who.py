"""Who it was: found by name and ticked, described, or not known. About an adult here, a pupil has boxes besides."""

import re
from functools import cached_property

from django import forms
from django.utils.datastructures import MultiValueDict

from esafety.lib.govuk.widgets import Checkboxes
from incidents import routing
from incidents.forms.parts import Parts
from incidents.reading.said import said_of, whoever, with_part
from school import lookup
from school.models import Person
from school.roles import Perm

REF = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
PUPIL = ("find_pupil", "pupils", "pupil")  # asked besides where it is about an adult here
DESCRIBE = {"describe-find": ("find", "description"), "describe-pupil": ("find_pupil", "pupil")}  # what a button moves
# How each box says whom it looks for, so that no two say the same: to tick, found by nothing, to type.
# Then what else one may do, where nobody is found and where somebody is: an adult here is not only described.
DESCRIBED = (", describe them, or empty this box", ", or describe them")
OFFICE_TICKED = (", or tick what they do here", ", or empty this box and tick what they do here")
ADULT_SOUGHT = ("which adult", "No adult here", "adult’s name", OFFICE_TICKED)
PUPIL_SOUGHT = ("which pupil", "No pupil", "pupil’s name", DESCRIBED)
TOO = "Tick what they do here too, or “I don’t know”. For example: the supply teacher in room 12 on Tuesday"
GONE_ADULT = "Somebody you ticked is not on the list any more. Find them again, or tick what they do here"
GONE = {"invalid_choice": "Somebody you ticked is not on the list any more. Find them again, or describe them"}


def as_description(typed: MultiValueDict) -> MultiValueDict:
    """What was typed; where it was asked for, words that found nobody stand in the box that describes."""
    if typed.get("then") not in DESCRIBE:
        return typed
    left, right = DESCRIBE[typed["then"]]
    moved = typed.copy()
    moved[right] = ", ".join(filter(None, [typed.get(right, "").strip(), typed.get(left, "").strip()]))
    moved[left] = ""
    return moved


class LookUp:
    """A box in which people are looked for, and the list beside it of those found and those ticked."""

    def __init__(self, form, box: str, ticks: str, among, sought=("who", "Nobody", "name", DESCRIBED)):
        self.form, self.box, self.ticks, self.among, self.sought = form, box, ticks, among, sought
        self.describe = next(then for then, (left, _) in DESCRIBE.items() if left == box)
        self.nobody = self.too_many = False
        self._offer(self.chosen)

    @property
    def typed(self) -> str:
        return self.form.typed(self.box)

    @cached_property
    def chosen(self) -> list[Person]:
        """Those ticked so far, in whichever list that was. What is no reference is nobody's."""
        return list(self.among.filter(ref__in=filter(REF.fullmatch, self.form.ticked)))

    def _offer(self, people: list[Person]) -> None:
        self.found = {one.ref: one for one in people}
        field = self.form.fields[self.ticks]
        field.choices, field.widget.beside = [(one.ref, said_of(one)) for one in people], self.form.beside
        self.form.offer_parts(people)

    def look(self) -> None:
        """Offer those who fit beside those chosen. Each look-up is logged, without its words."""
        found = lookup.find(self.typed, by=self.form.by, among=self.among)
        self.nobody, self.too_many = not found, len(found) == lookup.AT_MOST
        self._offer(list({one.pk: one for one in [*self.chosen, *found]}.values()))

    @property
    def why_nobody(self) -> str:
        """What to do where the words find nobody."""
        _, nobody, name, _ = self.sought
        if lookup.is_too_short(self.typed):
            return f"Type at least two letters of the {name}"
        if all(len(word) <= lookup.SHORTEST and word.isalpha() for word in self.typed.split()):
            return f"{nobody} fits these letters. Try how else the {name} may be spelt"
        return f"{nobody} fits these words. Try fewer letters, or the last name alone"

    @property
    def why_not_all(self) -> str:
        """What to type where more fit than are shown: a whole year needs a name, a name more of it."""
        if any(letter.isdecimal() for letter in self.typed):
            more = f"Add part of the first or last name, for example {self.typed} Sam"
        else:
            more = "Type more of the name to see others"
        return f"These are the first {lookup.AT_MOST}. {more}"

    @property
    def why_left(self) -> str:
        """What to do where somebody typed is neither ticked nor described, in words that say which box it is."""
        who, *_, (if_nobody, if_found) = self.sought
        return f"{self.why_nobody}{if_nobody}" if self.nobody else f"Tick {who} you mean{if_found}"

    @property
    def is_left(self) -> bool:
        """Somebody is typed whom no tick means."""
        chosen = Person.objects.filter(pk__in=[one.pk for one in self.chosen])
        return bool(self.typed) and not lookup.matching(self.typed, chosen).exists()


class Who(Parts):
    """The boxes that ask who it was, of whom `by` reports."""

    find = forms.CharField(
        label="Find them by name or form",
        required=False,
        max_length=80,
        help_text="For example: Sam Smith, 9B, or Year 9",
    )
    people = forms.MultipleChoiceField(
        label="Tick who you mean", required=False, widget=Checkboxes, error_messages=GONE
    )
    offices = forms.MultipleChoiceField(
        label="If you did not find the adult, what do they do here?",
        help_text="Whoever does that work cannot see this report until somebody else has found out who it is.",
        required=False,
        widget=Checkboxes(exclusive=["unknown"]),
        choices=[(code, words) for code, (words, _) in routing.SAID_OFFICES.items()],
        error_messages={"invalid_choice": "Tick what they do here, from the list"},
    )
    description = forms.CharField(
        label="Or describe them",
        required=False,
        max_length=200,
        help_text="For example: Year 9, blue bag, back row, Mr K’s period 3",
        widget=forms.TextInput({"placeholder": " "}),  # the stylesheet tells by it whether somebody is described
    )
    unknown = forms.BooleanField(label="I don’t know the name", required=False)
    find_pupil = forms.CharField(
        label="Find the pupil by name or form",
        required=False,
        max_length=80,
        help_text="For example: Sam Smith, 9B, or Year 9",
    )
    pupils = forms.MultipleChoiceField(
        label="Tick which pupil you mean", required=False, widget=Checkboxes, error_messages=GONE
    )
    pupil = forms.CharField(label="Or describe the pupil", required=False, max_length=200)

    def ask_who(self, *, about_adult: bool) -> None:
        """Ask in the way that is right for whoever reports, and for what it is about."""
        self.about_adult, self.may_look_up, self.left = about_adult, self.by.can(Perm.LOOK_UP_PEOPLE), []
        if not self.may_look_up:
            self._only_describe()
        elif about_adult:
            self.fields["find"].label, self.fields["find"].help_text = "Find the adult by name", "For example: Smith"
            self.fields["description"].label = "Describe the adult as well"
            self.fields["people"].error_messages["invalid_choice"] = GONE_ADULT
        if about_adult:
            self.fields["description"].help_text = TOO

    def _only_describe(self) -> None:
        """Somebody who may not look people up says in words whom they mean."""
        for name in ("find", "people", "find_pupil", "pupils"):
            del self.fields[name]
        self.fields["description"].label = "Say who it was, or describe them"
        self.fields["description"].help_text = "And what each did: Sam Smith, 9B, filmed it; a Year 8 was hit"
        self.fields["offices"].label = "What do they do here?"
        self.fields["pupil"].label = "Which pupil?"

    # --- Looking up -----------------------------------------------------------------------------------------
    @cached_property
    def looks(self) -> dict[str, LookUp]:
        """The boxes people are looked for in, by name."""
        here = Person.objects.here()
        if not self.may_look_up:
            return {}
        if not self.about_adult:
            return {"find": LookUp(self, "find", "people", here)}
        return {
            "find": LookUp(self, "find", "people", here.adults(), ADULT_SOUGHT),
            "find_pupil": LookUp(self, "find_pupil", "pupils", here.pupils_and_parents(), PUPIL_SOUGHT),
        }

    @property
    def ticked(self) -> list[str]:
        return [*self.data.getlist("people"), *self.data.getlist("pupils")] if self.is_bound else []

    @property
    def chosen(self) -> list[Person]:
        return [person for look in self.looks.values() for person in look.chosen]

    def sort_ticks(self) -> None:
        """A tick given before the kind was chosen stands in the list its person belongs to now."""
        if self.looks:
            pupils = [one.ref for one in self.looks["find_pupil"].chosen] if self.about_adult else []
            self.data.setlist("people", [ref for ref in self.ticked if ref not in pupils])
            self.data.setlist("pupils", pupils)

    def typed(self, name: str, most: int = 200) -> str:
        """What stands in a box, right or wrong."""
        return self.data.get(name, "").replace("\0", "").strip()[:most]

    def look_up(self, then: str | None = None) -> bool:
        """Look for whoever is typed and not said yet. Was that all that was asked: was a Find button pressed?"""
        pressed = self.looks.get(then or "")
        pressed = pressed if pressed and pressed.typed else None
        self.left = [] if pressed else [one for one in self.looks.values() if self._is_left(one)]
        for one in [pressed] if pressed else self.left:
            one.look()
        return bool(pressed)

    def _is_left(self, look: LookUp) -> bool:
        besides = ("description", "unknown") if look.box == "find" else ("pupil",)
        return not any(self.typed(name) for name in besides) and look.is_left

    # --- Checking -------------------------------------------------------------------------------------------
    def check_who(self, said) -> None:
        """Whoever is meant is ticked, described, or said not to be known."""
        found = {ref: one for look in self.looks.values() for ref, one in look.found.items()}
        said["people"] = [found[ref] for name in ("people", "pupils") for ref in said.get(name, ())]
        for look in self.left:
            if not (look.nobody and look.box == "find" and said.get("offices")):
                self.add_error(look.box, look.why_left)
        if "find" not in self.errors and "description" not in self.errors:
            self._check_anybody(said)

    def _check_anybody(self, said) -> None:
        if self.about_adult:
            known = said.get("offices") or any(one.is_adult_of_school for one in said["people"])
            if not known and not self.names_adult:
                find = "Find the adult by name and tick them, or tick" if self.may_look_up else "Tick"
                self.add_error("offices", f"{find} what they do here")
        elif not (said["people"] or said.get("description") or said.get("unknown") or self.may_be_nobody):
            find = "Find who it was, describe them," if self.may_look_up else "Say who it was, describe them,"
            self.add_error(self.asks_who, f"{find} or tick “I don’t know the name”")

    @property
    def may_be_nobody(self) -> bool:
        """Is it of a kind of which nobody has to be named: a thing that is missing?"""
        return bool(self.telling.kind and self.telling.kind.nobody)

    @property
    def asks_who(self) -> str:
        """The first box of the question who it was."""
        return "find" if self.may_look_up else "description"

    @property
    def asks_pupil(self) -> str:
        """The first box of the question which pupil."""
        return "find_pupil" if self.may_look_up else "pupil"

    # --- What it says ---------------------------------------------------------------------------------------
    @property
    def who_rows(self) -> list[tuple[str, str, str]]:
        """Everybody named or described, one on each line, and where on the page they are asked for."""
        said = self.cleaned_data
        about = [one for one in said["people"] if one.is_adult_of_school or not self.about_adult]
        offices = [routing.SAID_OFFICES[code][0] for code in said.get("offices", ())]
        described = with_part(said["description"], self.parts.get(None, "")) if said["description"] else ""
        who = [*map(self.with_part, about), *offices, *filter(None, [described])]
        pupils = [self.with_part(one) for one in said["people"] if one not in about] + [said.get("pupil", "")]
        rows = [("Who", "\n".join(who) or whoever(self.telling.kind), self.asks_who)]
        return rows + [("Which pupil", "\n".join(filter(None, pupils)), self.asks_pupil)] * any(pupils)
