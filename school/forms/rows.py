"""Forms over the rows a profile filled: what a file may not say, a page may not either, in the same sentences."""

from copy import copy

from django import forms

from esafety.lib.govuk.fields import WholeNumber
from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.widgets import Checkboxes
from school import catalogue
from school.editing import AskedFirst
from school.forms.editing import EditForm
from school.forms.sentences import on_page
from school.glossary import labels_of
from school.models import School
from school.profile.as_data import problems_with
from school.profile.fields import settable
from school.profile.registry import section_of
from school.refusals import Refused
from school.roles import Perm, Role, permissions_of

LONG = 200  # letters
MOST = 9999


class FindRowForm(GovForm, forms.Form):
    """Words to look for among the rows."""

    words = forms.CharField(
        label="Find", required=False, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    submit = "Find"

    def _word(self, name, field):
        super()._word(name, field)
        field.marked_optional = False


class RowForm(EditForm):
    """Its Meta names the model, and the model's section of a profile checks what was typed.

    apart: fields that part its list into several, so that the same words may stand in each.
    one_line: long texts that are an address, and no sentence.
    """

    apart: tuple[str, ...] = ()
    one_line: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:  # what a file takes for said where it says nothing
            usual = {name: field.get_default() for name, field in settable(type(self.instance)).items()}
            self.initial = {name: value for name, value in usual.items() if name in self.fields} | self.initial
        for name in self._long():
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})
        self.put("sure", forms.CharField(widget=forms.HiddenInput, required=False))

    @property
    def sure(self) -> str:
        """What was said it means, where whoever saves has read it."""
        return self.cleaned_data.get("sure", "")

    def tell(self, refused: Refused) -> None:
        super().tell(refused)
        if isinstance(refused, AskedFirst):
            self.data = self.data.copy()
            self.data[self.add_prefix("sure")], self.submit = refused.sure, "Save all the same"

    @property
    def values(self) -> dict:
        """What was typed; without a place it goes to the end, or stays where it is. Ticks have no order."""
        typed = {name: value for name, value in super().values.items() if (name, value) != ("position", None)}
        typed.pop("sure", None)
        return {name: self._in_order(name, value) for name, value in typed.items()}

    def _long(self) -> list[str]:
        """Sentences, which one line of a phone would not show."""
        texts = {name: field for name, field in self.fields.items() if type(field) is forms.CharField}
        return [name for name, field in texts.items() if (field.max_length or 0) >= LONG and name not in self.one_line]

    def _in_order(self, name: str, value):
        before = self.initial.get(name)
        same = isinstance(value, list) and isinstance(before, list) and sorted(value) == sorted(before)
        return before if same else value

    def clean(self):
        typed = super().clean()
        typed |= {name: " ".join(typed[name].split()) for name in self._long() if name in typed}
        self._refuse_a_twin(typed)
        own, elsewhere = problems_with(section_of(type(self.instance)), self._as_typed(typed))
        for one in own:
            self._say(one.where[0], sentence_on_page(one.on_page, type(self)))
        for words in catalogue.sentences(elsewhere):
            self._say("", sentence_on_page(words, type(self)))
        return typed

    def _refuse_a_twin(self, typed: dict) -> None:
        """Two rows of the same words in one list: nobody could tell which to choose."""
        name = next((kind.title for kind in catalogue.kinds() if kind.model is type(self.instance)), "")
        if not typed.get(name) or name not in self.changed_data:
            return
        others = type(self.instance).objects.exclude(pk=self.instance.pk).filter(**self._same_list(typed))
        twin = next((one for one in others if _plain(getattr(one, name)) == _plain(typed[name])), None)
        if twin:
            what = "no longer offered: offer that again instead" if twin.retired else "on the list: write other words"
            self.add_error(name, f"“{getattr(twin, name)}” is {what}")

    def _same_list(self, typed: dict) -> dict:
        """The fields that part a list into several, each with words of its own."""
        return {field: typed[field] for field in self.apart if field in typed}

    def _as_typed(self, typed: dict):
        row = copy(self.instance)
        for name, value in typed.items():
            if name not in ("seen", "sure"):
                setattr(row, name, value)
        return row

    def _say(self, key: str, words: str) -> None:
        """Beside its field, unless something is said there already: one sentence tells what to do first."""
        if key not in self.fields:
            self.add_error(None, words)
        elif key not in self.errors:
            self.add_error(key, words)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def sentence_on_page(words: str, form: type[EditForm]) -> str:
    """What the row's profile would be told, in the words of its form, else of another list's."""
    known = [one.form for one in catalogue.kinds()] + [form]
    labels = {name: str(field.label) for one in known for name, field in one.base_fields.items() if field.label}
    return on_page(words, labels, words_for_roles() | getattr(form, "said", {}))


def words_for_roles() -> dict[str, str]:
    """What this school calls the offices whose codes are no words."""
    labels = labels_of(School.current())
    return {role.value: labels[role] for role in Role if "_" in role or role in (Role.DSL, Role.DPO, Role.COORDINATOR)}


# --- Fields -------------------------------------------------------------------------------------------------
def count(label: str, hint: str = "", *, required: bool = True, least: int = 0) -> WholeNumber:
    """A box for a number, `least` or more."""
    wrong = dict.fromkeys(("min_value", "max_value", "invalid"), f"Enter a number between {least} and {MOST}")
    return WholeNumber(
        label=label, help_text=hint, required=required, min_value=least, max_value=MOST, error_messages=wrong
    )


def place() -> WholeNumber:
    """Where it stands in its list. Nobody else's place changes with it."""
    return count("Place in the list", "A smaller number stands higher. Left empty, it goes to the end", required=False)


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=2000, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> list[str]:
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]


def several(label: str, choices=(), hint: str = "", *, required: bool = False, widget=Checkboxes):
    """Any number of choices, kept as a list of their codes."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=hint, required=required, widget=widget(small=True)
    )


def roles(perm: Perm) -> list[tuple[str, str]]:
    """The offices that carry a permission, in this school's words."""
    labels = labels_of(School.current())
    return [(role.value, labels[role]) for role in Role if perm in permissions_of([role])]
