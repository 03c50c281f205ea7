"""The lines of the checklist."""

from django import forms
from django.utils.html import format_html

from esafety.lib import clock
from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.widgets import Radios
from incidents import actions, guards
from incidents.actions.lines import cannot_be_left_out
from incidents.actions.steps import TO_WRITE
from incidents.classes import RESTRICTED, STAFF_KINDS
from incidents.forms.record.base import FindsPerson, RecordForm
from incidents.forms.record.by_when import DueDay
from incidents.models import Reason, Step
from incidents.models.work import How
from school import kept
from school.glossary import label, labels_of
from school.models import Person

WHOM_IT_ASKS = "Somebody else is then asked to do it; they are not told why."
WHOM_TO_RING = "Whom to ring, on which number, and what to say. They see nothing else of the record"
MOST = 4000  # characters: what somebody said, word for word


def what_was_done(asks: str, hint: str = "") -> LongText:
    """The box for what a line asks to be written down."""
    return LongText(label=asks or "What was done, and what was decided", help_text=hint, rows=4, max_length=MOST)


def typed_in(form, *names: str) -> str:
    """What was typed into these boxes, as far as it can be kept."""
    said = (form.data.get(form.add_prefix(name), "").replace("\0", "").strip() for name in names)
    return "\n".join(filter(None, said))[:MOST]


class _OfStep(RecordForm):
    """A form about one step; its reference comes with the address. `said` stands before its words once saved."""

    said = ""

    def prepare(self) -> None:
        super().prepare()
        self.step = self.record.steps.filter(ref=self.about).select_related("incident").first()
        self.words = self.step.words if self.step else ""

    def clean(self):
        if not self.step:
            raise forms.ValidationError("This step is not on the record any more")
        return super().clean()

    def line_after(self) -> str:
        return line_after(self.step)

    @property
    def done_words(self) -> str:
        return f"{self.said}: {self.step.words}"


class Tick(_OfStep):
    """What a line asks to be written is its box. For a private record "done" alone tells an inquiry nothing."""

    title, said = "Mark as done", "Done"
    submit = "Done"
    note = LongText(label="Anything to add?", required=False, rows=2, max_length=MOST)

    def prepare(self) -> None:
        super().prepare()
        asks = self.step.asks if self.step else ""
        if asks or self.record.kind in RESTRICTED:
            self.put("note", what_was_done(asks, self._hint()))

    def _hint(self) -> str:
        """What to mind while writing."""
        hint = self.step.hint if self.step else ""
        return f"{hint} Do not describe the picture.".strip() if self.record.no_story else hint

    def act(self) -> None:
        actions.tick(self.step, note=self.cleaned_data["note"], **self.by)


class Decide(_OfStep):
    asks = {"yes": "Choose what you decided", "reason": "Write why you decided so"}
    title, said = "Decide", "Decided"
    yes = forms.ChoiceField(label="What did you decide?", choices=[("yes", "Yes"), ("no", "No")])
    reason = LongText(label="Why?", rows=4, max_length=MOST)

    def prepare(self) -> None:
        super().prepare()
        hints = {"yes": WHOM_IT_ASKS} if self.step and self.step.template and self.step.template.task_role else {}
        self.fields["yes"].widget = Radios(choices=self.fields["yes"].choices, hints=hints)
        self.fields["reason"].help_text = self.step.hint if self.step else ""

    def act(self) -> None:
        typed = self.cleaned_data
        actions.decide_line(self.step, typed["yes"] == "yes", reason=typed["reason"], **self.by)


class Reference(_OfStep):
    title, said = "Its reference elsewhere", "Noted"

    def prepare(self) -> None:
        super().prepare()
        known = self.record.external_ref
        label = reference_elsewhere(self.record)
        must = {"required": f"Enter the {label[:1].lower()}{label[1:]}"}
        self.put("reference", forms.CharField(label=label, max_length=60, initial=known, error_messages=must))

    def act(self) -> None:
        actions.note_reference(self.step, self.cleaned_data["reference"], **self.by)


class Excuse(_OfStep):
    title, said = "Mark as not needed", "Not needed"
    submit = "Not needed"
    reason = forms.ChoiceField(label="Why not?", required=False, widget=forms.RadioSelect)
    other = forms.CharField(label="Or another reason", required=False, max_length=300)
    only_if_asked = ("reason", "other")

    def prepare(self) -> None:
        super().prepare()
        self.refusal = "" if not self.step or self.step.excusable else cannot_be_left_out(self.step)
        self.own = bool(self.step) and guards.in_own_words(self.record.kind, bool(self.step.agency_id), self.step.how)
        if self.own:
            del self.fields["reason"]
            self.put("other", in_own_words("Why is it not needed?"))
        else:
            self.fields["reason"].choices = reasons(Reason.For.EXCUSE)

    def clean(self):
        cleaned = super().clean()
        if not self.own and not cleaned.get("reason") and not cleaned.get("other"):
            self.add_error("reason", "Choose why it is not needed, or write another reason")
        return cleaned

    def act(self) -> None:
        actions.excuse(self.step, reason=self.cleaned_data["other"] or self.cleaned_data.get("reason", ""), **self.by)


class Undo(_OfStep):
    asks = {"reason": "Write why it has to be done again"}
    title = said = "To do again"
    submit = "To do again"
    reason = forms.CharField(label="Why?", max_length=300)

    def act(self) -> None:
        actions.undo(self.step, reason=self.cleaned_data["reason"], **self.by)

    def line_after(self) -> str:
        return name_of(self.step)


class Give(_OfStep, FindsPerson, DueDay):
    title = "Ask a colleague to do this"
    said = "Given to a colleague"
    submit = "Ask them"
    instruction = forms.CharField(
        label="What do they need to know?",
        required=False,
        max_length=300,
        help_text="About whom it is, and what to do. They see this step and these words, nothing else of the record",
    )
    field_order = ("find", "person", "instruction", "day", "version")
    nobody = "Nobody of that name has an account and no part in this. Try the last name alone, or ask somebody else"

    def look_up(self, words: str) -> list[Person]:
        """Without those who could not be asked. It tells nothing: whoever gives a step reads who is kept from it."""
        return [person for person in super().look_up(words) if actions.may_help(self.record, person)]

    def prepare(self) -> None:
        super().prepare()
        self.fields["instruction"].marked_optional = False
        if self.step and self.step.how == How.PARENTS:
            self.fields["instruction"].help_text = WHOM_TO_RING

    def clean(self):
        cleaned = super().clean()
        if self.is_nobody(cleaned):
            self.add_error("find", "Find the colleague")
        elif self.step and not self.looking and not cleaned.get("instruction"):
            self.add_error("instruction", TO_WRITE.get(self.step.how, TO_WRITE[How.TICK]))
        return cleaned

    def act(self) -> None:
        typed = self.cleaned_data
        actions.give(self.step, typed["person"], instruction=typed["instruction"], due_at=self.due, **self.by)

    def line_after(self) -> str:
        return name_of(self.step)


class AddStep(RecordForm, DueDay):
    asks = {"what": "Write what has to be done"}
    title, where = "Add something to do", "Checklist"
    submit = "Add"
    what = forms.CharField(label="What has to be done?", max_length=200)
    field_order = ("what", "day", "version")

    def act(self) -> None:
        actions.add(self.record, self.cleaned_data["what"], due_at=self.due, **self.by)


def reasons(used_for: str) -> list[tuple[str, str]]:
    """The school's common reasons, as choices."""
    rows = Reason.objects.filter(used_for=used_for, retired=False)
    return [(row.words, row.words) for row in rows]


def in_own_words(label: str) -> forms.CharField:
    """The box for a reason nobody chooses from a list."""
    return forms.CharField(label=label, max_length=300, validators=[_enough])


def _enough(reason: str) -> None:
    if refusal := guards.says_too_little(reason):
        raise forms.ValidationError(refusal)


def line_after(step: Step) -> str:
    """The line of the checklist one goes on with: the next that is open, in the order of the page, or its head."""
    lines = sorted(open_steps(step.incident), key=_order)
    later = [one for one in lines if _order(one) > _order(step)]
    return name_of((later or lines)[0]) if lines else "checklist"


def name_of(step: Step) -> str:
    """What the line is called on the record's page, where an address leads."""
    return f"step-{step.ref}"


def _order(step: Step) -> tuple:
    return step.when != "now", step.position, step.pk


def open_steps(record) -> list[Step]:
    """What is still to do, in order."""
    return list(record.steps.filter(state=Step.State.OPEN).select_related("incident", "owner"))


def asked(step: Step) -> str:
    """Who was asked to do the line, and by when; nothing where nobody was."""
    if not step.owner:
        return ""
    by_when = f", by {clock.words_of(clock.local(step.due_at).date(), '%A %-d %B')}" if step.due_at else ""
    return format_html("{} was asked{}", step.owner.name, by_when)


def reference_elsewhere(record) -> str:
    """What the reference in the school's other system is called here; an adult here has another file (P-STAFF)."""
    if record.kind in STAFF_KINDS:
        return "Reference in the confidential file about the adult"
    return f"Reference in {label('elsewhere', labels_of(kept.school()))}"


FORMS = {
    "add-step": AddStep,
    "done": Tick,
    "decide": Decide,
    "reference": Reference,
    "not-needed": Excuse,
    "give-step": Give,
    "undo": Undo,
}
