"""Setting up and using the second step: allauth's forms in this house's words, guessing slowed."""

import struct

from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from django.core.exceptions import ValidationError

from school import second_factor, throttle
from school.adapters import SecondStepAdapter
from school.forms.accounts import Plain


class Guessable(Plain):
    """A code can be guessed, so each guess is counted first; one that was right is never right again."""

    words = {"code": "Code"}
    hints = {"code": "6 numbers from your authenticator app, or one of your printed recovery codes"}

    def clean_code(self) -> str:
        try:
            throttle.charge(context.request, self.user.email, "code")
        except throttle.TooSoon as wait:
            raise ValidationError(str(wait)) from None
        code = super().clean_code()
        if self._was_spent(code):
            raise SecondStepAdapter().validation_error("incorrect_code")
        throttle.forgive(context.request, self.user.email, "code")
        return code

    def _was_spent(self, code: str) -> bool:
        used = self.authenticator
        return used.type == Authenticator.Type.TOTP and not second_factor.spend(used, code)


class CodeForm(Guessable, codes.AuthenticateForm):
    submit = "Go on"


class CodeAgainForm(Guessable, codes.ReauthenticateForm):
    submit = "Go on"


class Credential:
    """What a browser answers for a passkey. What no browser would answer is a wrong answer, not a failure of ours."""

    def clean_credential(self):
        return _wrong_where_broken(super().clean_credential)


class PasskeyForm(Credential, passkeys.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(Credential, passkeys.ReauthenticateWebAuthnForm):
    pass


class PasskeySignInForm(Credential, passkeys.LoginWebAuthnForm):
    pass


def _wrong_where_broken(clean):
    try:
        return clean()
    except (AttributeError, LookupError, TypeError, ValueError, struct.error):
        raise SecondStepAdapter().validation_error("incorrect_passkey") from None


class AddAppForm(Plain, app.ActivateTOTPForm):
    words = {"code": "Code the app shows now"}
    hints = {"code": "6 numbers"}
    submit = "Turn it on"


class AddPasskeyForm(Plain, passkeys.AddWebAuthnForm):
    words = {"name": "Name for it", "passwordless": "Let me sign in with it alone, without my password"}
    hints = {
        "name": "For example: my phone, school laptop",
        "passwordless": "Quickest. It asks for your finger, face or PIN.",
    }
    submit = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

    def clean(self):
        return _wrong_where_broken(super().clean)


class RenamePasskeyForm(Plain, passkeys.EditWebAuthnForm):
    words = {"name": "Name for it"}
    submit = "Save"
