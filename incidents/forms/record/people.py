"""Who had a part, and who should not handle it."""

from django import forms

from incidents import actions
from incidents.forms.record.base import FindsPerson, RecordForm
from incidents.models import Involved

PARTS = Involved.Part.choices


class Involve(FindsPerson):
    asks = {"part": "Choose what part they had"}
    title, where = "Add a person involved", "People"
    words = "An adult of the school whose conduct is in question loses every trace of this record at once."
    submit = "Add"
    description = forms.CharField(
        label="Or describe them", required=False, max_length=200, help_text="For example: Year 9, blue bag, back row"
    )
    part = forms.ChoiceField(label="What part did they have?", choices=PARTS, widget=forms.RadioSelect)
    field_order = ("find", "person", "description", "part", "version")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("description") and self.is_nobody(cleaned):
            self.add_error("find", "Find a person or describe them")
        return cleaned

    def act(self) -> None:
        typed = self.cleaned_data
        actions.involve(
            self.record, person=typed["person"], description=typed["description"], part=typed["part"], **self.by
        )


class TakePart(RecordForm):
    asks = {"who": "Choose whose part it was"}
    title, where, link = "What part did they have?", "People", "Say what part they had"
    who = forms.ModelChoiceField(label="Who?", queryset=Involved.objects.none(), widget=forms.RadioSelect)
    part = forms.ChoiceField(
        label="Their part",
        choices=PARTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what part they had"},
    )

    @classmethod
    def fits(cls, shown, user) -> bool:
        return bool(shown.involved)

    def prepare(self) -> None:
        field = self.fields["who"]
        field.queryset = self.record.involved.select_related("person")
        field.label_from_instance = lambda row: row.person.name if row.person else row.description

    def act(self) -> None:
        actions.take_part(self.cleaned_data["who"], self.cleaned_data["part"], **self.by)


class Conflicted(FindsPerson):
    asks = {"reason": "Write why they should not deal with it"}
    title, where = "Somebody should not handle this", "People"
    words = "For example a relative or close friend of somebody involved. They find no trace of it from now on."
    submit = "Take them off it"
    reason = forms.CharField(label="Why?", max_length=300)
    field_order = ("find", "person", "reason", "version")

    def clean(self):
        cleaned = super().clean()
        if self.is_nobody(cleaned):
            self.add_error("find", "Find the person")
        return cleaned

    def act(self) -> None:
        actions.conflicted(self.record, self.cleaned_data["person"], reason=self.cleaned_data["reason"], **self.by)


FORMS = {"involve": Involve, "part": TakePart, "should-not-handle": Conflicted}
