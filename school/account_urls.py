"""The doors of django-allauth this school opens, and to whom; under allauth's own names, which it reverses itself."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import path, re_path
from django.views.generic import RedirectView

from school.access import public, signed_in
from school.views.accounts import recovery_codes

RESET = r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
no_password = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(no_password), name="account_set_password"),
    path("password/reset/", public(account.password_reset), name="account_reset_password"),
    path("password/reset/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/done/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(RESET, public(account.password_reset_from_key), name="account_reset_password_from_key"),
    path("second-step/", signed_in(mfa.index), name="mfa_index"),
    path("second-step/use/", public(mfa.authenticate), name="mfa_authenticate"),
    path("second-step/again/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-step/app/", signed_in(app.activate_totp), name="mfa_activate_totp"),
    path("second-step/app/remove/", signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/codes/", recovery_codes, name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-step/passkeys/", signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("second-step/passkeys/add/", signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "second-step/passkeys/again/", signed_in(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path("second-step/passkeys/sign-in/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("second-step/passkeys/<int:pk>/name/", signed_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("second-step/passkeys/<int:pk>/remove/", signed_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("sessions/", signed_in(sessions.list_usersessions), name="usersessions_list"),
]
