"""Where django-allauth asks how this school does it."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from audit.ledger import note
from school import devices, drafts, idle, notifications, second_factor, throttle
from school.actions import accounts
from school.models import School, User

NOT_RIGHT = "The e-mail address or the password is not right. "
WRONG = f"{NOT_RIGHT}Check both, or choose a new password below."
WRONG_WITHOUT_MAIL = f"{NOT_RIGHT}Check both, or ask the administrator: no mail can be sent to you yet."
# What allauth tells the person by mail is also what the record says about the account.
CHANGES = {
    "account/email/password_changed": "password changed",
    "account/email/password_reset": "password reset",
    "mfa/email/totp_activated": "authenticator app added",
    "mfa/email/totp_deactivated": "authenticator app removed",
    "mfa/email/webauthn_added": "passkey added",
    "mfa/email/webauthn_removed": "passkey removed",
    "mfa/email/recovery_codes_generated": "recovery codes made",
}


class AccountAdapter(DefaultAccountAdapter):
    """Closed to strangers, slow to guessers, and the same words whether or not somebody has an account."""

    @property
    def error_messages(self) -> dict:
        """A new password is offered only where its link can be sent."""
        return {
            **DefaultAccountAdapter.error_messages,
            "email_password_mismatch": WRONG if notifications.leave_the_machine() else WRONG_WITHOUT_MAIL,
            "incorrect_password": "That is not your password.",
            "enter_current_password": "That is not your present password.",
        }

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_safe_url(self, url) -> bool:
        """A path of this site; never another host, even one of ours."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request) -> str:
        return devices.address(request)

    # --- Guessing

    def pre_authenticate(self, request, **credentials):
        throttle.charge(request, credentials.get("email", ""))

    def authenticate(self, request, **credentials):
        """The account, or None. A stopped one is answered like a wrong password."""
        try:
            user = super().authenticate(request, **credentials)
        except throttle.TooSoon as wait:
            raise ValidationError(str(wait)) from None
        if user and not user.is_active:
            self.authentication_failed(request, **credentials)
        if user is None or not user.is_active:
            return None
        throttle.forgive(request, credentials["email"])
        return user

    def authentication_failed(self, request, **credentials):
        user = User.objects.filter(email=credentials.get("email", "").lower()).first()
        note("sign-in failed", by=None, kind="account", ref=user.ref if user else "unknown")

    def reauthenticate(self, user, password) -> bool:
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    # --- In and out

    def pre_login(self, request, user, **kwargs):
        self._leave_nothing_of_another(request, user)
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request, user):
        messages.error(request, self.error_messages["email_password_mismatch"])
        return redirect("account_login")

    def login(self, request, user):
        """A new session key every time. Unlocking keeps the form token, so that the person's other tabs still work."""
        unlocking = SESSION_KEY in request.session
        token = request.META.get("CSRF_COOKIE") if unlocking else None
        super().login(request, user)
        request.session.cycle_key()
        if token:
            request.META["CSRF_COOKIE"] = token

    def post_login(self, request, user, **kwargs):
        idle.begin(request.session, user)
        drafts.look(request)
        response = super().post_login(request, user, **kwargs)
        if not second_factor.needed_by(user) or not second_factor.is_missing(request):
            devices.remember(request, response, user)
        note("signed in", by=user, kind="account", ref=user.ref)
        return response

    def logout(self, request):
        note("signed out", by=request.user, kind="account", ref=request.user.ref)
        request.signed_out = True
        super().logout(request)

    def get_login_redirect_url(self, request) -> str:
        if second_factor.needed_by(request.user) and second_factor.is_missing(request):
            return reverse("school:second_factor")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("school:account")

    def _leave_nothing_of_another(self, request, user) -> None:
        """Somebody else signs in where a session is locked: only how they proved who they are goes on.

        Django would empty the session itself, but after that proof was written into it.
        """
        same = {SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()}
        if SESSION_KEY not in request.session or same.items() <= dict(request.session.items()).items():
            return
        keys = (AUTHENTICATION_METHODS_SESSION_KEY, "account_authentication_methods_user")
        kept = {key: request.session[key] for key in keys if key in request.session}
        request.session.flush()
        request.session.update(kept)

    # --- Proving it again

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Who has a second step proves themselves with that, a passkey first; a password alone would not do."""
        methods = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        return sorted(stronger, key=lambda method: "webauthn" not in method["id"]) or methods

    def is_reauthentication_required(self, *, app, **kwargs) -> bool:
        return not second_factor.recent(self.request)

    # --- Letters and changes

    def set_password(self, user, password):
        accounts.set_password(user, password, by=user)

    def get_reset_password_from_key_url(self, key) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def send_password_reset_mail(self, user, email, context):
        """Only to somebody who once had a password; and not so often that it fills a mailbox."""
        try:
            throttle.charge(self.request, user.email, "letter")
        except throttle.TooSoon:
            return
        if not user.has_usable_password():
            return
        note("password reset asked", by=None, kind="account", ref=user.ref)
        super().send_password_reset_mail(user, user.email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Every change of how somebody signs in: on record, and told to them."""
        what = CHANGES[template_prefix]
        note(what, by=user, kind="account", ref=user.ref)
        if template_prefix.startswith("mfa/"):
            self._second_step_changed(user, template_prefix)
        notifications.sign_in_changed(user, what)

    def _second_step_changed(self, user, what: str) -> None:
        if not second_factor.exists(user):
            second_factor.forget(self.request.session)
        elif what.endswith(("activated", "added")):
            second_factor.mark(self.request.session)

    def send_mail(self, template_prefix, email, context):
        notifications.soon(notifications.letter(template_prefix, email, context))


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets are stored encrypted; passkeys are bound to the address of the site."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or was used before. Wait for the next one and type it in.",
        "incorrect_passkey": "That passkey did not work here. Try again, or use another way.",
    }

    def encrypt(self, text) -> str:
        return second_factor.encrypt(text)

    def decrypt(self, encrypted_text) -> str:
        return second_factor.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return School.objects.values_list("name", flat=True).first() or "Esafety"

    def generate_authenticator_name(self, user, type) -> str:
        return "My passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        if not settings.DEBUG:
            entity["id"] = settings.SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
        return entity

    def get_public_key_credential_user_entity(self, user) -> dict:
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.name}
