"""An ordinary matter dealt with on one page: answered, its lines done or left out, ended and closed (U39)."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.html import format_html_join

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.layout import Reveal, names_in
from esafety.lib.govuk.widgets import Checkboxes
from incidents import actions, guards
from incidents.forms.record.again import AnswersAgain
from incidents.forms.record.ending import Ends
from incidents.forms.record.looking_again import AsksWhenAgain
from incidents.forms.record.parents import AsksParents
from incidents.forms.record.steps import (
    asked,
    in_own_words,
    open_steps,
    reasons,
    what_was_done,
)
from incidents.models import Reason
from incidents.models.work import How
from incidents.outcomes import is_followed

SAID, WHY = "said_", "why_"
NOT_NEEDED, DONE = "“{}”: why is it not needed?", "If it was done, note that on the record first, under “{}”"
WRITE_WHY = "Write why it is not needed, or note on the record what was done: {}"
MUST, TICK = "This one cannot be left out", "Tick “{}”: it cannot be left out"
BY_ITSELF = "Done without a tick where it ended as “{}”"
ON_ITS_OWN_PAGE = "Not done here either: {}. What was done of that, note on the record first."


class Deal(AnswersAgain, AsksWhenAgain, Ends, AsksParents):
    title = "Deal with it here"
    words = "Answers it, finishes the steps, says how it ended and closes it. Each stays a line of its own."
    submit, above = "Save and close", "incidents/_in_short.html"
    done = forms.MultipleChoiceField(
        label="Which steps are done?",
        required=False,
        widget=Checkboxes,
        help_text="What you leave unticked is marked as not needed",
    )
    excuse = forms.ChoiceField(label="Why are the others not needed?", required=False, widget=forms.RadioSelect)
    note = LongText(label="Note", required=False, rows=2, max_length=2000)
    only_if_asked = (*Ends.only_if_asked, "excuse", "done")

    def prepare(self) -> None:
        super().prepare()
        self.refusal = guards.may_deal_here(self.shown.facts) or ""
        todo = open_steps(self.record)
        self.steps = {s.ref: s for s in todo if s.required and s.how != How.PARENTS}
        self.alone = {WHY + ref: step for ref, step in self.steps.items() if self._stands_alone(step)}
        asked_of = {step.ref: said for step in todo if (said := asked(step))}
        self.fields[self.parents_field].help_text = next(
            (asked_of.get(s.ref, "") for s in todo if s.how == How.PARENTS), ""
        )
        self._ask_what_is_done(asked_of)
        self._ask_why_not()
        self.ask_again(first=self.shown.to_answer)
        steps = [Reveal("done", **{step.ref: [SAID + step.ref] for step in self._asking(self.pressed)}), "excuse"]
        steps = [one for one in steps if names_in(one)[0] in self.fields]
        lines = [*self.written, *steps, *self.alone]
        rest = [*self.parents_asked, "note", *self.again_asked]
        self.layout = Layout(*self.questions, *self.where_else, *self.how_it_ended, *lines, *rest)

    def _ask_what_is_done(self, asked_of: dict[str, str]) -> None:
        """What is ended by a press is a box to tick, or to write in where it has to be done and written about."""
        plain = {ref: step for ref, step in self.steps.items() if step.how == How.TICK}
        self.pressed = {ref: step for ref, step in plain.items() if not self._stands_alone(step)}
        self.written = {SAID + ref: s for ref, s in self.pressed.items() if s.asks and not s.excusable}
        ticked = {ref: step for ref, step in self.pressed.items() if SAID + ref not in self.written}
        self.fields["done"].choices = [(ref, step.words) for ref, step in ticked.items()]
        self.fields["done"].widget.hints = {ref: self._hint(step, asked_of) for ref, step in self.pressed.items()}
        for step in self._asking(self.pressed):
            self.put(SAID + step.ref, what_was_done(step.asks))
            self.fields[SAID + step.ref].required = False
        for name, step in self.written.items():
            self.put(name, what_was_done(step.asks, self._hint(step, asked_of)))
            self.fields[name].label = step.words
        if not ticked:
            del self.fields["done"]

    def _hint(self, step, asked_of: dict[str, str]) -> str:
        """Who was asked to do the line, whether it has to be, and by which outcome it is done without a tick."""
        by_itself = [row.words for row in self.fields["outcome"].queryset if is_followed(row, step)]
        words = BY_ITSELF.format(" or ".join(by_itself)) if by_itself else ""
        said = (asked_of.get(step.ref), "" if step.excusable else MUST, words)
        return format_html_join(". ", "{}", ((one,) for one in said if one))

    def _ask_why_not(self) -> None:
        """One reason for most that is left out; what stands alone has a box of its own."""
        others = [step for step in self.steps.values() if step.excusable and not self._stands_alone(step)]
        if elsewhere := [step.words for step in others if step.ref not in self.pressed and not self._here(step)]:
            self.fields["excuse"].help_text = ON_ITS_OWN_PAGE.format("; ".join(elsewhere))
        self.fields["excuse"].choices = reasons(Reason.For.EXCUSE)
        if not others:
            del self.fields["excuse"]
        for name, step in self.alone.items():
            self.put(name, in_own_words(NOT_NEEDED.format(step.words)))
            self.fields[name].error_messages["required"] = WRITE_WHY.format(step.words)
            self.fields[name].help_text = DONE.format("I rang" if step.agency_id else step.page[1])

    def clean(self):
        cleaned = super().clean()
        own = self._reasons(cleaned)
        undone = [step for step in self._undone(cleaned) if step.pk not in own]
        for step in undone:
            if not step.excusable:
                self.add_error("done", TICK.format(step.words))
        if any(step.excusable for step in undone) and not cleaned.get("excuse"):
            self.add_error("excuse", "Tick the steps that are done, or choose why the others are not needed")
        for step in self._asking(cleaned.get("done", [])):
            name = SAID + step.ref
            if not cleaned.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def _asking(self, refs) -> list:
        """Those of the steps that have to be written about once they are ticked."""
        return [self.steps[ref] for ref in refs if self.steps[ref].asks and self.steps[ref].excusable]

    def _stands_alone(self, step) -> bool:
        """Is it left out with a reason of its own alone?"""
        return guards.in_own_words(self.record.kind, bool(step.agency_id), step.how)

    def _reasons(self, cleaned) -> dict[int, str]:
        """What is left out with a reason of its own, by the key of the line."""
        own = {step.pk: cleaned.get(name, "") for name, step in self.alone.items()}
        none = self.why_none(cleaned)
        return own | ({step.pk: none for step in self.steps.values() if _sanctions(step)} if none else {})

    def _here(self, step) -> bool:
        """Is it ended by what this page gives?"""
        return _sanctions(step) and bool(self.of_each)

    def _done(self, cleaned) -> list:
        """What is ticked or written about, and what was followed by ending as it did."""
        ended, ticked = cleaned.get("outcome"), {*cleaned.get("done", []), *(s.ref for s in self.written.values())}
        return [step for ref, step in self.pressed.items() if ref in ticked or (ended and is_followed(ended, step))]

    def _undone(self, cleaned) -> list:
        """What is neither done nor ended by a sanction that is given here."""
        done = self._done(cleaned)
        rest = [step for step in self.steps.values() if step not in done]
        return [step for step in rest if not (_sanctions(step) and self.gives(cleaned))]

    def act(self) -> None:
        typed = self.cleaned_data
        dealing = actions.Dealing(
            outcome=typed["outcome"],
            parents_told=typed["told"],
            parents_reason=self.reason,
            parents_held=self.held_with_them,
            of_whom=self.of_whom,
            note=typed["note"],
            again=typed.get("look_again"),
            done=self._done(typed),
            excused=self._undone(typed),
            excuse=typed.get("excuse", ""),
            why=self._reasons(typed),
            answers=self.answers,
            said={step.pk: typed.get(SAID + ref, "") for ref, step in self.pressed.items()},
            **self.of_sanction,
            given=self.given,
        )
        actions.deal_here(self.record, dealing, **self.by)


def _sanctions(step) -> bool:
    """A sanction ends it and nothing else."""
    return step.how == How.SANCTION


FORMS = {"deal-with-it": Deal}
