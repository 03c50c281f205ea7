"""GovForm: what every form of the product shares, so that the next one looks like the last."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from .layout import Buttons

SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
ONE = (forms.ChoiceField, forms.ModelChoiceField)


def ask_for(field: forms.Field, label: str) -> str:
    """The sentence for an answer that is missing, for example: Answer “What happened?”."""
    if label.endswith("?"):
        return f"Answer “{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    if isinstance(field, SEVERAL):
        return f"Tick at least one box under “{label}”"
    if isinstance(field, ONE):
        return f"Choose an answer for “{label}”"
    return f"Enter {label[:1].lower() + label[1:] if label[1:2].islower() else label}"


# Sentences for what may be wrong with anything typed or chosen, in place of Django's own.
CHOSEN_WRONG = {
    "invalid_choice": "Choose one of the answers that stand under “{label}”",
    "invalid_list": "Choose among the answers that stand under “{label}”",
    "invalid_pk_value": "Choose among the answers that stand under “{label}”",
}
TYPED_WRONG = {
    "max_length": "Shorten “{label}” to %(limit_value)d characters: it has %(show_value)d",
    "null_characters_not_allowed": "“{label}” has a letter that cannot be kept: type it again",
}


class GovForm:
    """Mix in before forms.Form or forms.ModelForm; print with `{% crispy form %}`.

    layout: crispy layout of the fields; all in order when None.
    submit: words of the button; None for none.
    mind: a sentence just above the buttons, for what pressing them does and does not change.
    others: further buttons as (words, value): each posts `then=value`.
    action: where it goes, where that is not the page it stands on.
    send_safely: "ring ext 204": a failed send says NOT SENT, keeps the words and gives this advice.
    only_if_asked: fields another answer demands; they are not marked "(optional)".
    asks: what to do where a field is left empty, by its name, where the sentence made of its label does not say it.
    """

    use_required_attribute = False
    layout: Layout | None = None
    submit: str | None = "Continue"
    mind = ""
    others: tuple[tuple[str, str], ...] = ()
    method = "post"
    action = ""
    form_class = ""
    send_safely = ""
    only_if_asked: tuple[str, ...] = ()
    asks: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._word(name, field)

    def put(self, name: str, field: forms.Field) -> None:
        """A field that depends on what the form is about, in the place of one of that name or after the rest."""
        self.fields[name] = field
        self._word(name, field)

    def _word(self, name: str, field: forms.Field) -> None:
        label = str(field.label or name.replace("_", " ").capitalize())
        said, django = field.error_messages, field.default_error_messages  # asked by identity: == translates both
        if said.get("required") is forms.Field.default_error_messages["required"]:
            said["required"] = self._asked(name) or ask_for(field, label)
        for code, words in CHOSEN_WRONG.items():
            if code in said and said[code] is django.get(code):
                said[code] = words.format(label=label)
        for code, words in TYPED_WRONG.items():
            if code not in said:
                said[code] = words.format(label=label.replace("%", "%%"))
        field.marked_optional = self.method == "post" and not field.required and name not in self.only_if_asked

    def _asked(self, name: str) -> str:
        """What to do where that field is left empty, as the form or one it is made of says."""
        said = (vars(one).get("asks", {}) for one in type(self).__mro__)
        return next((asks[name] for asks in said if name in asks), "")

    @property
    def helper(self) -> FormHelper:
        """How crispy prints the form."""
        helper = FormHelper()
        helper.form_method, helper.form_class, helper.form_action = self.method, self.form_class, self.action
        helper.attrs = {"novalidate": True} | ({"data_send_safely": self.send_safely} if self.send_safely else {})
        helper.disable_csrf = self.method == "get"
        helper.layout = self.layout or Layout(*self.fields)
        if self.submit:
            kind = "secondary" if self.method == "get" else ""
            helper.layout = Layout(helper.layout, Buttons(self.submit, *self.others, kind=kind, mind=self.mind))
        helper.render_hidden_fields = helper.render_unmentioned_fields = True
        return helper
