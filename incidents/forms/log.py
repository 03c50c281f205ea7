"""Looking at the log of a month."""

from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.forms import GovForm


class ReviewForm(GovForm, forms.Form):
    """What somebody makes of a month's log. Nothing to say is an answer too."""

    submit = "I have looked at it"
    text = LongText(
        label="What did you decide, or ask for?",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Kept with your name and today’s date. Name no pupil",
    )
    month = forms.CharField(widget=forms.HiddenInput, max_length=7)
