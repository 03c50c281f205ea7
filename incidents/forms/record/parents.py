"""Whether parents or carers were told; of several pupils, whose."""

from django import forms

from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Checkboxes, Radios
from incidents import actions, to_wait
from incidents.forms.record.base import RecordForm
from incidents.forms.record.steps import reasons
from incidents.forms.record.talking import TalkFields
from incidents.models import Reason
from school.models import Person

TOLD = [("yes", "Yes"), ("no", "No")]
NOT_TOLD = ("no", "later")  # as the record keeps it: for good, or not yet
EXAMPLE = "For example: the mother, by the form tutor"
HOW = ("with_whom", "means", "day", "time")  # what has to be known where they were told


class TellsParents(TalkFields, RecordForm):
    """Whether parents or carers were told: who, by whom, when and how; if not, why."""

    asks = {
        "told": "Choose whether parents or carers were told",
        "with_whom": "Write who was told, and who told them",
        "means": "Choose how they were told",
        "time": "Enter the time at which they were told",
    }
    told = forms.ChoiceField(label="Were parents or carers told?", choices=TOLD, widget=Radios(inline=True))
    why_not = forms.ChoiceField(label="If not, why?", required=False, widget=forms.RadioSelect)
    other = forms.CharField(label="Another reason", required=False, max_length=300)
    with_whom = forms.CharField(label="Who was told, and who told them?", max_length=120, help_text=EXAMPLE)
    only_if_asked: tuple[str, ...] = ("why_not", "other", *HOW)

    def prepare(self) -> None:
        super().prepare()
        self.preset_to_now()
        for name in HOW:
            self.fields[name].required = False
        self.fields["why_not"].choices = reasons(Reason.For.PARENTS)
        common = [value for value, _ in self.fields["why_not"].choices]
        not_told = self.record.parents_told in NOT_TOLD
        why = self.record.parents_reason if not_told else ""
        self.fields["told"].initial = "no" if not_told else self.record.parents_told or None
        self.fields["why_not" if why in common else "other"].initial = why

    def clean(self):
        cleaned = super().clean()
        if self.left_any(cleaned) and not cleaned.get("why_not") and not cleaned.get("other"):
            self.add_error("why_not", "Choose why they were not told, or write another reason")
        for name in HOW if cleaned.get("told") == "yes" else ():
            if name in self.fields and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def left_any(self, cleaned) -> bool:
        """Were some not told, so that it has to be said why?"""
        return cleaned.get("told") == "no"

    @property
    def reason(self) -> str:
        typed = self.cleaned_data
        return (typed["other"] or typed["why_not"]) if self.left_any(typed) else ""

    @property
    def held_with_them(self) -> actions.Talk | None:
        """Who was told, by whom, when and how, where that was asked."""
        typed = self.cleaned_data
        return self.held if typed["told"] == "yes" and typed.get("with_whom") else None


class AsksParents(TellsParents):
    """The same on a page about something else, of each of several pupils: one answer would speak for every family.

    What the record says by then stays, until it is put right as such.
    """

    asks = {"whose": "Tick whose parents or carers were told, or “Nobody’s”"}
    only_if_asked = (*TellsParents.only_if_asked, "whose")
    text = letter = None

    def prepare(self) -> None:
        super().prepare()
        pupils = [row for row in self.shown.involved if row.person and row.person.kind == Person.Kind.PUPIL]
        each = {row.person_id: row for row in reversed(pupils)}  # who has two parts is asked about once
        self.pupils = {str(row.pk): row for row in reversed(each.values())} if len(each) > 1 else {}
        self.parents_field = "whose" if self.pupils else "told"
        if self.pupils:
            self._ask_whose()
        if self.record.parents_told == "yes":
            for name in HOW:
                del self.fields[name]

    def _ask_whose(self) -> None:
        choices = [*((pk, row.said) for pk, row in self.pupils.items()), (NOBODY, "Nobody’s")]
        initial = [NOBODY] if self.record.parents_told in NOT_TOLD else None
        widget = Checkboxes(exclusive=[NOBODY])
        whose = forms.MultipleChoiceField(label=WHOSE, choices=choices, widget=widget, initial=initial)
        self.put("whose", whose)
        self.fields["why_not"].label = "If not all of them, why?"
        del self.fields["told"]

    @property
    def parents_asked(self) -> list:
        """The boxes in the order of the page."""
        how, why_not = [name for name in HOW if name in self.fields], ["why_not", "other"]
        return ["whose", *how, *why_not] if self.pupils else [Reveal("told", yes=how, no=why_not)]

    def clean(self):
        ticked = self.cleaned_data.get("whose")
        if ticked:
            self.cleaned_data["told"] = "no" if NOBODY in ticked else "yes"
        cleaned = super().clean()
        if ticked and NOBODY in ticked and len(ticked) > 1:
            self.add_error("whose", "Tick “Nobody’s” alone, or whose parents or carers were told")
        elif self.record.parents_told == "yes" and cleaned.get("told") == "no":
            heard = f": {self.shown.parents_heard}" if self.shown.parents_heard else ""
            self.add_error(self.parents_field, THEY_WERE.format(heard, "Tick whose" if ticked else "Choose Yes"))
        elif self.left_any(cleaned) and to_wait.is_why(cleaned.get("other") or cleaned.get("why_not") or ""):
            self.add_error("why_not", to_wait.STILL_TO_TELL)
        return cleaned

    def left_any(self, cleaned) -> bool:
        return super().left_any(cleaned) or (bool(cleaned.get("whose")) and len(cleaned["whose"]) < len(self.pupils))

    @property
    def of_whom(self) -> actions.OfWhom | None:
        """Of several pupils: whose were told, and whose were not."""
        ticked = self.cleaned_data.get("whose", [])
        told = [row.said for pk, row in self.pupils.items() if pk in ticked]
        left = [row.said for pk, row in self.pupils.items() if pk not in ticked]
        return actions.OfWhom(told, left) if self.pupils else None


WHOSE, NOBODY = "Whose parents or carers were told?", "nobody"
THEY_WERE = "The record says they were told{}. {}, or put it right under “Parents or carers” first"
