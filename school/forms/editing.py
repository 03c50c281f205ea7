"""Forms that change a row: what was typed is kept, a refusal becomes a sentence, and two people saving are told."""

from collections.abc import Callable

from django import forms
from django.db import IntegrityError

from esafety.lib.govuk.forms import GovForm
from school.editing import AskedFirst, ChangedMeanwhile, version_of
from school.refusals import Refused


class ActForm(GovForm):
    """Mix in before forms.Form or forms.ModelForm."""

    submit = "Save"

    def carries_out(self, act: Callable[[dict], object]) -> bool:
        """Hand what was typed to an action; where it is refused, say so beside the field and answer False."""
        if not self.is_valid():
            return False
        try:
            act(self.values)
        except Refused as refused:
            self.tell(refused)
            return False
        except IntegrityError:
            # Two people, or two presses, at the same moment: the checks of both passed before either wrote.
            self.add_error(None, "The same was saved a moment ago. Look whether it is there before you try again.")
            return False
        return True

    @property
    def values(self) -> dict:
        """What was typed, without what only the form needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def tell(self, refused: Refused) -> None:
        """The sentence, beside its field where it has one here."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.words)


class EditForm(ActForm, forms.ModelForm):
    """A form over one row; `seen` is which writing of it the person had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["seen"]
        else:
            self.initial["seen"] = version_of(self.instance)

    @property
    def version(self) -> int:
        """The writing that was seen; a form sent without it has seen none."""
        return self.cleaned_data.get("seen") or 0

    def tell(self, refused: Refused) -> None:
        """Also note what the row is now, so that saving again is done knowingly."""
        super().tell(refused)
        if isinstance(refused, ChangedMeanwhile):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = refused.version


class Act(ActForm, forms.Form):
    """A button and nothing to type."""


class SureAct(Act):
    """A button once more, under what pressing it means; `sure` is what was said."""

    sure = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, asked: AskedFirst, **kwargs):
        super().__init__(*args, initial={"sure": asked.sure}, **kwargs)
        self.submit = "Do it all the same"
