"""Finding somebody on the register by words, without JavaScript: type, look, choose."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from school.models import Person


class FindsPerson(forms.Form):
    """Mix in after the form it serves, call `offer_found()` at the end of its __init__, and say how to `look_up`."""

    find = forms.CharField(label="Find the person", required=False, max_length=80, help_text="First or last name")
    person = forms.ChoiceField(label="Which person?", required=False, widget=forms.RadioSelect)
    found_by = forms.CharField(required=False, widget=forms.HiddenInput)  # the words that found those to choose from
    nobody = "Nobody of that name is on the register. Try the last name alone"

    def look_up(self, words: str) -> list[Person]:
        """Those whom the words fit, in the way the people who use this form may look."""
        raise NotImplementedError

    looking = False  # somebody was found and nobody chosen yet: the page shows whom, and nothing is done

    def offer_found(self) -> None:
        """Whom to choose from: the one chosen before, else those found."""
        found, field = self._found(), self.fields["person"]
        field.choices = [(person.ref, person.said) for person in found]
        if not found:
            field.widget = forms.HiddenInput()
        elif not self._chosen:
            self.looking, field.help_text = True, _what_to_do(len(found))
        if self.is_bound:
            self.data = self.data.copy()
            self.data["found_by"] = self._typed("find")
            if self.looking and len(found) == 1:
                self.data["person"] = found[0].ref

    def is_valid(self) -> bool:
        """What is typed is right, and it was said who is meant."""
        return super().is_valid() and not self.looking

    def is_nobody(self, cleaned: dict) -> bool:
        """Was nobody looked for or chosen, where nothing else has to be mended first?"""
        return not cleaned.get("person") and not self.looking and not self.errors

    @cached_property
    def _chosen(self) -> str:
        """Whom one chose, unless other words were typed since: then those look again."""
        anew = self.data.get("found_by") and self._typed("find") not in ("", self._typed("found_by"))
        return "" if anew else self._typed("person")

    def _found(self) -> list[Person]:
        chosen = Person.objects.here().filter(ref=self._chosen) if self._chosen else []
        words = self._typed("find").strip() if self.is_bound else ""
        return list(chosen) or (self.look_up(words) if words else [])

    def _typed(self, name: str) -> str:
        """What was posted, read before the fields are checked: without NUL, which PostgreSQL cannot be asked about."""
        return (self.data.get(name) or "").replace("\0", "")

    def clean(self):
        cleaned = super().clean()
        cleaned["person"] = Person.objects.here().filter(ref=cleaned.get("person") or "-").first()
        if not cleaned["person"] and cleaned.get("find") and not self.looking:
            if self.fields["person"].choices:
                raise ValidationError({"person": "Choose which person you mean"})
            raise ValidationError({"find": self.nobody})
        return cleaned


def _what_to_do(found: int) -> str:
    if found == 1:
        return "One person found, and chosen. Press the button again if it is who you mean"
    return f"{found} people found. Choose which person you mean, then press the button again"
