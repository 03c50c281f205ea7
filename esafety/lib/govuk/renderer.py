"""Gives every plain Django widget its GOV.UK class, so that a form looks right however it is printed."""

from django.forms.renderers import TemplatesSetting

CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "clearable_file_input": "govuk-file-upload",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
}
TYPED = {"text", "email", "number", "url", "tel", "search", "date", "datetime", "time"}


def piece_name(template_name: str) -> str:
    """The last part of a widget's template name: django/forms/widgets/text.html is `text`."""
    return template_name.rsplit("/", 1)[-1].removesuffix(".html")


def dressed(attrs: dict, piece: str) -> dict:
    """The widget's attributes with the classes of its kind; a widget's own classes are kept."""
    base = "govuk-input" if piece in TYPED else CLASSES.get(piece, "")
    if not base:
        return attrs
    wrong = attrs.get("aria-invalid") and not piece.startswith("checkbox")
    error = f" {base.split()[0]}--error" if wrong else ""
    dress = attrs | {"class": f"{base}{error} {attrs.get('class', '')}".strip()}
    # A browser cuts a long paste without a word; the server's sentence says by how much it is too long.
    limit = dress.pop("maxlength", None)
    return counted(dress) if piece == "textarea" and limit else dress


def counted(attrs: dict) -> dict:
    """A text area whose characters are counted, tied to the sentence that says how many are left."""
    described = f"{attrs.get('aria-describedby', '')} {attrs.get('id', '')}-info".strip()
    return attrs | {"class": f"{attrs['class']} govuk-js-character-count", "aria-describedby": described}


class GovRenderer(TemplatesSetting):
    """FORM_RENDERER: `{{ form }}` and `{{ form.field }}` wear the dress with nothing said in the template."""

    form_template_name = "govuk/uni_form.html"
    formset_template_name = "govuk/uni_formset.html"
    field_template_name = "govuk/field.html"

    def render(self, template_name, context, request=None):
        widget = context.get("widget")
        if widget and not widget.get("is_hidden"):
            widget = widget | {"attrs": dressed(widget["attrs"], piece_name(template_name))}
            context = context | {"widget": widget}
        return super().render(template_name, context, request)
