"""Signing in, and passwords: allauth's forms in this house's words."""

from allauth.account import forms as theirs
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.widgets import Radios
from school import throttle
from school.adapters import AccountAdapter
from school.forms.editing import ActForm


class Plain(GovForm):
    """No words inside the boxes, no help that repeats the label."""

    words: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = self.hints.get(name, "")

    def _word(self, name, field):
        field.label = self.words.get(name, field.label)
        super()._word(name, field)


class SignInForm(Plain, theirs.LoginForm):
    words = {"login": "E-mail address", "password": "Password"}
    asks = {"login": "Enter your e-mail address", "password": "Enter your password"}
    submit = "Sign in"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordAgainForm(Plain, theirs.ReauthenticateForm):
    words = {"password": "Your password"}


class AskForResetForm(Plain, theirs.ResetPasswordForm):
    words = {"email": "E-mail address"}
    asks = {"email": "Enter the e-mail address you sign in with"}
    submit = "Send me the link"


class NewPassword(Plain):
    """One box for a new password: it can be shown, so it need not be typed twice."""

    words = {"password1": "New password"}
    asks = {"oldpassword": "Enter the password you have now", "password1": "Enter the new password"}
    submit = "Save this password"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class ResetPasswordForm(NewPassword, theirs.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(NewPassword, theirs.ChangePasswordForm):
    words = {"oldpassword": "Present password", "password1": "New password"}

    def clean_oldpassword(self):
        """Guessing it from a screen left open is slowed like guessing it from outside."""
        request = AccountAdapter().request
        try:
            throttle.charge(request, self.user.email, "present password")
        except throttle.TooSoon as wait:
            raise ValidationError(str(wait)) from None
        typed = super().clean_oldpassword()
        throttle.forgive(request, self.user.email, "present password")
        return typed


class FirstPasswordForm(Plain, forms.Form):
    """What an invitation leads to. It names nobody: whoever opens the link may not be who it was meant for."""

    asks = {"password1": "Enter the password you choose"}

    password1 = forms.CharField(
        label="Choose a password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    submit = "Save this password"

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]


class MailForm(ActForm, forms.Form):
    """How somebody wants the mails that can wait (people.md U45)."""

    DAILY = "daily"
    HINTS = {DAILY: "It says how much is new, overdue and due, and is not sent where nothing waits."}
    CHOICES = [("each", "Each as it comes"), (DAILY, "One at 07:45 on school days")]
    mail = forms.ChoiceField(label="How should the rest come?", choices=CHOICES, widget=Radios(hints=HINTS))

    @property
    def values(self) -> dict:
        return {"daily": self.cleaned_data["mail"] == self.DAILY}
