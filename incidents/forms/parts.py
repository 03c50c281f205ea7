"""What part each had, as far as the reporter knows: asked beside everybody named, where that is two or more (U27)."""

from django import forms
from django.template.loader import render_to_string

from incidents.models import Involved
from incidents.reading.said import with_part
from school.models import Person

PART = "part-"  # how the answers about somebody found by name are called
SAID = Involved.Said


def part_of(whom: str) -> forms.ChoiceField:
    """Nobody has to say; what is left is what such a matter usually has."""
    field = forms.ChoiceField(
        label=f"What part did {whom} have?",
        required=False,
        choices=[("", "I am not sure"), *SAID.choices],
        error_messages={"invalid_choice": "Choose their part from the list"},
    )
    field.marked_optional = False  # the first answer says so
    return field


class Parts(forms.Form):
    """The part of whoever is described, and of each who was found by name. Adults here are asked about elsewhere."""

    part = part_of("they")

    def offer_parts(self, people: list[Person]) -> None:
        """Ask for the part of each, beside the box that is ticked for them."""
        for one in people:
            if not one.is_adult_of_school:
                self.fields.setdefault(PART + one.ref, part_of(one.name))

    def beside(self, ref: str) -> str:
        """The question about this person, for the list they are ticked in; nothing where none is asked."""
        name = PART + ref
        return render_to_string("govuk/field.html", {"field": self[name]}) if name in self.fields else ""

    def part_typed(self, name: str) -> str:
        typed = self.data.get(name, "") if name in self.fields else ""
        return typed if typed in SAID.values else ""

    def with_part(self, one: Person) -> str:
        """Somebody found by name, and what the reporter said of them."""
        return with_part(one.said, self.part_typed(PART + one.ref))

    @property
    def parts(self) -> dict[int | None, str]:
        """What was said, by the key of each person; None: of whoever is described."""
        said = {one.pk: self.part_typed(PART + one.ref) for one in self.cleaned_data["people"]}
        if self.cleaned_data.get("description"):
            said[None] = self.part_typed("part")
        return {key: part for key, part in said.items() if part}
