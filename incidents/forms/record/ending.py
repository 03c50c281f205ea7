"""How a record ends: parents, outcome, closing, opening again, joining."""

from crispy_forms.layout import Layout
from django import forms

from audit.ledger import ledger
from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Checkboxes, Radios
from incidents import actions, guards, queue, second
from incidents.actions.record import facts_of
from incidents.classes import RESTRICTED, STAFF_KINDS
from incidents.forms.record.base import FindsPerson, RecordForm
from incidents.forms.record.deciding import name_of, radios
from incidents.forms.record.sanctions import MaySanction
from incidents.forms.record.steps import open_steps, reasons, what_was_done
from incidents.models import Incident, Outcome, Reason, StepTemplate
from incidents.outcomes import outcomes_for
from incidents.showing import Shown
from school.glossary import label, labels_of
from school.models import School

TOLD = [("yes", "Yes"), ("no", "No")]


class TellsParents(RecordForm):
    """Whether parents or carers were told; if not, why."""

    told = forms.ChoiceField(label="Were parents or carers told?", choices=TOLD, widget=Radios(inline=True))
    why_not = forms.ChoiceField(label="If not, why?", required=False, widget=forms.RadioSelect)
    other = forms.CharField(label="Another reason", required=False, max_length=300)
    only_if_asked = ("why_not", "other")
    layout = Layout(Reveal("told", no=["why_not", "other"]))

    def prepare(self) -> None:
        super().prepare()
        self.fields["why_not"].choices = reasons(Reason.For.PARENTS)
        common, why = [value for value, _ in self.fields["why_not"].choices], self.record.parents_reason
        self.fields["told"].initial = self.record.parents_told or None
        self.fields["why_not" if why in common else "other"].initial = why

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("told") == "no" and not cleaned.get("why_not") and not cleaned.get("other"):
            self.add_error("why_not", "Choose why they were not told, or write another reason")
        return cleaned

    @property
    def reason(self) -> str:
        typed = self.cleaned_data
        return (typed["other"] or typed["why_not"]) if typed["told"] == "no" else ""


class Parents(TellsParents):
    title, where = "Parents or carers", "People"

    def act(self) -> None:
        actions.parents(self.record, self.cleaned_data["told"], reason=self.reason, **self.by)


class _Ends(RecordForm):
    outcome = forms.ModelChoiceField(
        label="How did it end?", queryset=Outcome.objects.none(), to_field_name="code", widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["outcome"]
        field.queryset = outcomes_for(self.record)
        field.label_from_instance = lambda row: row.words
        usual = self.record.filed.filter(dropped=False, category__usual_outcome__isnull=False)
        field.initial = (self.record.outcome and self.record.outcome.code) or usual.values_list(
            "category__usual_outcome__code", flat=True
        ).first()


class Resolve(_Ends, TellsParents):
    title = "Action finished"
    words = "Every step is done or marked as not needed. The reporter learns nothing yet."
    submit = "Action finished"
    note = LongText(label="Anything to add?", required=False, rows=3, max_length=2000)
    external_ref = forms.CharField(required=False, max_length=60)
    layout = Layout("outcome", Reveal("told", no=["why_not", "other"]), "note", "external_ref")

    def prepare(self) -> None:
        super().prepare()
        elsewhere = label("elsewhere", labels_of(School.current()))
        self.fields["external_ref"].label = f"Reference in the {elsewhere}"
        if self.record.kind in RESTRICTED:
            self.words += " Another person closes it."

    def act(self) -> None:
        typed, by = self.cleaned_data, self.by
        with ledger("finish", by=self.user, kind="incident", ref=self.record.ref):
            if (typed["told"], self.reason) != (self.record.parents_told, self.record.parents_reason):
                actions.parents(self.record, typed["told"], reason=self.reason, **by)
                by["version"] = None
            actions.resolve(
                self.record, outcome=typed["outcome"], note=typed["note"], external_ref=typed["external_ref"], **by
            )


SAID = "said_"


class Deal(_Ends, TellsParents, MaySanction):
    title = "Deal with it here"
    words = "Answers it, finishes the steps, says how it ended and closes it. Each stays a line of its own."
    submit, above, hides_names = "Save and close", "incidents/_in_short.html", True
    done = forms.MultipleChoiceField(
        label="Which steps are done?",
        required=False,
        widget=Checkboxes,
        help_text="What you leave unticked is marked as not needed",
    )
    excuse = forms.ChoiceField(label="Why are the others not needed?", required=False, widget=forms.RadioSelect)
    note = LongText(label="Note", required=False, rows=2, max_length=2000)
    only_if_asked = ("why_not", "other", "excuse", "done", "sanction", "tier_reason")

    def prepare(self) -> None:
        super().prepare()
        self.steps = {step.ref: step for step in open_steps(self.record) if step.required}
        self.fields["done"].choices = [(ref, step.words) for ref, step in self.steps.items() if not _sanctions(step)]
        self.fields["excuse"].choices = reasons(Reason.For.EXCUSE)
        for step in self._asking(self.steps):
            self.put(SAID + step.ref, what_was_done(step.asks))
            self.fields[SAID + step.ref].required = False
        about_steps = [Reveal("done", **{step.ref: [SAID + step.ref] for step in self._asking(self.steps)}), "excuse"]
        if not self.steps:
            del self.fields["done"], self.fields["excuse"]
            about_steps = []
        given = [name for name in ("sanction", "tier_reason") if name in self.fields]
        self.questions = {name_of(row): row for row in Shown(self.record).to_answer}
        for name, row in self.questions.items():
            self.put(name, radios(row, required=True))
        self.order_fields(self.questions)
        parents = Reveal("told", no=["why_not", "other"])
        self.layout = Layout(*self.questions, "outcome", *given, *about_steps, parents, "note")

    def clean(self):
        cleaned = super().clean()
        if self._undone(cleaned) and not cleaned.get("excuse"):
            self.add_error("excuse", "Tick the steps that are done, or choose why the others are not needed")
        for step in self._asking(cleaned.get("done", [])):
            name = SAID + step.ref
            if not cleaned.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def _asking(self, refs) -> list:
        """Those of the steps that have to be written about once they are done."""
        return [self.steps[ref] for ref in refs if self.steps[ref].asks]

    def _undone(self, cleaned) -> list:
        """What is neither ticked nor done by the sanction that is given here."""
        rest = [step for ref, step in self.steps.items() if ref not in cleaned.get("done", [])]
        return [step for step in rest if not (_sanctions(step) and cleaned.get("sanction"))]

    def act(self) -> None:
        typed = self.cleaned_data
        dealing = actions.Dealing(
            outcome=typed["outcome"],
            parents_told=typed["told"],
            parents_reason=self.reason,
            note=typed["note"],
            done=[self.steps[ref] for ref in typed.get("done", [])],
            excused=self._undone(typed),
            excuse=typed.get("excuse", ""),
            answers={row: typed[name] for name, row in self.questions.items()},
            said={step.pk: typed.get(SAID + step.ref, "") for step in self._asking(self.steps)},
            **self.given,
        )
        actions.deal_here(self.record, dealing, **self.by)


def _sanctions(step) -> bool:
    """A sanction ends it and nothing else."""
    return step.how == StepTemplate.How.SANCTION


class Close(RecordForm):
    title = "Close it"
    words = "The reporter learns that it was dealt with, and nothing else. It can be opened again with a reason."
    submit = "Close"

    def prepare(self) -> None:
        self.refusal = guards.may_close(facts_of(self.record), self.user.pk) or ""
        self.second = second.of(self.shown, self.user) if self.refusal else None

    @property
    def who_can(self) -> str:
        """Who may, in the place of the button."""
        return self.second.who if self.second else ""

    def act(self) -> None:
        actions.close(self.record, **self.by)


class Reopen(RecordForm):
    title = "Open it again"
    submit = "Open again"
    reason = forms.CharField(label="Why?", max_length=300)

    def act(self) -> None:
        actions.reopen(self.record, reason=self.cleaned_data["reason"], **self.by)


class Join(RecordForm):
    title, where = "Join to another record", "Checklist"
    words = "For the same matter reported twice. The other record stays; this one points to it."
    submit = "Join"
    other = forms.CharField(
        label="Reference of the record that stays", max_length=9, help_text="For example K7QF-2MXD"
    )

    def prepare(self) -> None:
        self.fields["other"].initial = self.about
        near = ", ".join(row.ref for row in queue.neighbours(self.record, Shown(self.record).people, self.user))
        self.fields["other"].help_text = f"Likely the same: {near}" if near else self.fields["other"].help_text

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

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("person") and not self.errors:
            self.add_error("find", "Find the person")
        return cleaned

    def act(self) -> None:
        actions.give_to(self.record, self.cleaned_data["person"], **self.by)


class ThresholdNotMet(RecordForm):
    title, where = "The harm threshold is not met", "What it is"
    words = "The case manager's reasoned decision. It is kept with the record."
    reason = LongText(label="Why?", rows=4, max_length=2000)

    @classmethod
    def fits(cls, shown, user) -> bool:
        return shown.record.kind in STAFF_KINDS

    def act(self) -> None:
        actions.threshold_not_met(self.record, reason=self.cleaned_data["reason"], **self.by)


FORMS = {
    "deal-with-it": Deal,
    "give": GiveRecord,
    "parents": Parents,
    "threshold": ThresholdNotMet,
    "finish": Resolve,
    "close": Close,
    "open-again": Reopen,
    "join": Join,
}
