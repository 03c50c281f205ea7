"""What is asked of a matter besides its story: of reporters who open “more”, and of those who deal with it."""

from django import forms

from incidents.models.particulars import Certainty, DeviceKind, Equipment, Site, Source

NOT_KNOWN = ("", "Not known")


def choice(label: str, choices, hint: str = "") -> forms.ChoiceField:
    """One of these, or not known."""
    return forms.ChoiceField(label=label, help_text=hint, required=False, choices=[NOT_KNOWN, *choices])


def yes_or_no(label: str, hint: str = "") -> forms.TypedChoiceField:
    """True, False, or None where it is not known."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=[NOT_KNOWN, ("True", "Yes"), ("False", "No")],
        coerce=lambda value: value == "True",
        empty_value=None,
    )


class ParticularsFields(forms.Form):
    """By the names of incidents.particulars, save those that only whoever decides can say."""

    certainty = choice("Did it happen, or is it a suspicion?", Certainty.choices)
    attempted = yes_or_no("Was it tried and not managed?")
    site = choice("Where did it happen?", Site.choices)
    equipment = choice("Whose equipment was used?", Equipment.choices)
    device_kind = choice("What kind of device?", DeviceKind.choices)
    source = choice("Who said it first?", Source.choices)
