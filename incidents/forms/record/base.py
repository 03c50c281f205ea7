"""The shape of every form about a record."""

from django import forms
from django.core.exceptions import ValidationError

from esafety.lib.govuk.forms import GovForm
from incidents.models import Incident
from school import lookup
from school.models import Person

CHANGED = "Somebody else changed this record while you were writing. Read what is new below, then save again"


class RecordForm(GovForm, forms.Form):
    """A form that does one thing to one record. `words` stands under the title; `act()` runs the action."""

    title = ""
    words = ""
    submit = "Save"
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, record: Incident, user, about: str = "", **kwargs):
        self.record, self.user, self.about = record, user, about
        kwargs["initial"] = {"version": record.version} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that depend on the record."""

    def act(self) -> None:
        """Run the action with what was typed."""
        raise NotImplementedError

    def changed_meanwhile(self) -> None:
        """Somebody else saved first: what was typed stays, and the next Save is on what the record is now."""
        self.add_error(None, ValidationError(CHANGED, code="changed"))
        self.data = self.data.copy()
        self.data["version"] = str(Incident.objects.values_list("version", flat=True).get(pk=self.record.pk))

    @property
    def by(self) -> dict:
        """Who acts, and on which reading of the record."""
        return {"by": self.user, "version": self.cleaned_data["version"]}


class ButtonForm(RecordForm):
    """Nothing to type: a button and what it means."""


class FindsPerson(RecordForm):
    """Finds somebody on the register by words, without JavaScript: type, look, choose."""

    find = forms.CharField(
        label="Find the person", required=False, max_length=80, help_text="First or last name, and form if you know it"
    )
    person = forms.ChoiceField(label="Which person?", required=False, widget=forms.RadioSelect)
    only_if_asked = ("find", "person", "description")

    def prepare(self) -> None:
        found = self._found()
        self.fields["person"].choices = [(person.ref, described(person)) for person in found]
        if not found:
            self.fields["person"].widget = forms.HiddenInput()

    def _found(self) -> list[Person]:
        chosen = Person.objects.here().filter(ref=self._typed("person")) if self.is_bound else []
        words = self._typed("find").strip() if self.is_bound else ""
        return list(chosen) or (lookup.find(words, by=self.user) if words else [])

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


def described(person: Person) -> str:
    """A person as a choice: name, and form or what they are."""
    return f"{person.name}, {person.form or person.get_kind_display().lower()}"
