"""What the forms over rows about incidents share: choices among other rows, those that are offered and those named."""

from django import forms

from esafety.lib.govuk.widgets import Checkboxes
from incidents.classes import Class
from incidents.forms.kinds import grouped
from incidents.models import Category, Group, Question
from school.forms.rows import RowForm, roles
from school.models import Document
from school.roles import Perm

NONE = [("", "None")]


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)


def one(label: str, hint: str = "", *, required: bool = False) -> forms.ChoiceField:
    """One code of a list; `offer` puts the choices in."""
    return forms.ChoiceField(label=label, help_text=hint, required=required)


def row_of(model, label: str, hint: str = "") -> forms.ModelChoiceField:
    """One row of another list, known by its code."""
    return forms.ModelChoiceField(
        model.objects.none(), label=label, help_text=hint, required=False, to_field_name="code", empty_label="None"
    )


def folded(label: str, hint: str = "", *, required: bool = False) -> forms.MultipleChoiceField:
    """Any number of many, in groups that open."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=required, widget=Checkboxes(small=True, folded=True)
    )


class IncidentRowForm(RowForm):
    """Fills in what its fields may name: rows that are offered, and what the row names already."""

    mind = "This counts for records from now on. Those that are there already keep what they have."
    said = {Class.ILLEGAL.value: "may be a crime", Class.CHILD_PROTECTION.value: "child protection"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._offer_rows(name, field)
            elif name in self.named:
                field.choices = self._choices(name)

    @property
    def named(self) -> dict:
        """What the choices of a field are, by its name."""
        return {
            "categories": lambda now: grouped(now),
            "not_for": lambda now: grouped(now),
            "group": lambda now: _rows(Group, "words", now),
            "document": lambda now: NONE + _rows(Document, "title", now),
            "after_warning": lambda now: NONE + _rows(Category, "title", now),
            "questions": _questions,
            "tell": lambda now: roles(Perm.READ),
            "task_role": lambda now: NONE + roles(Perm.DO_TASKS),
        }

    def _choices(self, name: str) -> list:
        now = getattr(self.instance, name)
        return self.named[name](now if isinstance(now, list) else [now])

    def _offer_rows(self, name: str, field: forms.ModelChoiceField) -> None:
        now = getattr(self.instance, f"{name}_id")
        words = "title" if name == "category" else "words"
        offered = field.queryset.model.objects
        field.queryset = offered.filter(retired=False) | offered.filter(pk=now)
        field.label_from_instance = lambda row: getattr(row, "name", None) or getattr(row, words)
        self.initial[name] = getattr(self.instance, name)


def _questions(now: list[str]) -> list:
    """Those that can be answered “yes”, by when they are asked."""
    rows = Question.objects.filter(means="yes")
    return [
        (asked.label, found) for asked in Question.Asked if (found := _rows(rows.filter(asked=asked), "words", now))
    ]


def _rows(rows, words: str, now: list[str]) -> list[tuple[str, str]]:
    """The rows that are offered, and those named already, by code."""
    rows = getattr(rows, "objects", rows)
    found = rows.filter(retired=False) | rows.filter(code__in=now)
    return list(found.values_list("code", words))
