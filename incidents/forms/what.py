"""Page 2 of a report: what happened, who, when. The rest only if the reporter knows it. No field takes a file."""

import re

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText, TimeField
from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.widgets import Checkboxes
from incidents import choosing, routing
from incidents.actions import Report
from incidents.forms.kinds import Kinds
from incidents.said import MORE, SMALL, said_of, unopened
from incidents.telling import Telling
from school import lookup
from school.models import Person, User
from school.roles import Perm

OLDEST = 100  # years: what somebody was told may be long ago; anything older is a slip of the finger
REF = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


class WhatForm(GovForm, forms.Form):
    """Reads what was typed so far, page 1 among it; asks for the rest in the way that `telling` makes right."""

    only_if_asked = ("find", "people", "offices", "description", "unknown", *SMALL)
    category = forms.ChoiceField(
        label="What happened?",
        help_text="Choose what comes nearest. It can be changed later.",
        widget=Kinds,
        error_messages={
            "required": "Choose what happened. “Something else, or I’m not sure” is the last on the list",
            "invalid_choice": "Choose what happened from the list",
        },
    )
    text = LongText(
        label="In your own words",
        required=False,
        max_length=5000,
        rows=4,
        help_text="A sentence or two is enough: what you saw or heard.",
    )
    whose = forms.CharField(label="Whose device is it?", required=False, max_length=120)
    where_now = forms.CharField(label="Where is it now?", required=False, max_length=120)
    held_by = forms.CharField(label="Who holds it?", required=False, max_length=120)
    since = forms.CharField(label="Since when?", required=False, max_length=60, help_text="For example, 10:40 today")
    seen_by = forms.CharField(label="Who has seen it?", required=False, max_length=200)
    told = LongText(
        label="What were you told, and by whom?",
        required=False,
        max_length=2000,
        rows=3,
        help_text="Do not describe the picture.",
    )
    find = forms.CharField(
        label="Find them by name or form",
        required=False,
        max_length=80,
        help_text="For example: Sam Smith, 9B, or Year 9",
    )
    people = forms.MultipleChoiceField(label="Tick who you mean", required=False, widget=Checkboxes)
    offices = forms.MultipleChoiceField(
        label="If you did not find the adult, what do they do here?",
        help_text="Whoever does that work cannot see this report until somebody else has found out who it is.",
        required=False,
        widget=Checkboxes(exclusive=["unknown"]),
        choices=[(code, words) for code, (words, _) in routing.SAID_OFFICES.items()],
        error_messages={"invalid_choice": "Tick what they do here, from the list"},
    )
    description = forms.CharField(
        label="Or describe them",
        required=False,
        max_length=200,
        help_text="For example: Year 9, blue bag, back row, Mr K’s period 3",
    )
    unknown = forms.BooleanField(label="I don’t know the name", required=False)
    day = DateField(label="On which day?", words="Date it happened", help_text="Set to today.")
    at = TimeField(label="At about what time?", help_text="Set to now. A rough time is fine.")
    place = forms.CharField(label="Where", required=False, max_length=120)
    device = forms.CharField(
        label="Which device", required=False, max_length=120, help_text="The number on its sticker, not a name."
    )
    addresses = LongText(
        label="Web addresses",
        required=False,
        max_length=2000,
        rows=2,
        help_text="Typed, one on each line. Do not open a page again to copy its address.",
    )
    told_by = forms.CharField(
        label="Who told you, and when",
        required=False,
        max_length=120,
        help_text="If you report for somebody else. For example: Ms Hill, supply, at 10:40",
    )
    reach_me = forms.CharField(label="Number to reach you today or tonight", required=False, max_length=40)

    def __init__(self, typed: MultiValueDict, *, by: User):
        self.by, self.telling = by, Telling(typed)
        self.nobody_found = False
        begun = any(name in typed for name in self.base_fields)
        super().__init__(self._carried(typed) if begun else None, initial=_now())
        self.names = ["ticks", *self._names_of_fields()]
        self.may_look_up = by.can(Perm.LOOK_UP_PEOPLE)
        if not self.may_look_up:
            self._only_describe()
        # Left out, and kept aside for the page's script, which puts them in when another kind is chosen.
        self.instead = {name: self.fields.pop(name).get_bound_field(self, name) for name in self._not_asked()}
        kinds = self.fields["category"].widget
        kinds.about_adult = self.telling.is_about_adult
        self.fields["category"].choices = kinds.offer(self.telling.kinds, self.telling.likely)
        self._offer(self._chosen())

    def _names_of_fields(self) -> list[str]:
        """Every name the page may post, asked now or not."""
        return [*self.fields, *(f"day{box}" for box in self.fields["day"].widget.widgets_names)]

    def _not_asked(self) -> list[str]:
        """The story or the small fields, never both; offices only of an adult."""
        return [*(["text"] if self.telling.is_small else SMALL), *([] if self.telling.is_about_adult else ["offices"])]

    def _carried(self, typed: MultiValueDict) -> MultiValueDict:
        """Words typed in the box that is not on the page any more stand in the one that is."""
        data = typed.copy()
        left, right = ("text", "told") if self.telling.is_small else ("told", "text")
        if not data.get(right, "").strip() and data.get(left, "").strip():
            data[right] = data[left]
        return data

    # --- Who ------------------------------------------------------------------------------------------------
    def _only_describe(self) -> None:
        """Somebody who may not look people up says in words whom they mean."""
        del self.fields["find"], self.fields["people"]
        self.fields["description"].label = "Say who it was, or describe them"
        self.fields["offices"].label = "What do they do here?"

    def _chosen(self) -> list[Person]:
        """Those ticked so far, by name. What is no reference is nobody's."""
        if not (self.is_bound and self.may_look_up):
            return []
        refs = [ref for ref in self.data.getlist("people") if REF.fullmatch(ref)]
        return list(Person.objects.here().filter(ref__in=refs))

    def _offer(self, people: list[Person]) -> None:
        self.found = {one.ref: one for one in people}
        if self.may_look_up:
            self.fields["people"].choices = [(one.ref, said_of(one)) for one in people]

    def wants_look_up(self, then: str | None) -> bool:
        """Find was pressed, or Return in its box with nobody said yet."""
        if not (self.may_look_up and self._typed("find")):
            return False
        named = any(self.data.getlist(name) for name in ("people", "offices", "unknown")) or self._typed("description")
        return then == "find" or not named

    def look_up(self) -> None:
        """Offer those who fit beside those chosen. Each look-up is logged, without its words."""
        found = lookup.find(self._typed("find"), by=self.by)
        self.nobody_found, self.too_many = not found, len(found) == lookup.AT_MOST
        self._offer(list({one.pk: one for one in [*self._chosen(), *found]}.values()))

    def _typed(self, name: str, most: int = 200) -> str:
        return self.data.get(name, "").replace("\0", "").strip()[:most]

    # --- Checking -------------------------------------------------------------------------------------------
    def quietly(self):
        """What was typed, without a word about what is missing: nobody has pressed Continue."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def clean(self):
        said = super().clean()
        said["people"] = [self.found[ref] for ref in said.get("people", [])]
        self._check_who(said)
        self._check_when(said)
        kind = self.telling.kind
        box = "told" if self.telling.is_small else "text"
        if kind and choosing.is_other(kind) and not said.get(box) and box not in self.errors:
            self.add_error(box, "Say in a few words what it is about, so that it reaches the right person")
        return said

    def _check_who(self, said) -> None:
        if self.telling.is_about_adult:
            if not said.get("offices") and not any(one.is_adult_of_school for one in said["people"]):
                find = "Find the adult by name and tick them, or tick" if self.may_look_up else "Tick"
                self.add_error("offices", f"{find} what they do here")
        elif not (said["people"] or said.get("description") or said.get("unknown") or "description" in self.errors):
            find = "Find who it was, describe them," if self.may_look_up else "Say who it was, describe them,"
            self.add_error(self.asks_who, f"{find} or tick “I don’t know the name”")

    @property
    def asks_who(self) -> str:
        """The first box of the question who it was."""
        return "find" if self.may_look_up else "description"

    def _check_when(self, said) -> None:
        day, at, now = said.get("day"), said.get("at"), clock.now()
        if day and day.year < clock.today().year - OLDEST:
            self.add_error("day", "Check the year: that is more than a hundred years ago")
        elif day and at is not None and clock.at_school(day, at.hour, at.minute) > now:
            ahead = "day" if day > clock.today() else "at"
            self.add_error(ahead, "It cannot be in the future: enter now or a time before")

    # --- What it says ---------------------------------------------------------------------------------------
    def report(self) -> Report:
        """What the reporter said, once it is checked."""
        said, day, at = self.cleaned_data, self.cleaned_data["day"], self.cleaned_data["at"]
        return Report(
            categories=[self.telling.kind],
            answers=self.telling.answers,
            happened_at=clock.at_school(day, at.hour, at.minute),
            people=said["people"],
            description=said["description"],
            year_group=choosing.year_in(said["description"]),
            text=said.get("text", ""),
            offices=frozenset(said.get("offices", ())),
            custody={name: said[name] for name in SMALL if said.get(name)},
            **{name: said[name] for name in MORE},
        )

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """(what, words, where on the page) of everything said, for the page before Send."""
        said, telling = self.cleaned_data, self.telling
        happened = f"{said['day']:%-d %B %Y}, {said['at']:%H:%M}"
        rows = [
            ("What happened", telling.kind.title, "category"),
            *((self.fields[name].label, said[name], name) for name in ("text", *SMALL) if said.get(name)),
            ("Who", self._who(), self.asks_who),
            ("When", happened, "day"),
            *((self.fields[name].label, said[name], name) for name in MORE if said[name]),
        ]
        return [(what, unopened(words) if name == "addresses" else words, name) for what, words, name in rows]

    def _who(self) -> str:
        """Everybody named or described, one on each line."""
        said = self.cleaned_data
        offices = [routing.SAID_OFFICES[code][0] for code in said.get("offices", ())]
        named = [said_of(one) for one in said["people"]]
        return "\n".join([*named, *offices, *filter(None, [said["description"]])]) or "Name not known"

    @property
    def typed_rows(self) -> list[tuple[str, str]]:
        """What stands in the boxes, right or wrong, for a page that must lose none of it."""
        kind = [("What happened", self.telling.kind.title)] if self.telling.kind else []
        people = [("Who", said_of(one)) for one in self._chosen()]
        free = ("text", *SMALL, "description", *MORE)
        return (
            kind
            + people
            + [
                (self[name].label, words)
                for name in free
                if name in self.fields and (words := self._typed(name, 20_000))
            ]
        )

    @property
    def more_is_open(self) -> bool:
        """Something stands, or is wrong, in what the page folds away."""
        return any(self[name].value() or self[name].errors for name in MORE)

    @property
    def words(self) -> list[str]:
        """All that was typed freely: where alarming words are looked for."""
        free = ("text", "told", "description", "seen_by", "place", "told_by")
        return [self.cleaned_data[name] for name in free if self.cleaned_data.get(name)]


def _now() -> dict:
    now = clock.local(clock.now())
    return {"day": now.date(), "at": now.time().replace(second=0, microsecond=0)}
