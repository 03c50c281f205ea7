"""An ordinary matter dealt with on one page: answered, its lines done or left out, ended and closed (U39)."""

from crispy_forms.layout import Layout
from django import forms

from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Checkboxes
from incidents import actions, guards
from incidents.forms.record.deciding import name_of, radios
from incidents.forms.record.ending import Ends
from incidents.forms.record.steps import (
    asked,
    in_own_words,
    open_steps,
    reasons,
    what_was_done,
)
from incidents.forms.record.talks import AsksParents
from incidents.models import Reason
from incidents.models.work import How
from incidents.showing import Shown

SAID, WHY = "said_", "why_"
NOT_NEEDED, DONE = "“{}”: why is it not needed?", "If it was done, note that on the record first, under “{}”"
WRITE_WHY = "Write why it is not needed, or note on the record what was done: {}"
ON_ITS_OWN_PAGE = "Not done here either: {}. What was done of that, note on the record first."


class Deal(Ends, AsksParents):
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
        todo = open_steps(self.record)
        self.steps = {s.ref: s for s in todo if s.required and s.how != How.PARENTS}
        given = {step.ref: said for step in todo if (said := asked(step))}
        self.fields["done"].widget.hints = given
        self.fields["told"].help_text = next((given.get(s.ref, "") for s in todo if s.how == How.PARENTS), "")
        self.alone = {WHY + ref: step for ref, step in self.steps.items() if self._stands_alone(step)}
        others = {ref: step for ref, step in self.steps.items() if not self._stands_alone(step)}
        pressed = {ref: step for ref, step in others.items() if step.how == How.TICK}
        self.fields["done"].choices = [(ref, step.words) for ref, step in pressed.items()]
        if elsewhere := [step.words for ref, step in others.items() if ref not in pressed and not self._here(step)]:
            self.fields["excuse"].help_text = ON_ITS_OWN_PAGE.format("; ".join(elsewhere))
        self.fields["excuse"].choices = reasons(Reason.For.EXCUSE)
        for step in self._asking(self.steps):
            self.put(SAID + step.ref, what_was_done(step.asks))
            self.fields[SAID + step.ref].required = False
        about_steps = [Reveal("done", **{step.ref: [SAID + step.ref] for step in self._asking(self.steps)}), "excuse"]
        if not pressed:
            del self.fields["done"]
            about_steps = ["excuse"]
        if not others:
            del self.fields["excuse"]
            about_steps = []
        for name, step in self.alone.items():
            self.put(name, in_own_words(NOT_NEEDED.format(step.words)))
            self.fields[name].error_messages["required"] = WRITE_WHY.format(step.words)
            self.fields[name].help_text = DONE.format("I rang" if step.agency_id else step.page[1])
        self.questions = {name_of(row): row for row in Shown(self.record).to_answer}
        for name, row in self.questions.items():
            self.put(name, radios(row, required=True))
        self.order_fields(self.questions)
        parents = Reveal("told", no=["why_not", "other"])
        self.layout = Layout(*self.questions, *self.how_it_ended, *about_steps, *self.alone, parents, "note")

    def clean(self):
        cleaned = super().clean()
        if any(not self._stands_alone(step) for step in self._undone(cleaned)) and not cleaned.get("excuse"):
            self.add_error("excuse", "Tick the steps that are done, or choose why the others are not needed")
        for step in self._asking(cleaned.get("done", [])):
            name = SAID + step.ref
            if not cleaned.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def _asking(self, refs) -> list:
        """Those of the steps that have to be written about once they are done."""
        return [self.steps[ref] for ref in refs if self.steps[ref].asks]

    def _stands_alone(self, step) -> bool:
        """Is it left out with a reason of its own alone?"""
        return guards.in_own_words(self.record.kind, bool(step.agency_id), step.how)

    def _here(self, step) -> bool:
        """Is it ended by what this page gives?"""
        return _sanctions(step) and bool(self.of_each)

    def _undone(self, cleaned) -> list:
        """What is neither ticked nor done by a sanction that is given here."""
        rest = [step for ref, step in self.steps.items() if ref not in cleaned.get("done", [])]
        return [step for step in rest if not (_sanctions(step) and self.gives(cleaned))]

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
            why={step.pk: typed[name] for name, step in self.alone.items()},
            answers={row: typed[name] for name, row in self.questions.items()},
            said={step.pk: typed.get(SAID + step.ref, "") for step in self._asking(self.steps)},
            **self.of_sanction,
            given=self.given,
        )
        actions.deal_here(self.record, dealing, **self.by)


def _sanctions(step) -> bool:
    """A sanction ends it and nothing else."""
    return step.how == How.SANCTION


FORMS = {"deal-with-it": Deal}
