"""Finding somebody on the register by words, without JavaScript: type, look, choose."""

from django import forms
from django.core.exceptions import ValidationError

from school.models import Person


class FindsPerson(forms.Form):
    """Mix in after the form it serves, call `offer_found()` at the end of its __init__, and say how to `look_up`."""

    find = forms.CharField(
        label="Find the person", required=False, max_length=80, help_text="First or last name, and form if you know it"
    )
    person = forms.ChoiceField(label="Which person?", required=False, widget=forms.RadioSelect)

    def look_up(self, words: str) -> list[Person]:
        """Those whom the words fit, in the way the people who use this form may look."""
        raise NotImplementedError

    def offer_found(self) -> None:
        """Whom to choose from: the one chosen before, else those found."""
        found = self._found()
        self.fields["person"].choices = [(person.ref, person.said) for person in found]
        if not found:
            self.fields["person"].widget = forms.HiddenInput()

    def _found(self) -> list[Person]:
        chosen = Person.objects.here().filter(ref=self._typed("person")) if self.is_bound else []
        words = self._typed("find").strip() if self.is_bound else ""
        return list(chosen) or (self.look_up(words) if words else [])

    def _typed(self, name: str) -> str:
        """What was posted, read before the fields are checked: without NUL, which PostgreSQL cannot be asked about."""
        return (self.data.get(name) or "").replace("\0", "")

    def clean(self):
        cleaned = super().clean()
        cleaned["person"] = Person.objects.here().filter(ref=cleaned.get("person") or "-").first()
        if not cleaned["person"] and cleaned.get("find"):
            self._ask_which()
        return cleaned

    def _ask_which(self) -> None:
        found = self.fields["person"].choices
        if len(found) == 1:
            self.data = self.data.copy()
            self.data["person"] = found[0][0]
            raise ValidationError({"person": "One person found, and chosen below. Press again if it is who you mean"})
        if found:
            raise ValidationError({"person": "Choose which person you mean"})
        raise ValidationError({"find": "Nobody of that name is on the register. Try the last name alone"})
