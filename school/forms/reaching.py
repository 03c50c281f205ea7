"""What a number to ring and a web address look like, and the sentence where they do not."""

import re
from collections.abc import Sequence

from django import forms
from django.core.validators import validate_email

from esafety.lib.telephone import EVERYBODYS, dial

DIALLED_BY = re.compile(r"\b(extension|ext|option|then|or|and|press)\b|x(?=\s*\d)", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+$", re.IGNORECASE)
ANY_ADDRESS = re.compile(r"(www\.|[a-z][a-z0-9+.-]*:\S)", re.IGNORECASE)
FIGURES = 5  # the least of a number that is dialled from outside
NUMBER = {"class": "govuk-input--width-20", "autocomplete": "off", "type": "tel"}


def can_be_rung(typed: str) -> None:
    """A number to ring, in whatever way the school writes it: figures, and the few words one dials by."""
    left = DIALLED_BY.sub("", typed)
    if typed and (not re.search(r"\d", typed) or re.search(r"[^\W\d_]", left)):
        raise forms.ValidationError("Enter a number to ring and no other words, for example 01632 960001 ext 204")


def from_outside(typed: str) -> None:
    """Long enough to be dialled from a street: a slip of the finger is no number, and neither is an extension."""
    if re.search(r"\d", typed) and len(re.findall(r"\d", typed)) < FIGURES:
        raise forms.ValidationError(
            "Enter the number in full, as it is dialled from outside, for example 01632 960001"
        )


def in_full_or_everybodys(typed: str) -> None:
    """The same of a body outside the school; 101 and 999 are numbers in full."""
    if dial(typed) not in EVERYBODYS:
        from_outside(typed)


def is_nobodys(typed: str) -> None:
    """A number of the school's own: not one that everybody in the country rings."""
    if dial(typed) in EVERYBODYS:
        raise forms.ValidationError("Enter a number of the school, for example 204")


def reaches_somebody(typed: str) -> None:
    """A person's number or e-mail address; 999 and 101 have agreed to nothing."""
    try:
        if dial(typed) in EVERYBODYS:
            raise forms.ValidationError("Not a person")
        for check in [validate_email] if "@" in typed else [can_be_rung, from_outside]:
            check(typed)
    except forms.ValidationError:
        raise forms.ValidationError(
            "Enter a number in full or an e-mail address of somebody who agreed. 999, 112 and 101 are not a contact"
        ) from None


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


def number(label: str, hint: str = "", *, required: bool = False, validators: Sequence = ()) -> forms.CharField:
    """A box for a number to ring; `validators`: what it has to be besides."""
    box, checks = forms.TextInput(attrs=NUMBER), [can_be_rung, *validators]
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=40, widget=box, validators=checks
    )
