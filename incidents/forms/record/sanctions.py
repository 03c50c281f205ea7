"""What somebody is given for what they did: a page of its own, and a part of the one that ends an ordinary matter."""

from functools import cached_property

from crispy_forms.layout import Layout
from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Radios
from incidents import actions, sanctions, warned
from incidents.actions.sanctions import for_adults
from incidents.forms.record.base import RecordForm
from incidents.forms.record.steps import line_after, reasons
from incidents.models import Involved, Reason, Sanction, SanctionKind
from school import kept
from school.glossary import label, labels_of

USUAL = "Usual here"
GIVEN = ("sanction", "who", "tier_reason")  # the fields of one on the page that ends a matter
IN_QUESTION = "Whoever gets one becomes the person whose conduct is in question."
NO_TRACE = "Somebody who has an account here finds no trace of this record from then on."


class Sanctioning(RecordForm):
    """What the two forms know: who may be given one, which there are for them, and what is usual."""

    @cached_property
    def warned(self) -> list:
        """Warnings before, as the person may read them: to whom, and each."""
        return warned.of(self.shown, self.user)

    @cached_property
    def again(self) -> list:
        """The categories it becomes because of them, once it is said whose conduct is in question."""
        return warned.again(self.shown, self.user)

    @cached_property
    def candidates(self) -> list[Involved]:
        """Those in it who may be given one."""
        facts = self.shown.facts
        return [row for row in self.shown.involved if not sanctions.may_sanction(facts, row.part)]

    @cached_property
    def kinds(self) -> list[SanctionKind]:
        """The sanctions there are for somebody who may be given one, the lightest first."""
        for_staff = {for_adults(self.record, row) for row in self.candidates}
        fitting = [kind for kind in kept.rows(SanctionKind) if kind.staff in for_staff]
        return sorted(fitting, key=lambda kind: (kind.tier, kind.pk))

    def usual(self, staff: bool) -> SanctionKind | None:
        """What is usual: also that of the kind it becomes because of a warning before."""
        return sanctions.usual([*(row.category for row in self.shown.filed), *self.again], staff=staff)

    def hint(self, kind: SanctionKind) -> str:
        usual, words = self.usual(kind.staff), []
        if usual and kind.tier == usual.tier:
            words.append(USUAL if kind == usual else "As heavy as the usual one")
        if kind.task_role:
            role = label(kind.task_role, labels_of(kept.school()))
            words.append(f"{role} takes it away, and gives it back on the last day")
        return ". ".join(words)

    @property
    def comes_with_it(self) -> str:
        """What giving one says of whoever gets it, where the record does not say so yet."""
        new = [row for row in self.candidates if row.part != Involved.Part.SUBJECT]
        if not new:
            return ""
        return f"{IN_QUESTION} {NO_TRACE}" if any(for_adults(self.record, row) for row in new) else IN_QUESTION

    def offer_people(self) -> None:
        """Those in it who may be given one, as choices of `who`."""
        field, keys = self.fields["who"], [row.pk for row in self.candidates]
        field.queryset = self.record.involved.filter(pk__in=keys).select_related("person")
        field.label_from_instance = lambda row: f"{row.said} ({row.get_part_display().lower()})"

    def drop_if_nothing_is_usual(self, *names: str) -> None:
        """Nobody is asked why it is another where none is usual."""
        if not any(self.usual(kind.staff) for kind in self.kinds):
            for name in names:
                del self.fields[name]

    def unreasoned(self, kind: SanctionKind) -> bool:
        """Is it another than usual, so that it needs a reason?"""
        usual = self.usual(kind.staff)
        return sanctions.needs_reason(kind.tier, usual and usual.tier)


class MaySanction(Sanctioning):
    """A sanction on the page that ends a matter: one that has no last day; to whom, where several may be meant."""

    sanction = forms.ModelChoiceField(
        label="Is a sanction given?",
        queryset=SanctionKind.objects.none(),
        to_field_name="code",
        required=False,
        blank=True,
        empty_label="No sanction",
        widget=Radios,
    )
    who = forms.ModelChoiceField(
        label="If one is given, to whom?", queryset=Involved.objects.none(), required=False, widget=forms.RadioSelect
    )
    tier_reason = forms.ChoiceField(label="If it is not the usual one, why?", required=False)

    def prepare(self) -> None:
        super().prepare()
        plain = [kind for kind in self.kinds if not kind.task_role]
        if not self.candidates or not plain or self.again:
            self.offer_none()
        else:
            self.offer_people()
            if len(self.candidates) == 1:
                del self.fields["who"]
            offer(self.fields["sanction"], plain, self.hint)
            self.fields["sanction"].help_text = self.comes_with_it
            self.fields["tier_reason"].choices = [("", "It is the usual one"), *reasons(Reason.For.TIER)]
            self.drop_if_nothing_is_usual("tier_reason")

    def offer_none(self) -> None:
        for name in GIVEN:
            self.fields.pop(name, None)

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("sanction")
        if kind and "who" in self.fields and not cleaned.get("who") and not self.has_error("who"):
            self.add_error("who", "Choose who is given it")
        if kind and self.unreasoned(kind) and not cleaned.get("tier_reason"):
            self.add_error("tier_reason", "Choose why it is another than the usual one")
        return cleaned

    @property
    def given(self) -> dict:
        """The sanction as the action takes it; nothing where none was chosen."""
        kind = self.cleaned_data.get("sanction")
        why = self.cleaned_data.get("tier_reason", "")
        to = self.cleaned_data.get("who") or self.candidates[0] if kind else None
        return {"sanction": kind, "given_to": to, "sanction_reason": why} if kind else {}


class GiveSanction(Sanctioning):
    asks = {"who": "Choose who is given it"}
    title, where = "Give a sanction", "People"
    submit, above = "Give it", "incidents/_warned.html"
    who = forms.ModelChoiceField(label="To whom?", queryset=Involved.objects.none(), widget=forms.RadioSelect)
    kind = forms.ModelChoiceField(
        label="Which one?",
        queryset=SanctionKind.objects.none(),
        to_field_name="code",
        widget=Radios,
        error_messages={"required": "Choose which sanction is given"},
    )
    reason = forms.ChoiceField(label="If it is not the usual one, why?", required=False, widget=forms.RadioSelect)
    other = forms.CharField(label="Or another reason", required=False, max_length=300)
    starts = DateField(label="First day", words="First day")
    ends = DateField(label="Last day", required=False, words="Last day")
    only_if_asked = ("reason", "other", "ends")
    field_order = ("who", "kind", "reason", "other", "starts", "ends", "version")

    @classmethod
    def fits(cls, shown, user) -> bool:
        """The profile has sanctions, and somebody in it may be given one."""
        fitting = any(not sanctions.may_sanction(shown.facts, row.part) for row in shown.involved)
        return fitting and bool(kept.rows(SanctionKind))

    def prepare(self) -> None:
        super().prepare()
        self.step = self.record.steps.filter(ref=self.about).select_related("incident").first()
        self.fields["starts"].initial = clock.today()
        self.fields["reason"].choices = reasons(Reason.For.TIER)
        offer(self.fields["kind"], self.kinds, self.hint)
        self.words = self.comes_with_it
        if any(kind.task_role for kind in self.kinds):
            self.fields["ends"].help_text = "Only where something is taken away: it is given back on that day"
        self.offer_people()
        self.fields["who"].initial = self.candidates[0].pk if len(self.candidates) == 1 else None
        self.drop_if_nothing_is_usual("reason", "other")

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind and self.unreasoned(kind) and not (cleaned.get("reason") or cleaned.get("other")):
            self.add_error("reason", "Choose why it is another than the usual one, or write another reason")
        if kind and kind.task_role and not cleaned.get("ends") and not self.has_error("ends"):
            self.add_error("ends", "Enter the last day: what is taken away is given back on it")
        return cleaned

    def act(self) -> None:
        typed = self.cleaned_data
        actions.sanction(
            self.record,
            typed["who"],
            typed["kind"],
            starts=typed["starts"],
            ends=typed["ends"],
            reason=typed.get("other") or typed.get("reason", ""),
            **self.by,
        )

    def line_after(self) -> str:
        return line_after(self.step) if self.step else ""

    @property
    def done_words(self) -> str:
        return f"Sanction: {self.cleaned_data['kind'].words}"


class ChangeSanction(RecordForm):
    asks = {
        "which": "Choose which sanction changes",
        "change": "Choose what has to change",
        "reason": "Write why it changes",
    }
    title, where, link = "Change a sanction", "People", "Change a sanction, or take it back"
    words = "What was taken away is given back on the last day, or at once where the sanction is taken back."
    which = forms.ModelChoiceField(
        label="Which one?", queryset=Sanction.objects.none(), to_field_name="ref", widget=forms.RadioSelect
    )
    change = forms.ChoiceField(
        label="What has to change?",
        choices=[("day", "It has another last day"), ("back", "It was a mistake: take it back")],
        widget=Radios(
            hints={"back": "It does not count as a warning any more. That it was given stays on the record."}
        ),
    )
    ends = DateField(label="New last day", required=False, words="New last day")
    reason = forms.CharField(label="Why?", max_length=300)
    layout = Layout("which", Reveal("change", day=["ends"]), "reason")
    only_if_asked = ("ends",)

    @classmethod
    def fits(cls, shown, user) -> bool:
        given, back = (sum(row.verb == verb for row in shown.events) for verb in ("sanction", "sanction taken back"))
        return given > back

    def prepare(self) -> None:
        field = self.fields["which"]
        field.queryset = self.record.sanctions.filter(taken_back="").select_related("involved__person")
        field.label_from_instance = lambda row: f"{row.words}, {row.involved.said}"
        field.initial = field.queryset.first().ref if field.queryset.count() == 1 else None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("change") == "day" and not cleaned.get("ends") and not self.has_error("ends"):
            self.add_error("ends", "Enter the new last day")
        return cleaned

    def act(self) -> None:
        typed = self.cleaned_data
        if typed["change"] == "back":
            actions.take_back(typed["which"], reason=typed["reason"], **self.by)
        else:
            actions.end_on(typed["which"], typed["ends"], reason=typed["reason"], **self.by)


def offer(field: forms.ModelChoiceField, kinds: list[SanctionKind], hint) -> None:
    """These kinds, the lightest first, each with what to know of it."""
    field.queryset = SanctionKind.objects.filter(pk__in=[kind.pk for kind in kinds]).order_by("tier", "pk")
    field.label_from_instance = lambda kind: kind.words
    field.widget.hints = {kind.code: words for kind in kinds if (words := hint(kind))}


FORMS = {"sanction": GiveSanction, "change-sanction": ChangeSanction}
