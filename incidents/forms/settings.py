"""What an administrator writes about incidents: kinds, groups, lines, times. Checked as a file is."""

from crispy_forms.layout import Layout
from django import forms

from esafety.lib.govuk.layout import Fieldset
from esafety.lib.govuk.widgets import Radios
from incidents.classes import Class
from incidents.forms.rows import IncidentRowForm, folded, one, row_of, tick
from incidents.models import (
    Category,
    Group,
    Outcome,
    Question,
    SanctionKind,
    StepTemplate,
    Target,
)
from school.forms.rows import LinesField, count, place, several
from school.models import Agency

OFFICE_HINT = "Their words stand on a task that does not say why it is asked"


# --- What can happen ----------------------------------------------------------------------------------------
class GroupForm(IncidentRowForm):
    asks = {"words": "Write the heading"}
    position = place()

    class Meta:
        model = Group
        fields = ("words", "position")
        labels = {"words": "Heading"}
        help_texts = {"words": "As a teacher would say it, for example Phones and devices"}


class CategoryForm(IncidentRowForm):
    asks = {
        "title": "Write what happened, in a teacher’s words",
        "group": "Choose the heading it stands under",
        "cls": "Choose how serious it is",
        "part": "Choose what part the people named usually had",
    }
    group = one("Under which heading?", required=True)
    also = LinesField(label="Other words people type to find it", help_text="One a line")
    position = place()
    cls = forms.ChoiceField(label="How serious is it?", widget=Radios, choices=Class.choices)
    if_deliberate = forms.ChoiceField(
        label="How serious, if it was on purpose?",
        required=False,
        choices=[("", "The same"), *Class.choices[:-1]],
    )
    staff = tick("It is about an adult who works here")
    wakes = tick("Tell people day and night, until somebody answers")
    no_story = tick("Ask in small boxes", "So that nobody describes what they saw")
    place_first = tick("Somebody says how serious it is before it goes on")
    nobody = tick("Nobody has to be named", "A thing is lost, stolen or broken")
    no_fault = tick("Nobody here is at fault", "Nobody gets a sanction for it")
    tell = several("Who is told at once?")
    document = one("Dealt with under")
    usual_outcome = row_of(Outcome, "How it usually ends")
    usual_sanction = row_of(SanctionKind, "Usual sanction")
    after_warning = one("What it is as well, where the same person was warned before")
    layout = Layout(
        Fieldset("What people choose", "title", "group", "guidance", "also", "position"),
        Fieldset("How serious it is", "cls", "staff", "wakes", "place_first", "if_deliberate"),
        Fieldset("What whoever reports it is asked", "no_story", "in_hand", "nobody", "part"),
        Fieldset("What follows", "tell", "document", "usual_outcome", "no_fault", "usual_sanction", "after_warning"),
        Fieldset("Where your policy says so", "clause"),
    )

    class Meta:
        model = Category
        fields = (
            "title",
            "group",
            "guidance",
            "also",
            "position",
            "cls",
            "staff",
            "wakes",
            "place_first",
            "if_deliberate",
            "no_story",
            "in_hand",
            "nobody",
            "part",
            "tell",
            "document",
            "usual_outcome",
            "no_fault",
            "usual_sanction",
            "after_warning",
            "clause",
        )
        labels = {
            "title": "What happened, in a teacher’s words",
            "guidance": "A line under it",
            "in_hand": "What to do with the phone in one’s hand",
            "part": "What part the people named usually had",
            "clause": "Clause of the policy",
        }
        help_texts = {
            "guidance": "When to choose it, and what is another kind of matter",
            "in_hand": "One sentence, shown before anything is typed",
            "clause": "For example Behaviour policy, 4.2",
        }


class QuestionForm(IncidentRowForm):
    asks = {"words": "Write the question", "asked": "Choose when it is asked"}
    apart = ("asked",)
    asked = forms.ChoiceField(label="When is it asked?", widget=Radios, choices=Question.Asked.choices)
    categories = folded("For which kinds?", "Asked when a record stands under one of them")
    raises_to = forms.ChoiceField(
        label="What does “yes” or “not sure” make of it?",
        required=False,
        choices=[("", "No more serious"), *Class.choices[:-1]],
    )
    staff = tick("“Yes” means it is about an adult who works here")
    wakes = tick("“Yes” tells people day and night")
    no_story = tick("“Yes” means a picture nobody is to describe")
    stop_notice = tick("“Yes” shows what not to do")
    position = place()

    class Meta:
        model = Question
        fields = (
            "words",
            "hint",
            "asked",
            "categories",
            "raises_to",
            "staff",
            "wakes",
            "no_story",
            "stop_notice",
            "position",
        )
        labels = {"words": "Question", "hint": "A line under it"}


# --- What has to be done ------------------------------------------------------------------------------------
class StepForm(IncidentRowForm):
    asks = {"words": "Write what to do", "when": "Choose when", "how": "Choose what ends it"}
    position = place()
    when = forms.ChoiceField(label="When?", widget=Radios, choices=StepTemplate.When.choices)
    document = one("Document it points to")
    agency = row_of(Agency, "Agency that is rung", "The line is then done by “I rang”")
    classes = several("For everything that is", Class.choices)
    categories = folded("For these kinds")
    staff = tick("For every concern about an adult here")
    not_staff = tick("Not for a concern about an adult here")
    not_for = folded("Left out for these kinds", "Where a matter stands under nothing else")
    questions = folded("Only where one of these was answered “yes” or “not sure”")
    off_site = tick("Only for what happened outside school")
    how = forms.ChoiceField(label="What ends it?", choices=StepTemplate.How.choices)
    hours = count("Due in so many hours, day and night", required=False, least=1)
    required = tick("It has to be done, or marked as not needed, before the action is finished")
    excusable = tick("It may be marked as not needed")
    after_advice = tick("Not before somebody who says when parents may be told has advised")
    task_role = one("Which office is asked?")
    layout = Layout(
        Fieldset("The line", "words", "hint", "when", "position", "document", "agency"),
        Fieldset("On which lists", "classes", "categories", "staff", "not_staff", "not_for", "questions", "off_site"),
        Fieldset("What ends it", "how", "asks", "hours", "required", "excusable", "after_advice"),
        Fieldset("What another office is asked to do", "task_role", "task_words", hint=OFFICE_HINT),
    )

    class Meta:
        model = StepTemplate
        fields = (
            "words",
            "hint",
            "when",
            "position",
            "document",
            "agency",
            "classes",
            "categories",
            "staff",
            "not_staff",
            "not_for",
            "questions",
            "off_site",
            "how",
            "asks",
            "hours",
            "required",
            "excusable",
            "after_advice",
            "task_role",
            "task_words",
        )
        labels = {
            "words": "What to do",
            "hint": "A line under it",
            "asks": "What to write when it is done",
            "task_words": "What they are asked",
        }
        help_texts = {
            "asks": "The label of the box. Left empty, one press is enough",
            "task_words": "{device}, {place}, {reference} and {head_number} are filled in. Write no name",
        }


# --- By when ------------------------------------------------------------------------------------------------
class TargetForm(IncidentRowForm):
    only_if_asked = ("cls", "category")  # one of the two
    asks = {
        "acknowledge": "Enter within how many minutes, hours or days somebody answers",
        "acknowledge_unit": "Choose what that is counted in",
        "finish": "Enter within how many minutes, hours or days it is finished",
        "finish_unit": "Choose what that is counted in",
    }
    cls = forms.ChoiceField(
        label="For everything that is", required=False, choices=[("", "One kind of matter alone"), *Class.choices]
    )
    category = row_of(Category, "Kind of matter", "For a time of its own")
    acknowledge = count("Answered within")
    acknowledge_unit = forms.ChoiceField(label="Counted in", choices=Target.Unit.choices)
    finish = count("Finished within")
    finish_unit = forms.ChoiceField(label="Counted in", choices=Target.Unit.choices)
    tell = several("Who is told of every one, whichever way it came to this?")
    layout = Layout(
        "cls",
        "category",
        Fieldset("Somebody answers", "acknowledge", "acknowledge_unit", hint="0 days: by the end of that day"),
        Fieldset("The action is finished", "finish", "finish_unit"),
        "tell",
    )

    class Meta:
        model = Target
        fields = ("cls", "category", "acknowledge", "acknowledge_unit", "finish", "finish_unit", "tell")
