"""The shape of every form about a record."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from esafety.lib.govuk.forms import GovForm
from incidents.models import Incident
from incidents.reading.showing import Shown
from school import lookup
from school.forms import finding
from school.models import Person

CHANGED = "Somebody else changed this record while you were writing. Read what is new below, then save again"


class RecordForm(GovForm, forms.Form):
    """A form that does one thing to one record. `words` stands under the title; `act()` runs the action."""

    title = ""
    words = ""
    where = ""  # the heading of “More you can do” it stands under; empty: it is offered elsewhere
    link = ""  # what it is called there, where that is not its title
    submit = "Save"
    above = ""  # the template of what one has to read first, above the form
    refusal = ""  # the sentence in the form's place where it may not happen now
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, record: Incident, user, about: str = "", **kwargs):
        self.record, self.user, self.about = record, user, about
        kwargs["initial"] = {"version": record.version} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.prepare()

    @cached_property
    def shown(self) -> Shown:
        """The record, for what stands above the form."""
        return Shown(self.record)

    @classmethod
    def fits(cls, shown: Shown, user) -> bool:
        """Is it of use now, to somebody who deals with the record?"""
        return True

    def prepare(self) -> None:
        """Fill in choices that depend on the record."""

    def beside(self, request) -> list:
        """Panels of other rooms that stand with it."""
        return []

    def full_clean(self) -> None:
        """Where it may not happen now, nothing is said about boxes that are not on the page."""
        super().full_clean()
        if self.refusal and self._errors:
            self._errors = ErrorDict()
            self.add_error(None, self.refusal)

    def act(self) -> None:
        """Run the action with what was typed."""
        raise NotImplementedError

    def changed_meanwhile(self) -> None:
        """Somebody else saved first: what was typed stays, and the next Save is on what the record is now."""
        self.add_error(None, ValidationError(CHANGED, code="changed"))
        self.data = self.data.copy()
        self.data["version"] = str(Incident.objects.values_list("version", flat=True).get(pk=self.record.pk))

    def from_queue(self, place, path: str) -> None:
        """Opened from the queue, it can lead to the next record there; either way its address is kept."""
        self.action = path
        self.others = ((_and_next(self.submit), "next"),) if place and place.leads_on else ()

    def line_after(self) -> str:
        """The name of the line of the checklist to go on with, where this form was about one."""
        return ""

    @property
    def done_words(self) -> str:
        """What the person reads once it is saved."""
        return "It is on the record."

    @property
    def by(self) -> dict:
        """Who acts, and on which reading of the record."""
        return {"by": self.user, "version": self.cleaned_data["version"]}


def _and_next(submit: str) -> str:
    return "Save and next" if submit == "Save" else f"{submit}, then next"


class ButtonForm(RecordForm):
    """Nothing to type: a button and what it means."""


class FindsPerson(RecordForm, finding.FindsPerson):
    """Finds somebody as whoever deals with records may: each look-up is noted."""

    only_if_asked = ("find", "person", "description")

    def prepare(self) -> None:
        self.offer_found()

    def look_up(self, words: str) -> list[Person]:
        return lookup.find_for_record(words, by=self.user)
