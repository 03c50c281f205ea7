"""Deciding what it is and how serious."""

from crispy_forms.layout import Layout
from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.layout import Fieldset
from esafety.lib.govuk.widgets import Radios
from incidents import actions
from incidents.actions.record import countersigns
from incidents.classes import SERIOUSNESS, STAFF_KINDS, Class, Overlay
from incidents.forms.record.base import RecordForm
from incidents.models import Answer, Category, Question, WordCheck
from incidents.reading.showing import deciding
from incidents.reporting import alarming
from school import kept
from school.roles import Perm

WHY = "Kept with the record."
WHAT_IT_IS = "What it is"
MUST, MAY = "To be answered before it goes on", "If they matter here"
LEAST = max(SERIOUSNESS.values())


def radios(question: Question, required: bool = False) -> forms.ChoiceField:
    """The three answers to a question; not marked as optional where one may leave it."""
    field = forms.ChoiceField(
        label=question.words,
        help_text=question.hint,
        choices=Answer.Value.choices,
        required=required,
        widget=Radios(inline=True, small=True),
    )
    field.marked_optional = False
    return field


def name_of(question: Question) -> str:
    """What its field is called."""
    return f"q_{question.code}"


class Answers(RecordForm):
    title, where, link = "Questions that decide", WHAT_IT_IS, "Answer the deciding questions"
    words = "“Yes” and “not sure” can make the record more serious, or add something to do."

    def prepare(self) -> None:
        must = self.shown.to_answer
        asked = {*must, *alarming.the_same_as(kept.rows(WordCheck), must)}
        rows = [*must, *(row for row in deciding(self.shown.codes) if row not in asked)]
        self.questions = {name_of(row): row for row in rows}
        self.fields |= {name: radios(row) for name, row in self.questions.items()}
        if must and len(rows) > len(must):
            names = list(self.questions)
            self.layout = Layout(Fieldset(MUST, *names[: len(must)]), Fieldset(MAY, *names[len(must) :]))

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in self.questions):
            self.add_error(next(iter(self.questions), None), "Answer at least one of the questions")
        return cleaned

    def act(self) -> None:
        given = {row: self.cleaned_data[name] for name, row in self.questions.items() if self.cleaned_data.get(name)}
        actions.answer(self.record, given, **self.by)


class FileUnder(RecordForm):
    asks = {"categories": "Tick what it was"}
    title, where, link = "What it was", WHAT_IT_IS, "Change what it was"
    words = "A category can make the record more serious, never less."
    categories = forms.ModelMultipleChoiceField(
        label="What was it?",
        queryset=Category.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        field = self.fields["categories"]
        field.queryset = Category.objects.filter(retired=False)
        field.label_from_instance = lambda row: row.title
        field.initial = list(self.record.filed.filter(dropped=False).values_list("category__code", flat=True))

    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        if {row.code for row in chosen} == set(self.fields["categories"].initial):
            raise forms.ValidationError("Tick something else, or go back: it stands under these already")
        return chosen

    def act(self) -> None:
        actions.file_under(self.record, list(self.cleaned_data["categories"]), **self.by)


class _ToClass(RecordForm):
    asks = {"reason": "Write why it is as serious as that"}
    to = forms.ChoiceField(
        label="Make it", widget=forms.RadioSelect, error_messages={"required": "Choose how serious it is"}
    )
    reason = LongText(label="Why?", rows=3, max_length=1000, help_text=WHY)

    def classes(self, fits) -> list[tuple[str, str]]:
        rank = SERIOUSNESS[Class(self.record.cls)]
        return [(cls.value, cls.label) for cls in Class if fits(SERIOUSNESS[cls], rank)]


class Place(_ToClass):
    title, where = "Say how serious it is", WHAT_IT_IS
    words = "The list of what can happen does not know it, so somebody here has to say so before it goes on."
    submit = "Save"

    @classmethod
    def fits(cls, shown, user) -> bool:
        return shown.facts.unplaced

    def prepare(self) -> None:
        self.fields["to"].label = "How serious is it?"
        self.fields["to"].choices = self.classes(lambda other, own: other <= own)

    def act(self) -> None:
        actions.place(self.record, self.cleaned_data["to"], reason=self.cleaned_data["reason"], **self.by)


class Raise(_ToClass):
    title, where = "Make it more serious", WHAT_IT_IS
    words = "It goes to the people who deal with the more serious kind, at once. Only a safeguarding lead can undo it."
    submit = "Make it more serious"

    @classmethod
    def fits(cls, shown, user) -> bool:
        return shown.record.cls != Class.ILLEGAL

    def prepare(self) -> None:
        self.fields["to"].choices = self.classes(lambda other, own: other < own)

    def act(self) -> None:
        actions.raise_class(self.record, self.cleaned_data["to"], reason=self.cleaned_data["reason"], **self.by)


class Lower(_ToClass):
    title, where = "Make it less serious", WHAT_IT_IS
    words = "Only a safeguarding lead does this. Leaving “may be a crime” waits until a second person agrees."
    submit = "Make it less serious"

    @classmethod
    def fits(cls, shown, user) -> bool:
        return user.can(Perm.LOWER) and SERIOUSNESS[Class(shown.record.cls)] < LEAST

    def prepare(self) -> None:
        self.fields["to"].choices = self.classes(lambda other, own: other > own)

    def act(self) -> None:
        actions.lower(self.record, self.cleaned_data["to"], reason=self.cleaned_data["reason"], **self.by)


class AgreeProposal(RecordForm):
    asks = {"agree": "Choose whether you agree"}
    title = "Agree that this is no crime?"  # stands first on the record, and nowhere else
    submit = "Save"
    agree = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, make it less serious"), ("no", "No, it stays as it is")],
        widget=forms.RadioSelect,
    )

    @classmethod
    def fits(cls, shown, user) -> bool:
        """Another asked for it, and this person may be the second."""
        return countersigns(shown.record, user) and bool(shown.proposal) and shown.proposal.asked_by_id != user.pk

    def prepare(self) -> None:
        self.proposal = self.record.proposals.filter(agreed=None).first()
        self.above = "incidents/_proposal.html" if self.proposal else ""
        self.words = "" if self.proposal else "Nobody has asked for this."

    def act(self) -> None:
        if not self.proposal:
            raise actions.Refused("Nobody has asked for this, or it was decided already.")
        actions.decide_proposal(self.proposal, agree=self.cleaned_data["agree"] == "yes", by=self.user)


class ConcernsAdult(RecordForm):
    asks = {"overlay": "Choose who it is about", "reason": "Write why it is about them"}
    title, where, link = "It is about an adult who works here", WHAT_IT_IS, "It is about an adult here"
    words = "The record becomes private at once and goes to those who deal with concerns about adults."
    submit = "Make it private"
    overlay = forms.ChoiceField(
        label="Who is it about?", choices=[(o.value, o.label) for o in Overlay if o], widget=forms.RadioSelect
    )
    reason = LongText(label="Why?", rows=3, max_length=1000, help_text=WHY)

    @classmethod
    def fits(cls, shown, user) -> bool:
        return shown.record.kind not in STAFF_KINDS

    def act(self) -> None:
        actions.concerns_adult(
            self.record, self.cleaned_data["overlay"], reason=self.cleaned_data["reason"], **self.by
        )


FORMS = {
    "category": FileUnder,
    "questions": Answers,
    "place": Place,
    "more-serious": Raise,
    "less-serious": Lower,
    "adult-here": ConcernsAdult,
    "second-person": AgreeProposal,
}
