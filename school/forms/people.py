"""The register of people, their accounts and offices, and who stands in."""

from django import forms

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText
from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.widgets import Radios
from school import linking, lookup
from school.actions.people import Namesake, wrong_with
from school.actions.rota import NobodyLeft
from school.forms.editing import ActForm, EditForm
from school.forms.finding import FindsPerson
from school.models import Person, User
from school.roles import Role

NARROW = {"class": "govuk-input--width-10", "autocomplete": "off"}


class FindForm(GovForm, forms.Form):
    """Words to look for. They go by POST, so that no name stands in an address or a server's log."""

    words = forms.CharField(
        label="Name, form or year",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    submit = "Find"

    def _word(self, name, field):
        super()._word(name, field)
        field.marked_optional = False


class PersonForm(EditForm):
    asks = {
        "given_name": "Enter their first name",
        "family_name": "Enter their last name",
        "kind": "Choose what they are here",
    }
    born = DateField(words="Date of birth", label="Date of birth", required=False)
    sure = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Person
        fields = ("given_name", "family_name", "kind", "form", "year_group", "born", "external_id")
        widgets = {
            "given_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "family_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "kind": Radios,
            "form": forms.TextInput(attrs=NARROW),
            "year_group": forms.TextInput(attrs=NARROW),
            "external_id": forms.TextInput(attrs=NARROW),
        }
        labels = {
            "kind": "What are they here?",
            "year_group": "Year group",
            "external_id": "Number in the school’s information system",
        }
        help_texts = {
            "form": "A pupil’s form, for example 9B, or the team of an adult",
            "external_id": "So that an import knows them again",
        }
        error_messages = {"external_id": {"unique": "Somebody else has this number already. Check it"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Person.Kind.choices

    def _post_clean(self):
        """Everything that is wrong is said at once, not the next thing when the first is mended."""
        super()._post_clean()
        for refused in wrong_with(self.instance):
            if refused.field not in self.errors:
                self.tell(refused)

    def _word(self, name, field):
        field.required = field.required and name != "external_id"
        super()._word(name, field)

    @property
    def values(self) -> dict:
        """What was typed, without what only the form needs."""
        return {name: value for name, value in super().values.items() if name != "sure"}

    @property
    def said_other(self) -> str:
        """Who were said to be somebody else; empty where it was not asked yet."""
        return self.cleaned_data["sure"]

    def tell(self, refused):
        """Also note whom it was asked about, so that saving again says that it is somebody else."""
        super().tell(refused)
        if isinstance(refused, Namesake):
            self.data = self.data.copy()
            self.data[self.add_prefix("sure")] = refused.sure


NO_MAIL = (
    "They sign in with it. Mail is not set up, so nothing is sent: you are shown a link, once, and give it to them."
)


class InviteForm(ActForm, forms.Form):
    asks = {"email": "Enter their e-mail address at the school"}
    email = forms.EmailField(
        label="Their e-mail address at the school",
        help_text="They get a link to choose a password. It works for 7 days.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an e-mail address like name@school.example"},
    )
    submit = "Send the invitation"

    def __init__(self, *args, mail_leaves: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not mail_leaves:
            self.submit = "Make the invitation"
            self.fields["email"].help_text = NO_MAIL


class AddressForm(InviteForm):
    submit = "Save the address"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "Links sent to the old address stop working"


class AppointForm(ActForm, forms.Form):
    asks = {"role": "Choose which office they are given", "starts": "Enter the first day they hold it"}
    role = forms.ChoiceField(label="Which office?", choices=Role.choices, widget=Radios)
    deputy = forms.BooleanField(label="As deputy: the same rights, told at the same time", required=False)
    starts = DateField(words="First day", label="First day")
    ends = DateField(words="Last day", label="Last day", required=False, help_text="Leave empty if no end is known")
    submit = "Give this office"

    def __init__(self, *args, labels: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, labels[role]) for role in Role]
        self.initial.setdefault("starts", clock.today())


class FromDayForm(ActForm, forms.Form):
    """From which day on something is no longer so."""

    asks = {"day": "Enter the day, or today to end it at once"}

    day = DateField(words="Day", label="From which day?", help_text="Today ends it at once")

    def __init__(self, *args, label: str = "", submit: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].label = label or self.fields["day"].label
        self.initial.setdefault("day", clock.today())
        self.submit = submit or self.submit


class LinkForm(ActForm, FindsPerson):
    """How the person of the page and somebody else belong together."""

    asks = {"link": "Choose how they belong together"}
    link = forms.ChoiceField(label="How do they belong together?", widget=Radios)
    field_order = ("link", "find", "person")
    only_if_asked = ("find", "person")
    submit = "Save this link"

    def __init__(self, *args, about: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.about = about
        self.fields["link"].choices = linking.choices_for(about)
        self.offer_found()

    def look_up(self, words: str) -> list[Person]:
        return list(lookup.matching(words, Person.objects.here())[: lookup.AT_MOST])

    def clean(self):
        typed = super().clean()
        if not typed.get("person") and not self.looking and not self.errors.keys() & {"find", "person"}:
            self.add_error("find", "Find the person")
        return typed

    @property
    def values(self) -> dict:
        person, relation, other = linking.ends(self.cleaned_data["link"], self.about, self.cleaned_data["person"])
        return {"person": person, "relation": relation, "other": other}


class DaysForm(ActForm, forms.Form):
    starts = DateField(words="First day", label="First day")
    ends = DateField(words="Last day", label="Last day")


def with_account() -> list[tuple[str, str]]:
    """Everybody who can be told, by name."""
    accounts = User.objects.filter(is_active=True).select_related("person")
    return [
        (user.person.ref, f"{user.person.family_name}, {user.person.given_name}")
        for user in accounts.order_by("person__family_name", "person__given_name")
    ]


class PersonChoice(forms.ChoiceField):
    """One of the people with an account; answers the Person."""

    def __init__(self, **kwargs):
        super().__init__(choices=lambda: [("", "Choose a person"), *with_account()], **kwargs)

    def clean(self, value):
        ref = super().clean(value)
        return Person.objects.get(ref=ref) if ref else None


class LostStepForm(ActForm, forms.Form):
    asks = {"person": "Choose who lost theirs"}
    person = PersonChoice(label="Who lost theirs?")
    submit = "Ask for it to be removed"


class DeclineForm(ActForm, forms.Form):
    asks = {"reason": "Write why you do not agree"}
    reason = LongText(
        label="Why do you not agree?",
        help_text="Whoever asked for it reads this",
        max_length=300,
    )
    submit = "I do not agree"


class AbsenceForm(DaysForm):
    asks = {"person": "Choose who is away"}
    person = PersonChoice(label="Who is away?")
    cover = PersonChoice(
        label="Who covers?",
        required=False,
        help_text="They hold the offices of whoever is away, besides them. Nobody loses anything.",
    )
    sure = forms.CharField(widget=forms.HiddenInput, required=False)  # what was said of who is left
    field_order = ("person", "cover", "starts", "ends")

    def tell(self, refused):
        """Also note what was said, so that pressing again says that it is meant."""
        super().tell(refused)
        if isinstance(refused, NobodyLeft):
            self.data = self.data.copy()
            self.data[self.add_prefix("sure")] = refused.sure


class OnCallForm(DaysForm):
    asks = {"person": "Choose who is on call", "role": "Choose for which office"}
    person = PersonChoice(label="Who is on call?")
    role = forms.ChoiceField(label="For which office?", choices=Role.choices, initial=Role.DSL)
    field_order = ("person", "role", "starts", "ends")
    FOR = (Role.DSL, Role.HEADTEACHER, Role.SENIOR_LEADER, Role.COORDINATOR, Role.NETWORK_MANAGER)

    def __init__(self, *args, labels: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, labels[role]) for role in self.FOR]
