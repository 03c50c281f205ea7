"""What a number to ring and a web address look like, and the sentence where they do not."""

import re

from django import forms

DIALLED_BY = re.compile(r"\b(extension|ext|option|then|or|and|press)\b|x(?=\s*\d)", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+$", re.IGNORECASE)
ANY_ADDRESS = re.compile(r"(www\.|[a-z][a-z0-9+.-]*:\S)", re.IGNORECASE)
NUMBER = {"class": "govuk-input--width-20", "autocomplete": "off", "type": "tel"}


def can_be_rung(typed: str) -> None:
    """A number to ring, in whatever way the school writes it: figures, and the few words one dials by."""
    left = DIALLED_BY.sub("", typed)
    if typed and (not re.search(r"\d", typed) or re.search(r"[^\W\d_]", left)):
        raise forms.ValidationError("Enter a number to ring and no other words, for example 01632 960001 ext 204")


def is_web_address(typed: str) -> None:
    """Somewhere a browser can go, and nothing that runs in it."""
    if typed and not WEB_ADDRESS.match(typed):
        raise forms.ValidationError(
            "Enter a web address that begins with https://, for example https://www.lado.example"
        )


def is_a_place(typed: str) -> None:
    """A web address in full, or a place in words."""
    if typed and ANY_ADDRESS.match(typed) and not WEB_ADDRESS.match(typed):
        raise forms.ValidationError(
            "Enter a web address that begins with https://, or say in words where the paper copy is"
        )


def number(label: str, hint: str = "", *, required: bool = False) -> forms.CharField:
    """A box for a number to ring."""
    widget = forms.TextInput(attrs=NUMBER)
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=40, widget=widget, validators=[can_be_rung]
    )
