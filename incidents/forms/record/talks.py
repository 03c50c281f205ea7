"""Talks: with parents or carers, a meeting, support, an offer to put it right."""

from dataclasses import replace

from crispy_forms.layout import Layout
from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.layout import Fieldset, Reveal
from esafety.lib.govuk.widgets import Radios
from incidents import actions
from incidents.actions.lines import waits
from incidents.actions.talks import HELD
from incidents.forms.alarmed import AsksOfAlarm
from incidents.forms.record.base import RecordForm
from incidents.forms.record.parents import TellsParents
from incidents.forms.record.steps import line_after, typed_in
from incidents.forms.record.talking import MOST, TalkFields
from incidents.models import Contact, Involved, Step
from incidents.models.work import How


class ToldForm(AsksOfAlarm, GovForm, TalkFields):
    """A colleague told parents or carers, as they were asked to: it is kept as a talk with them."""

    asks = {"with_whom": "Write whom you told", "means": "Choose how you told them"}
    submit = None
    alarms_in = ("text",)
    with_whom = forms.CharField(label="Whom did you tell?", max_length=120, help_text="For example: the mother")
    letter = None

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step
        self.preset_to_now()

    def act(self, by) -> None:
        actions.told_as_asked(self.step, self.held, by=by, answers=self.answers)

    @property
    def typed(self) -> str:
        """What they wrote, whole or not."""
        return str(self.held) if self.is_valid() else typed_in(self, "with_whom", "text")


class _OfTalk(TalkFields, RecordForm):
    """About the line that asked for it, where one did."""

    def prepare(self) -> None:
        super().prepare()
        self.step = self.record.steps.filter(ref=self.about).select_related("incident").first()
        self.preset_to_now()
        if self.record.no_story:
            self.fields["text"].help_text = "Do not describe the picture."

    def line_after(self) -> str:
        return line_after(self.step) if self.step else ""


OF_A_TALK = ("with_whom", "means", "day", "time", "text", "letter")


class Parents(TellsParents, _OfTalk):
    """The longer way: what was said and where a letter is kept may be noted as well."""

    title, where = "Parents or carers", "People"
    layout = Layout(Reveal("told", yes=list(OF_A_TALK), no=["why_not", "other"]))

    def prepare(self) -> None:
        super().prepare()
        self.words = waits(self.record, How.PARENTS) or ""

    def act(self) -> None:
        held = self.held_with_them
        actions.parents(self.record, self.cleaned_data["told"], reason=self.reason, held=held, **self.by)


ABOUT = {How.MEETING: "", How.SUPPORT: "Who is supported?", How.RESTORATIVE: "Whom was it offered to?"}
WITH_OTHERS, EACH_ALONE = "With whom, if not with each of them alone?", "each of them alone"
NO_REASON = "Nobody has to give a reason"
TEXT = {
    How.MEETING: "What was said and agreed?",
    How.SUPPORT: "What was offered, and what is done?",
    How.RESTORATIVE: "Anything to add?",
}


class Talked(_OfTalk):
    """What a line asked for is known; without one it is asked."""

    asks = {"kind": "Choose what it was", "answer": "Choose what they answered"}
    title, where = "Note a talk", "People"
    words = "A meeting, support for somebody, an offer to put it right."
    kind = forms.ChoiceField(label="What was it?", choices=[(how.value, HELD[how]) for how in HELD], widget=Radios)
    involved = forms.ModelChoiceField(
        label="Whom was it about?", queryset=Involved.objects.none(), required=False, widget=forms.RadioSelect
    )
    answer = forms.ChoiceField(
        label="What did they answer?",
        help_text=NO_REASON,
        choices=Contact.Answer.choices,
        required=False,
        widget=Radios(inline=True),
    )
    only_if_asked = ("answer",)
    after = ["involved", "with_whom", "means", "day", "time", "text", "letter"]

    def prepare(self) -> None:
        super().prepare()
        self.each: dict[str, Involved | None] = {}  # who answers an offer, by the name of their box
        self.asked = self.step.how if self.step and self.step.how in HELD else ""
        self._offer_people()
        if self.asked:
            self._ask_what_the_line_asks()
        else:
            self.layout = Layout(Reveal("kind", restorative=["answer"]), *self.after)

    def _offer_people(self) -> None:
        field = self.fields["involved"]
        field.queryset, field.empty_label = self.record.involved.select_related("person"), "Nobody named on the record"
        field.label_from_instance = lambda row: row.person.name if row.person else row.description
        if not field.queryset or self.asked == How.MEETING:
            del self.fields["involved"]
            self.after = self.after[1:]

    def _ask_what_the_line_asks(self) -> None:
        asked = How(self.asked)
        self.title, self.words = HELD[asked], self.step.words
        self.refusal = waits(self.record, asked, self.step.after_advice) or ""
        must, hint = asked != How.RESTORATIVE, self.fields["text"].help_text
        self.put("text", LongText(label=TEXT[asked], required=must, help_text=hint, rows=4, max_length=MOST))
        if "involved" in self.fields:
            self.fields["involved"].label = ABOUT[asked]
        del self.fields["kind"]
        self.fields["answer"].required = asked == How.RESTORATIVE
        if asked != How.RESTORATIVE:
            del self.fields["answer"]
        first = ["answer"] if asked == How.RESTORATIVE else []
        self.layout = Layout(*self.after[:-6], *first, *self.after[-6:])
        if asked == How.RESTORATIVE and "involved" in self.fields and self.fields["involved"].queryset.count() > 1:
            self._ask_of_each()

    def _ask_of_each(self) -> None:
        """Of several people each may be offered it, and each answers: it was talked over with them, if nobody else."""
        people = self.fields["involved"].queryset
        self.each = {f"answer_{row.pk}": row for row in people} | {"answer_other": None}
        for name, row in self.each.items():
            self.put(name, _answer_of(row))
            self.fields[name].marked_optional = False  # the first answer says so
        del self.fields["involved"], self.fields["answer"]
        self.fields["with_whom"].required = self.fields["with_whom"].marked_optional = False
        self.fields["with_whom"].label = WITH_OTHERS
        self.layout = Layout(Fieldset("What did each answer?", *self.each, hint=NO_REASON), *OF_A_TALK)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == How.RESTORATIVE and not cleaned.get("answer"):
            self.add_error("answer", "Choose whether they accepted it or declined")
        if self.each and not any(cleaned.get(name) for name in self.each):
            self.add_error(next(iter(self.each)), "Choose what at least one of them answered")
        if cleaned.get("answer_other") and not cleaned.get("with_whom"):
            self.add_error("with_whom", self.fields["with_whom"].error_messages["required"])
        return cleaned

    @property
    def talks(self) -> list[actions.Talk]:
        """One talk, or one with each who was offered it."""
        answers = {name: answer for name in self.each if (answer := self.cleaned_data.get(name))}
        held = replace(self.held, with_whom=self.held.with_whom or EACH_ALONE)
        each = [replace(held, involved=self.each[name], answer=answer) for name, answer in answers.items()]
        return each or [self.held]

    def act(self) -> None:
        kind = self.asked or self.cleaned_data["kind"]
        step = self.step if self.asked else None
        actions.talk(self.record, kind, *self.talks, step=step, **self.by)

    @property
    def done_words(self) -> str:
        return f"{HELD[How(self.asked or self.cleaned_data['kind'])]}: it is on the record."


def _answer_of(row: Involved | None) -> forms.ChoiceField:
    """What that person answered, or somebody not on the record."""
    return forms.ChoiceField(
        label=row.said if row else "Somebody not named on the record",
        required=False,
        choices=[("", "Not offered"), *Contact.Answer.choices],
        widget=Radios(inline=True, small=True),
    )


FORMS = {"parents": Parents, "talked": Talked}
