"""Controls Django has no equal for: choices with hints, an answer that excludes the others, a date in three boxes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms


class Choices:
    """What radios and checkboxes share.

    `hints` maps a value to a sentence under it; `exclusive` names values that untick the rest ("None of these");
    `divider_before` puts "or" above that value; `reveals` is filled in by layout.Reveal; `beside` answers what
    stands with a value, ticked or not. `folded` opens each group of
    choices by a press; one with an answer in it is open.
    """

    def __init__(
        self, *args, hints=None, exclusive=(), divider_before=None, small=False, inline=False, folded=False, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.folded = folded
        self.hints = {str(value): words for value, words in (hints or {}).items()}
        self.exclusive = {str(value) for value in exclusive}
        self.divider_before = None if divider_before is None else str(divider_before)
        self.small, self.inline = small, inline
        self.reveals: dict[str, str] = {}
        self.beside: Callable[[str], str] = lambda value: ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"small": self.small, "inline": self.inline, "reveals": bool(self.reveals)}
        context["widget"]["folded"] = self.folded
        return context

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex=subindex, attrs=attrs)
        option["attrs"].pop("aria-describedby", None)
        return option | {
            "hint": self.hints.get(str(value)),
            "exclusive": str(value) in self.exclusive,
            "divider": str(value) == self.divider_before,
            "reveal": self.reveals.get(str(value)),
            "beside": self.beside(str(value)),
        }


class Radios(Choices, forms.RadioSelect):
    """One answer of a few."""


class Checkboxes(Choices, forms.CheckboxSelectMultiple):
    """Any number of answers."""


class DateBoxes(forms.MultiWidget):
    """Day, month and year typed as numbers, the way people say a date. Understood by fields.DateField."""

    template_name = "django/forms/widgets/date_boxes.html"
    use_fieldset = True
    parts = (("day", 2), ("month", 2), ("year", 4))

    def __init__(self, attrs=None):
        super().__init__({part: forms.TextInput() for part, _ in self.parts}, attrs)
        self.wrong: set[str] = set()

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, (part, width) in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            wrong = bool(box["attrs"].pop("aria-invalid", None)) and (not self.wrong or part in self.wrong)
            box["attrs"].pop("aria-describedby", None)
            box |= {"part": part, "width": width, "wrong": wrong}
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{next((at for at, (part, _) in enumerate(self.parts) if part in self.wrong), 0)}"
