"""How a record ends: parents, outcome, closing, opening again, joining."""

from crispy_forms.layout import Layout
from django import forms

from audit.ledger import ledger
from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Radios
from incidents import actions, guards, second
from incidents.actions.joining import go_over, said
from incidents.actions.kept_apart import WORDS as BOTH
from incidents.actions.record import facts_of, may_own
from incidents.actions.same_matter import WORDS as TAKEN_IN
from incidents.actions.sanctions import in_words, wanted
from incidents.classes import RESTRICTED, STAFF_KINDS
from incidents.forms.record.base import FindsPerson, RecordForm
from incidents.forms.record.looking_again import AsksWhenAgain
from incidents.forms.record.parents import AsksParents
from incidents.forms.record.sanctioning import GIVEN, MaySanction
from incidents.forms.record.steps import (
    open_steps,
    reference_elsewhere,
)
from incidents.lifecycle import State
from incidents.models import Incident, Outcome, Step
from incidents.models.work import How
from incidents.outcomes import may_end, outcomes_for
from incidents.reading import neighbours
from incidents.reading.showing import Shown
from school.models import Person


class Ends(MaySanction):
    asks = {"outcome": "Choose how it ended"}
    outcome = forms.ModelChoiceField(
        label="How did it end?",
        queryset=Outcome.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=Radios,
    )
    which_sanction = forms.CharField(
        label="Which sanction, and who gave it?",
        required=False,
        max_length=300,
        help_text="For example: an hour’s detention on Thursday, given by the head of year",
    )
    no_sanction = forms.CharField(label="If none is on the record, why?", required=False, max_length=300)
    only_if_asked = ("why_not", "other", "which_sanction", "no_sanction", *GIVEN)

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["outcome"]
        field.queryset = outcomes_for(self.record)
        field.label_from_instance = lambda row: row.words
        usual = self.record.filed.filter(dropped=False, category__usual_outcome__isnull=False)
        field.initial = (self.record.outcome and self.record.outcome.code) or usual.values_list(
            "category__usual_outcome__code", flat=True
        ).first()
        self.by_sanction = {row.code for row in field.queryset if wanted(self.record, row)}
        self.in_words = {row.code for row in field.queryset if in_words(self.record, row)}
        if not self.by_sanction:
            del self.fields["no_sanction"]
        if not self.in_words:
            del self.fields["which_sanction"]

    @property
    def how_it_ended(self) -> list:
        """The outcome and what goes with it, in the order of the page."""
        in_words = {code: ["which_sanction"] for code in self.in_words}
        reveals = in_words | {code: ["no_sanction"] for code in self.by_sanction}
        return [Reveal("outcome", **reveals), *self.sanctions_asked]

    def clean(self):
        cleaned = super().clean()
        outcome, given = cleaned.get("outcome"), self.record.sanctions.filter(taken_back="")
        if outcome and (refusal := may_end(self.record, outcome, self.gives(cleaned) or given.exists())):
            self.add_error("outcome", refusal)
        said = self.gives(cleaned) or cleaned.get("no_sanction")
        if outcome and outcome.code in self.by_sanction and not said:
            first = "Choose the sanction" if self.of_each else "Give it first, under “Give a sanction”"
            self.add_error("no_sanction", f"{first}, or write why none is on the record")
        if outcome and outcome.code in self.in_words and not cleaned.get("which_sanction"):
            self.add_error("which_sanction", "Write which sanction was given, and by whom")
        return cleaned

    @property
    def of_sanction(self) -> dict[str, str]:
        """Of a sanction that is not on the record: which it was, or why there is none, where one was looked for."""
        typed = self.cleaned_data
        if typed["outcome"].code in self.in_words:
            return {"which_sanction": typed["which_sanction"]}
        return {"no_sanction": self.why_none(typed)}

    def why_none(self, cleaned) -> str:
        """Why no sanction is on the record, where it ends by one and nobody is given any here."""
        outcome = cleaned.get("outcome")
        looked_for = outcome and outcome.code in self.by_sanction and not self.gives(cleaned)
        return cleaned.get("no_sanction", "") if looked_for else ""


class Resolve(Ends, AsksParents):
    title = "Action finished"
    words = "The reporter learns nothing yet."
    submit = "Action finished"
    note = LongText(label="Anything to add?", required=False, rows=3, max_length=2000)
    external_ref = forms.CharField(required=False, max_length=60)

    def prepare(self) -> None:
        super().prepare()
        if self.record.sanctions.filter(taken_back="").exists():
            self.offer_none()
        rest = [*self.parents_asked, "note", "external_ref"]
        if self.record.steps.filter(how=How.REFERENCE, state=Step.State.DONE).exists():
            del self.fields["external_ref"]  # noted on its own page
            rest.pop()
        else:
            self.fields["external_ref"].label = reference_elsewhere(self.record)
        self.layout = Layout(*self.how_it_ended, *rest)
        if self.record.kind in RESTRICTED:
            self.words += " Another person closes it."
        self.words = f"{self._where_the_list_stands()} {self.words}"

    def _where_the_list_stands(self) -> str:
        left = open_steps(self.record)
        if not left:
            return "Every step is done or marked as not needed."
        if must := [step.words for step in left if step.required]:
            return f"Still to do, or to mark as not needed: {'; '.join(must)}."
        return f"Whatever has to be done is done. Still open, and may stay so: {'; '.join(s.words for s in left)}."

    def act(self) -> None:
        typed, by = self.cleaned_data, self.by
        with ledger("finish", by=self.user, kind="incident", ref=self.record.ref):
            if self.record.state in (State.REPORTED, State.ACKNOWLEDGED):
                actions.look_into_first(self.record, **by)
                by["version"] = None
            if self.given:
                actions.give_each(self.record, self.given, **by)
                by["version"] = None
            if self.of_whom or (typed["told"], self.reason) != (self.record.parents_told, self.record.parents_reason):
                how = {"reason": self.reason, "held": self.held_with_them, "of_whom": self.of_whom}
                actions.parents(self.record, typed["told"], **how, **by)
                by["version"] = None
            actions.resolve(
                self.record,
                outcome=typed["outcome"],
                note=typed["note"],
                external_ref=typed.get("external_ref", ""),
                **self.of_sanction,
                **by,
            )


UNANSWERED = "Not answered yet: {}. The call stays on the first page, to be chased, until somebody notes the answer."


class Close(AsksWhenAgain, RecordForm):
    title = "Close it"
    words = "The reporter learns that it was dealt with, and nothing else. It can be opened again with a reason."
    submit, above = "Close", "incidents/_ended.html"

    def prepare(self) -> None:
        super().prepare()
        self.refusal = guards.may_close(facts_of(self.record), self.user.pk) or ""
        self.second = second.of(self.shown, self.user) if self.refusal else None
        waiting = self.record.referrals.waiting().select_related("agency")
        if names := ", ".join(dict.fromkeys(call.agency.name for call in waiting)):
            self.words = f"{UNANSWERED.format(names)} {self.words}"

    @property
    def who_can(self) -> str:
        """Who may, in the place of the button."""
        return self.second.who if self.second else ""

    def act(self) -> None:
        actions.close_until(self.record, self.cleaned_data.get("look_again"), **self.by)


class Reopen(RecordForm):
    asks = {"reason": "Write why it is opened again"}
    title = "Open it again"
    submit = "Open again"
    reason = forms.CharField(label="Why?", max_length=300)

    def act(self) -> None:
        actions.reopen(self.record, reason=self.cleaned_data["reason"], **self.by)


class Join(RecordForm):
    title, where = "Join to another record", "Checklist"
    words = f"For the same matter reported twice. The other record stays; this one points to it. {TAKEN_IN} {BOTH}"
    submit = "Join"
    other = forms.CharField(
        label="Reference of the record that stays",
        max_length=9,
        help_text="For example K7QF-2MXD",
        error_messages={"required": "Enter the reference of the record that stays"},
    )

    def prepare(self) -> None:
        self.fields["other"].initial = self.about
        near = ", ".join(row.ref for row in neighbours.of(self.record, Shown(self.record).people, self.user))
        self.fields["other"].help_text = f"Likely the same: {near}" if near else self.fields["other"].help_text
        self.words = " ".join(filter(None, [self.words, self._what_goes_over()]))

    def _what_goes_over(self) -> str:
        """Known to the line once it is known to which: what is open there as well is done once."""
        stays = Incident.objects.readable_by(self.user).filter(ref=self.about).first()
        lines = said(go_over(self.record, stays))
        return lines if stays or not lines else f"{lines} What is open there as well is not added twice."

    def clean_other(self) -> Incident:
        typed = self.cleaned_data["other"].strip().upper()
        other = Incident.objects.readable_by(self.user).filter(ref=typed).first()
        if not other:
            raise forms.ValidationError("No record of that reference can be joined. Check the letters")
        return other

    def act(self) -> None:
        actions.join(self.record, self.cleaned_data["other"], **self.by)


class GiveRecord(FindsPerson):
    title, where = "Give it to another person", "People"
    submit = "Give it to them"
    field_order = ("find", "person", "version")
    nobody = "Nobody of that name may deal with this record. Try the last name alone"

    def look_up(self, words: str) -> list[Person]:
        """Those of them who may have it: nobody is offered who is kept from it."""
        return [one for one in super().look_up(words) if hasattr(one, "user") and may_own(self.record, one.user)]

    def clean(self):
        cleaned = super().clean()
        if self.is_nobody(cleaned):
            self.add_error("find", "Find the person")
        return cleaned

    def act(self) -> None:
        actions.give_to(self.record, self.cleaned_data["person"], **self.by)

    @property
    def done_words(self) -> str:
        return f"{self.cleaned_data['person'].name} has it now."


class ThresholdNotMet(RecordForm):
    asks = {"reason": "Write why it is not met"}
    title, where = "The harm threshold is not met", "What it is"
    words = "The case manager’s reasoned decision. It is kept with the record."
    reason = LongText(label="Why?", rows=4, max_length=2000)

    @classmethod
    def fits(cls, shown, user) -> bool:
        return shown.record.kind in STAFF_KINDS

    def act(self) -> None:
        actions.threshold_not_met(self.record, reason=self.cleaned_data["reason"], **self.by)


FORMS = {
    "give": GiveRecord,
    "threshold": ThresholdNotMet,
    "finish": Resolve,
    "close": Close,
    "open-again": Reopen,
    "join": Join,
}
