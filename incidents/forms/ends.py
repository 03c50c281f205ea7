"""What an administrator writes about how it ends: outcomes, grounds, sanctions, reasons. Checked as a file is."""

from crispy_forms.layout import Layout
from django import forms

from esafety.lib.govuk.layout import Fieldset
from esafety.lib.govuk.widgets import Radios
from incidents.classes import Class
from incidents.forms.rows import IncidentRowForm, folded, one, row_of, tick
from incidents.models import Ground, Outcome, Reason, SanctionKind
from school.forms.rows import count, place, several
from school.models import Agency


class OutcomeForm(IncidentRowForm):
    asks = {"words": "Write how it ended"}
    apart = ("staff",)
    breach = tick("A rule was, or may have been, broken", "Without it, it is not for what somebody had a sanction for")
    staff = tick("For concerns about an adult here")
    ground = tick("It was allowed, so a reason is chosen with it")
    sanction = tick("Somebody was given a sanction")
    agency = row_of(Agency, "Which agency found so?", "It can be chosen once that agency has answered")
    classes = several("For everything that is", Class.choices, "None ticked: for all")
    position = place()

    class Meta:
        model = Outcome
        fields = ("words", "breach", "staff", "ground", "sanction", "agency", "classes", "position")
        labels = {"words": "How it ended"}


class GroundForm(IncidentRowForm):
    asks = {"words": "Write why it was allowed", "categories": "Tick at least one kind it is offered for"}
    categories = folded("For which kinds?", required=True)
    position = place()

    class Meta:
        model = Ground
        fields = ("words", "hint", "categories", "position")
        labels = {"words": "Why it was allowed", "hint": "A line under it"}


class SanctionForm(IncidentRowForm):
    asks = {"words": "Write the sanction", "tier": "Enter how heavy it is: 1 is the lightest"}
    apart = ("staff",)
    tier = count("How heavy is it?", "1 is the lightest", least=1)
    staff = tick("For adults who work here")
    warning = tick("It counts as a warning")
    task_role = one("Which office takes it away?")
    position = place()
    layout = Layout(
        "words",
        "tier",
        "staff",
        "warning",
        "position",
        Fieldset(
            "Where a privilege is taken away", "task_role", "take_words", "give_back_words", hint="All three, or none"
        ),
    )

    class Meta:
        model = SanctionKind
        fields = (
            "words",
            "tier",
            "staff",
            "warning",
            "position",
            "task_role",
            "take_words",
            "give_back_words",
        )
        labels = {
            "words": "Sanction",
            "take_words": "What they are asked to take away",
            "give_back_words": "What they are asked to give back",
        }
        help_texts = {"take_words": "Write no name", "give_back_words": "Write no name"}


class ReasonForm(IncidentRowForm):
    asks = {"words": "Write the reason", "used_for": "Choose where it is offered"}
    apart = ("used_for",)
    used_for = forms.ChoiceField(label="Offered where", widget=Radios, choices=Reason.For.choices)
    position = place()

    class Meta:
        model = Reason
        fields = ("used_for", "words", "position")
        labels = {"words": "Reason"}
