"""The school's settings, its words, its calendar, and the bodies and documents its pages name."""

from datetime import timedelta

from crispy_forms.layout import Layout
from django import forms

from esafety.lib.govuk.fields import DateField, LongText, TimeField, WholeNumber
from esafety.lib.govuk.layout import Fieldset
from school import catalogue
from school.forms.editing import ActForm, EditForm
from school.forms.reaching import (
    from_outside,
    in_full_or_everybodys,
    is_a_place,
    is_nobodys,
    is_web_address,
    number,
    reaches_somebody,
)
from school.forms.rows import RowForm
from school.glossary import WORDS
from school.models import Agency, Closure, Document, School, Term
from school.roles import Role

# Where two words look alike, which of them this is.
EMPTY = "An empty box takes the word above it."
WHERE = {"topic": "Inside a sentence", "topic_title": "As a heading, and at the top of every page"}
A_LINE = "One thing a line"


def minutes(label: str, least: int, most: int) -> WholeNumber:
    """A box for a limit, with the sentence that says between what it must lie."""
    words = f"Enter a number between {least} and {most}"
    return WholeNumber(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={"min_value": words, "max_value": words, "invalid": words},
    )


class SchoolForm(EditForm):
    asks = {
        "name": "Enter the name of the school",
        "opens": "Enter when the school opens",
        "closes": "Enter when the school closes",
        "idle_minutes": "Enter after how many minutes people who read records are signed out",
        "idle_minutes_staff": "Enter after how many minutes everybody else is signed out",
        "absolute_hours": "Enter after how many hours everybody signs in again",
    }
    opens = TimeField(label="Opens at")
    closes = TimeField(label="Closes at", help_text="Between the two are school hours, for records from now on")
    extension = number("Number staff ring inside the school", validators=[is_nobodys])
    telephone = number("Number of the safeguarding lead, from outside", validators=[from_outside])
    out_of_hours = number("Children’s social care, at night and at weekends", validators=[from_outside])
    head_number = number("Headteacher", "Rung where a concern is about a safeguarding lead", validators=[from_outside])
    chair_number = number(
        "Chair of governors", "Rung where a concern is about the headteacher", validators=[from_outside]
    )
    outside_contact = forms.CharField(
        label="Mobile number or e-mail address of the outside contact",
        required=False,
        max_length=120,
        validators=[reaches_somebody],
    )
    staff_help = LongText(
        label="What else do staff do who come upon something?",
        help_text=A_LINE,
        required=False,
        rows=4,
        max_length=1000,
    )
    pupil_help = LongText(
        label="Whom can pupils tell, each by what they do here?",
        help_text=A_LINE,
        required=False,
        rows=4,
        max_length=600,
    )
    idle_minutes = minutes("Minutes without a click until people who read records are signed out", 5, 60)
    idle_minutes_staff = minutes("Minutes for everybody else", 5, 120)
    absolute_hours = minutes("Hours after which everybody signs in again", 1, 12)
    layout = Layout(
        Fieldset("The school", "name", "opens", "closes"),
        Fieldset(
            "Numbers to ring",
            "extension",
            "telephone",
            "out_of_hours",
            "head_number",
            "chair_number",
            hint="They stand on the sign-in page, on error pages and in every alarm.",
        ),
        Fieldset(
            "When nobody answers an alarm",
            "outside_contact",
            "outside_agreed",
            hint="The last to be told is somebody outside the school. They need no account and see no details.",
        ),
        Fieldset("When somebody reports", "line_managers_told"),
        Fieldset(
            "What the pages say that need no signing in",
            "staff_help",
            "pupil_help",
            hint="“Tell someone now”, and the page for pupils",
        ),
        Fieldset("Signing out by itself", "idle_minutes", "idle_minutes_staff", "absolute_hours"),
    )

    class Meta:
        model = School
        fields = (
            "name",
            "opens",
            "closes",
            "extension",
            "telephone",
            "out_of_hours",
            "head_number",
            "chair_number",
            "outside_contact",
            "outside_agreed",
            "line_managers_told",
            "staff_help",
            "pupil_help",
            "idle_minutes",
            "idle_minutes_staff",
            "absolute_hours",
        )
        labels = {
            "name": "Name of the school",
            "outside_agreed": "They agreed to be told",
            "line_managers_told": "Tell their line manager that there is a report, by its reference alone",
        }

    def clean(self):
        typed = super().clean()
        if typed.get("opens") and typed.get("closes") and typed["closes"] <= typed["opens"]:
            self.add_error("closes", "The school must close later than it opens")
        if typed.get("outside_agreed") and not typed.get("outside_contact"):
            self.add_error("outside_contact", "Enter who agreed, or take the tick away")
        return typed


class WordsForm(ActForm, forms.Form):
    """What this school calls its offices and a few things. An empty box takes the usual word."""

    mind = "Every page says it this way from now on; papers made before stay as they are."
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, labels: dict[str, str], version: int, **kwargs):
        super().__init__(*args, initial={**labels, "seen": version}, **kwargs)
        for word, usual in WORDS.items():
            box = forms.CharField(label=usual, help_text=WHERE.get(word, ""), required=False, max_length=60)
            self.put(word, box)
            box.marked_optional = False

    def clean(self):
        typed = super().clean()
        for word, twin in self._twins(typed):
            self.add_error(word, f"“{WORDS[twin]}” is called this too. Call one of the two something else")
        return typed

    def _twins(self, typed: dict):
        """Offices that would be called the same, each with the one before it that is."""
        said: dict[str, str] = {}
        for office in (role.value for role in Role):
            label = " ".join((typed.get(office) or WORDS[office]).lower().split())
            if label in said:
                yield office, said[label]
            said.setdefault(label, office)

    @property
    def layout(self) -> Layout:
        offices = [role.value for role in Role]
        others = [word for word in WORDS if word not in offices]
        return Layout(Fieldset("Offices", *offices, hint=EMPTY), Fieldset("Other words", *others, hint=EMPTY))

    @property
    def values(self) -> dict:
        typed = {word: self.cleaned_data[word].strip() for word in WORDS}
        return {"labels": {word: label for word, label in typed.items() if label and label != WORDS[word]}}

    @property
    def version(self) -> int:
        return self.cleaned_data.get("seen") or 0


class SpanForm(EditForm):
    mind = "Times of records that are there already stay as they are."
    shortest = timedelta()  # from the first day to the last
    starts = DateField(words="First day", label="First day")
    ends = DateField(words="Last day", label="Last day")

    def validate_unique(self):
        """Asked by the action, which can say of which days it speaks and what to do."""

    def clean(self):
        """Said here too: the database's constraint would answer with its own name."""
        typed = super().clean()
        if typed.get("starts") and typed.get("ends") and typed["ends"] - typed["starts"] < self.shortest:
            self.add_error(
                "ends", f"The last day {'must be after' if self.shortest else 'cannot be before'} the first"
            )
        return typed


class TermForm(SpanForm):
    asks = {"name": "Enter the name of the term"}
    shortest = timedelta(days=1)

    class Meta:
        model = Term
        fields = ("name", "starts", "ends")
        labels = {"name": "Name of the term"}


class ClosureForm(SpanForm):
    asks = {"name": "Write why the school is closed"}

    class Meta:
        model = Closure
        fields = ("name", "starts", "ends")
        labels = {"name": "Why is the school closed?"}
        help_texts = {"name": "For example half term, training day, snow. Bank holidays are known anyway"}


class AgencyForm(RowForm):
    mind = "Every record shows it from now on, those that are there already too."
    asks = {"name": "Write the name of the agency"}
    one_line = ("address",)
    address = forms.CharField(label="Their web address", required=False, max_length=200, validators=[is_web_address])
    for_pupils = forms.BooleanField(
        label="Pupils can turn to it themselves", help_text="It stands on the page for pupils", required=False
    )
    advises = forms.BooleanField(
        label="It says when parents may be told of a possible crime",
        help_text="Nobody is told before one of these has advised. Where none is ticked: the police or the LADO",
        required=False,
    )
    day_number = number("Number by day", validators=[in_full_or_everybodys])
    night_number = number("Number at night and at weekends", validators=[in_full_or_everybodys])
    have_ready = LongText(
        label="What to have ready before ringing",
        help_text=A_LINE,
        required=False,
        rows=4,
        max_length=1000,
    )

    class Meta:
        model = Agency
        fields = ("name", "short_name", "day_number", "day_hours", "night_number", "have_ready")
        fields += ("address", "for_pupils", "advises")
        labels = {"day_hours": "When the day number answers"}
        help_texts = {
            "short_name": "As people say it, for example LADO",
            "day_hours": "For example Monday to Friday, 9:00 to 17:00",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.code == Agency.SOCIAL_CARE:
            del self.fields["night_number"]
            self.fields["day_number"].help_text = "Its number at night and at weekends is changed in Settings"


class DocumentForm(RowForm):
    mind = "Every record shows it from now on, those that are there already too."
    asks = {"title": "Write the title of the document"}
    one_line = ("address",)
    address = forms.CharField(
        label="Where it is kept",
        help_text="A web address, or the place of the paper copy",
        required=False,
        max_length=300,
        validators=[is_a_place],
    )

    class Meta:
        model = Document
        fields = ("title", "address")


def register_own() -> None:
    """Called when the app is ready: the rows of this room that have pages, but agencies, which records need."""
    documents = ("documents", Document, DocumentForm, "title", "document", "Documents")
    catalogue.register(catalogue.Kind(*documents, template="school/documents.html"))
