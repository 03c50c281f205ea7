"""Page 2 of a report: what happened, who, when. The rest only if the reporter knows it. No field takes a file."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText, TimeField
from esafety.lib.govuk.forms import GovForm
from incidents import when
from incidents.actions import Report
from incidents.forms.hinted import Hints
from incidents.forms.kinds import Kinds
from incidents.forms.named import Names
from incidents.forms.particulars import ParticularsFields
from incidents.forms.parts import PART
from incidents.forms.who import PUPIL, Who
from incidents.reading.said import FOLDED, MORE, SMALL, called, words_in
from incidents.reporting import choosing
from incidents.reporting.telling import Telling
from school.models import User

# A threat or a theft is told in words; a picture is not.
TOLD_OF_A_CRIME = "What did you see, or who told you what?", "If there is a picture or a film, do not describe it."
LEFT = "{}: the time is left as it was set"


class WhatForm(GovForm, Hints, Names, Who, ParticularsFields):
    """Reads what was typed so far, page 1 among it; asks for the rest in the way that `telling` makes right."""

    only_if_asked = (*Who.base_fields, *SMALL, *MORE, *ParticularsFields.base_fields)
    field_order = ("category", "text", *SMALL, *Who.base_fields, "day", "at", "set_to", *FOLDED)
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
    where_now = forms.CharField(
        label="Where is it now?", required=False, max_length=120, help_text="The place, not a name."
    )
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
    day = DateField(label="On which day?", words="Date it happened", help_text="Set to today.")
    at = TimeField(label="At about what time?", help_text="Set to now. A rough time is fine.")
    set_to = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)  # what the page put into the two
    place = forms.CharField(label="Where exactly", required=False, max_length=120)
    device = forms.CharField(
        label="Which device of the school",
        required=False,
        max_length=120,
        help_text="If you know it: its sticker’s number, not a name.",
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
        begun = any(name in typed for name in self.base_fields)
        super().__init__(self._carried(typed) if begun else None, initial=_now())
        self.names = ["ticks", *self._names_of_fields(), *(name for name in typed if name.startswith(PART))]
        self.ask_who(about_adult=self.telling.is_about_adult)
        if self.telling.is_small and not self.telling.may_be_a_picture:
            self.fields["told"].label, self.fields["told"].help_text = TOLD_OF_A_CRIME
        # Left out, and kept aside for the page's script, which puts them in when another kind is chosen.
        self.instead = {name: self.fields.pop(name).get_bound_field(self, name) for name in self._not_asked()}
        self.sort_ticks()
        kinds = self.fields["category"].widget
        kinds.about_adult = self.telling.is_about_adult
        self.fields["category"].choices = kinds.offer(self.telling.kinds, self.telling.likely)

    def _names_of_fields(self) -> list[str]:
        """Every name the page may post, asked now or not."""
        return [*self.fields, *(f"day{box}" for box in self.fields["day"].widget.widgets_names)]

    def _not_asked(self) -> list[str]:
        """The story or the small fields, never both; offices only of an adult, and a pupil besides only then."""
        of_adult = [name for name in ("offices", *PUPIL) if name in self.fields]
        not_of_adult = ["part"] if self.telling.is_about_adult else of_adult
        return [*(["text"] if self.telling.is_small else SMALL), *not_of_adult]

    def _carried(self, typed: MultiValueDict) -> MultiValueDict:
        """Words typed in a box that is not on the page any more stand in the one that is."""
        data, telling = typed.copy(), self.telling
        moves = [("text", "told") if telling.is_small else ("told", "text")]
        if not telling.is_about_adult:
            moves += [("pupil", "description")]
        elif telling.turned_to_an_adult and "pupil" not in data:
            moves += [("description", "pupil")]
        for left, right in moves:
            if not data.get(right, "").strip() and data.get(left, "").strip():
                data[right], data[left] = data[left], ""
        return data

    # --- Checking -------------------------------------------------------------------------------------------
    def quietly(self):
        """What was typed, without a word about what is missing: nobody has pressed Continue."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def clean(self):
        said = super().clean()
        self.check_who(said)
        self._check_when(said)
        kind = self.telling.kind
        box = "told" if self.telling.is_small else "text"
        if kind and choosing.is_other(kind) and not said.get(box) and box not in self.errors:
            self.add_error(box, "Say in a few words what it is about, so that it reaches the right person")
        return said

    def _check_when(self, said) -> None:
        day, at, now = said.get("day"), said.get("at"), clock.now()
        if day and when.too_long_ago(day):
            self.add_error("day", when.CHECK_YEAR)
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
            happened=when.typed(day, at, said["set_to"]),
            people=said["people"],
            parts=self.parts,
            description=said["description"],
            pupil=said.get("pupil", ""),
            text=said.get("text", ""),
            offices=frozenset(said.get("offices", ())),
            meant=self.meant,
            custody={name: said[name] for name in SMALL if said.get(name)},
            particulars={name: said[name] for name in ParticularsFields.base_fields},
            **{name: said[name] for name in MORE},
        )

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """(what, words, where on the page) of everything said, for the page before Send."""
        said, telling = self.cleaned_data, self.telling
        return [
            ("What happened", telling.kind.title, "category"),
            *((self.fields[name].label, said[name], name) for name in ("text", *SMALL) if said.get(name)),
            *self.who_rows,
            ("When", self._happened, "day"),
            *((called(name), words, name) for name in FOLDED if (words := words_in(said, name))),
        ]

    @property
    def _happened(self) -> str:
        happened = self.report().happened.kept(clock.now())
        if happened.said == when.Said.TIME:
            return str(happened)
        return LEFT.format("About now" if happened.said == when.Said.NOTHING else happened)

    @property
    def typed_rows(self) -> list[tuple[str, str]]:
        """What stands in the boxes, right or wrong, for a page that must lose none of it."""
        kind = [("What happened", self.telling.kind.title)] if self.telling.kind else []
        people = [("Who", self.with_part(one)) for one in self.chosen]
        free = [name for name in ("text", *SMALL, "description", "pupil", *FOLDED) if name in self.fields]
        return kind + people + [(self[name].label, words) for name in free if (words := self._standing_in(name))]

    def _standing_in(self, name: str) -> str:
        typed = self.typed(name, 20_000)
        return dict(getattr(self.fields[name], "choices", ())).get(typed, typed)

    @property
    def folded(self) -> list:
        """The boxes nobody has to open; which device it is stands with the device, or where the kind is of one."""
        stands = self.telling.is_small or self.telling.is_of_a_device
        return [self[name] for name in FOLDED if not (name == "device" and stands)]

    @property
    def more_is_open(self) -> bool:
        """Something stands, or is wrong, in what the page folds away."""
        return any(box.value() or box.errors for box in self.folded)

    @property
    def words(self) -> list[str]:
        """All that was typed freely: where alarming words are looked for."""
        free = ("text", "told", "description", "pupil", "seen_by", "place", "told_by")
        return [self.cleaned_data[name] for name in free if self.cleaned_data.get(name)]


def _now() -> dict:
    now = clock.local(clock.now())
    day, at = now.date(), now.time().replace(second=0, microsecond=0)
    return {"day": day, "at": at, "set_to": when.set_to(day, at)}
