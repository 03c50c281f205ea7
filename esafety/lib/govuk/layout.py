"""Crispy layout objects in the dress: Fieldset, Reveal, Question, Words and Buttons."""

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django.template.loader import render_to_string
from django.utils.html import format_html_join


def names_in(layout) -> list[str]:
    """The names of the fields in a layout, in the order in which the page shows them."""
    if isinstance(layout, str):
        return [layout]
    if isinstance(layout, Question):
        return [layout.name]
    return [name for inner in getattr(layout, "fields", ()) for name in names_in(inner)]


class Question:
    """One field printed with options: `size` s, m, l or xl of its label; `heading` makes it the page's h1."""

    def __init__(self, name: str, *, size: str = "s", heading: bool = False):
        self.name, self.options = name, {"label_size": size, "label_heading": heading}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_field(self.name, form, context, template_pack=template_pack, extra_context=self.options)


class Fieldset(LayoutObject):
    """Fields under one legend, with an optional hint: Fieldset("Who told you?", "name", "when")."""

    def __init__(self, legend: str, *fields, hint: str = "", size: str = "m"):
        self.legend, self.fields, self.hint, self.size = legend, list(fields), hint, size

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inside = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(f"{template_pack}/layout/fieldset.html", {"fieldset": self, "inside": inside})


class Reveal(LayoutObject):
    """Radios or checkboxes that show further fields: Reveal("where", school=["asset_tag"]).

    The field's widget must be Radios or Checkboxes. Without JavaScript the further fields are simply there.
    """

    def __init__(self, name: str, **reveals: list):
        self.name, self.reveals = name, reveals
        self.fields = [name, *(inner for fields in reveals.values() for inner in fields)]

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        form[self.name].field.widget.reveals = {
            value: format_html_join(
                "", "{}", ((render_field(inner, form, context, template_pack=template_pack),) for inner in fields)
            )
            for value, fields in self.reveals.items()
        }
        return render_field(self.name, form, context, template_pack=template_pack)


class Words:
    """A partial template between the fields: Words("incidents/_before_you_type.html")."""

    fields = ()

    def __init__(self, template: str):
        self.template = template

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(self.template, context.flatten())


class Buttons:
    """The form's buttons: Buttons("Send report"), Buttons("Save", ("Save and next", "next")).

    Each further pair is (words, value) and posts `then=value`. `kind` is "", "secondary" or "warning"; `sticky`
    keeps them at the foot of a phone's screen; `mind` is a sentence just above them.
    """

    def __init__(self, words: str, *others: tuple[str, str], kind: str = "", sticky: bool = False, mind: str = ""):
        self.words, self.others, self.kind, self.sticky, self.mind = words, others, kind, sticky, mind

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(f"{template_pack}/layout/buttons.html", {"buttons": self})
