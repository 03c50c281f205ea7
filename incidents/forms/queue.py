"""Filters, which may stand in an address, and words, which may not."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from crispy_forms.utils import render_crispy_form
from django import forms

from esafety.lib.govuk.forms import GovForm
from incidents import disclosure
from incidents.classes import Kind
from incidents.lifecycle import State
from incidents.triage import waiting
from incidents.triage.place import Place, place_of
from incidents.triage.queue import Filters
from school.roles import Perm

ANY = [("", "All")]


class FilterForm(GovForm, forms.Form):
    """States and classes only: nothing typed, nobody named."""

    method = "get"
    submit = "Apply filters"
    state = forms.ChoiceField(label="Where it stands", required=False, choices=ANY + State.choices)
    kind = forms.ChoiceField(label="Kind", required=False, choices=ANY + Kind.choices)
    due = forms.ChoiceField(label="What is next", required=False)
    mine = forms.BooleanField(label="Only mine", required=False)

    def __init__(self, *args, user, **kwargs):
        """The kinds are those the person reads in full: nothing else ever answers to the filter."""
        super().__init__(*args, **kwargs)
        due = [(name, words) for name, (words, _) in waiting.DUE.items()]
        self.fields["due"].choices = ANY + [one for one in due if one[0] != "second" or user.can(Perm.COUNTERSIGN)]
        read = disclosure.kinds_read(user.roles)
        self.fields["kind"].choices = ANY + [(kind, Kind(kind).label) for kind in read]
        if not read:
            del self.fields["kind"]

    def filters(self) -> Filters:
        """The filters that make sense; anything else in the address is ignored."""
        return Filters(**self.cleaned_data) if self.is_valid() else Filters()

    @property
    def said(self) -> str:
        """The filters in words, for the head of the list."""
        chosen = self.cleaned_data if self.is_valid() else {}
        words = [
            dict(self.fields[name].choices)[chosen[name]] for name in ("state", "kind", "due") if chosen.get(name)
        ]
        return ", ".join(words + ["Only mine"] * bool(chosen.get("mine")))

    @property
    def printed(self) -> str:
        """The form as it stands on the page. Nothing of it is anybody's own, so it is made once for each choice."""
        if not self.is_valid():
            return render_crispy_form(self)
        offered = tuple(tuple(field.choices) for field in self.fields.values() if hasattr(field, "choices"))
        return _printed(_Shape(offered, tuple(self.cleaned_data.values()), self))

    def place(self) -> Place | None:
        """Where in the queue a record was opened from, where the address says so."""
        return place_of(self.filters(), self.data)

    def query(self, **more) -> str:
        """The filters as an address has them."""
        kept = self.cleaned_data if self.is_valid() else {}
        return urlencode({name: value for name, value in {**kept, **more}.items() if value})


@dataclass(frozen=True)
class _Shape:
    """What may be chosen, and what is; any form of that shape stands for all."""

    offered: tuple
    chosen: tuple
    form: FilterForm = field(compare=False)


@lru_cache(256)
def _printed(shape: _Shape) -> str:
    return render_crispy_form(shape.form)


class SearchForm(GovForm, forms.Form):
    """Words or a reference."""

    asks = {"words": "Write what to look for: a reference, a name or words of the report"}

    submit = "Search"
    words = forms.CharField(label="Search", max_length=100, help_text="A reference, a name or words of the report")
