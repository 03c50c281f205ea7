"""What somebody may be given for what they did, as forms ask it; where a matter ends, of each of several."""

from functools import cached_property

from django import forms

from esafety.lib.govuk.layout import Fieldset
from esafety.lib.govuk.widgets import Radios
from incidents import actions, sanctions
from incidents.actions.sanctions import for_adults
from incidents.classes import STAFF_KINDS
from incidents.forms.record.base import RecordForm
from incidents.forms.record.steps import reasons
from incidents.models import Involved, Reason, SanctionKind
from incidents.reading import warned
from school import kept
from school.glossary import label, labels_of

USUAL = "Usual here"
GIVEN = ("sanction", "tier_reason")  # the fields of one on the page that ends a matter
IS_GIVEN, WHY_ANOTHER = "Is a sanction given?", "If it is not the usual one, why?"
WHY_NONE = "If none, though another gets one: why?"
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
        field.label_from_instance = in_it

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
    """Sanctions on the page that ends a matter: ones that have no last day; to each of several people their own."""

    sanction = forms.ModelChoiceField(
        label=IS_GIVEN,
        queryset=SanctionKind.objects.none(),
        to_field_name="code",
        required=False,
        blank=True,
        empty_label="No sanction",
        widget=Radios,
    )
    tier_reason = forms.ChoiceField(label=WHY_ANOTHER, required=False)

    def prepare(self) -> None:
        super().prepare()
        self.of_each: dict[str, Involved] = {}  # who may be given one, by what stands behind the names of their fields
        plain = [kind for kind in self.kinds if not kind.task_role]
        if len(self.candidates) == 1 and plain and not self.again:
            self._ask_of_one(plain)
        else:
            if not self.again:
                self._ask_of_each(plain)
            del self.fields["sanction"], self.fields["tier_reason"]
        self.drop_if_nothing_is_usual(*(name for name in self._boxes if not name.startswith("sanction")))

    def offer_none(self) -> None:
        for name in self._boxes:
            del self.fields[name]
        self.of_each = {}

    def _ask_of_one(self, plain: list[SanctionKind]) -> None:
        self.of_each[""] = self.candidates[0]
        offer(self.fields["sanction"], plain, self.hint)
        self.fields["sanction"].help_text = self.comes_with_it
        self.fields["tier_reason"].choices = self._why_another

    def _ask_of_each(self, plain: list[SanctionKind]) -> None:
        """Each in one line, so that several stand on a phone. Whoever works here is first said to be in question."""
        for row in self.candidates:
            fitting = [kind for kind in plain if kind.staff == for_adults(self.record, row)]
            if fitting and (self.record.kind in STAFF_KINDS or not fitting[0].staff):
                whose = f"_{row.pk}"
                self.of_each[whose] = row
                self.put(f"sanction{whose}", self._in_one_line(fitting))
                self.put(f"tier_reason{whose}", forms.ChoiceField(label=WHY_ANOTHER, choices=self._why_another))
                self.put(f"none{whose}", forms.CharField(label=WHY_NONE, max_length=300))
                for name in self._fields_of(whose):  # the first answer of each says that nobody has to
                    self.fields[name].required = self.fields[name].marked_optional = False

    def _in_one_line(self, kinds: list[SanctionKind]) -> forms.ModelChoiceField:
        field = forms.ModelChoiceField(
            SanctionKind.objects.none(),
            label=IS_GIVEN,
            to_field_name="code",
            required=False,
            empty_label="No sanction",
        )
        offer(field, kinds, self.hint)
        field.label_from_instance = lambda kind: ": ".join(filter(None, [kind.words, self.hint(kind).lower()]))
        return field

    @property
    def _why_another(self) -> list:
        return [("", "It is the usual one"), *reasons(Reason.For.TIER)]

    @property
    def _boxes(self) -> list[str]:
        return [name for whose in self.of_each for name in self._fields_of(whose)]

    def _fields_of(self, whose: str) -> list[str]:
        names = (f"sanction{whose}", f"tier_reason{whose}", f"none{whose}")
        return [name for name in names if name in self.fields]

    @property
    def sanctions_asked(self) -> list:
        """The boxes in the order of the page; of several people, each person's under their name."""
        if "" in self.of_each:
            return self._boxes
        rows = [(row, self._fields_of(whose)) for whose, row in self.of_each.items()]
        hints = [self.comes_with_it, *("" for _ in rows[1:])]
        return [
            Fieldset(in_it(row), *names, hint=hint, size="s") for (row, names), hint in zip(rows, hints, strict=False)
        ]

    def gives(self, cleaned) -> bool:
        """Is anybody given one?"""
        return any(cleaned.get(f"sanction{whose}") for whose in self.of_each)

    def clean(self):
        cleaned = super().clean()
        for whose in self.of_each:
            kind, why = cleaned.get(f"sanction{whose}"), f"tier_reason{whose}"
            if kind and self.unreasoned(kind) and not cleaned.get(why) and not self.has_error(why):
                self.add_error(why, "Choose why it is another than the usual one")
        for whose, row in self._without(cleaned).items():
            if f"none{whose}" in self.fields and not cleaned.get(f"none{whose}"):
                self.add_error(f"none{whose}", f"Write why {row.said} is given none")
        return cleaned

    def _without(self, cleaned) -> dict[str, Involved]:
        """Of several, those who are given none where another is, or has one: what is not asked of one person."""
        having = set(self.record.sanctions.filter(taken_back="").values_list("involved", flat=True))
        if "" in self.of_each or not (having or self.gives(cleaned)):
            return {}
        left = {whose: row for whose, row in self.of_each.items() if row.pk not in having}
        return {whose: row for whose, row in left.items() if not cleaned.get(f"sanction{whose}")}

    @property
    def given(self) -> list[actions.Given]:
        """The sanctions as the action takes them, and of several who is given none; nothing where nobody gets one."""
        typed = self.cleaned_data
        chosen = [(row, typed.get(f"sanction{whose}"), whose) for whose, row in self.of_each.items()]
        given = [actions.Given(row, kind, typed.get(f"tier_reason{whose}", "")) for row, kind, whose in chosen if kind]
        none = [actions.Given(row, None, typed.get(f"none{whose}", "")) for whose, row in self._without(typed).items()]
        return given + none


def in_it(row: Involved) -> str:
    """Somebody and the part they had."""
    return f"{row.said} ({row.get_part_display().lower()})"


def offer(field: forms.ModelChoiceField, kinds: list[SanctionKind], hint) -> None:
    """These kinds, the lightest first, each with what to know of it."""
    field.queryset = SanctionKind.objects.filter(pk__in=[kind.pk for kind in kinds]).order_by("tier", "pk")
    field.label_from_instance = lambda kind: kind.words
    field.widget.hints = {kind.code: words for kind in kinds if (words := hint(kind))}
