"""Signing in as a browser does it: with a password, and a code where the account has a second step."""

import time
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.test import Client

from esafety.lib import clock
from school import second_factor
from school.actions import accounts

PASSWORD = "harbour violin biscuit"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_password(user, password: str = PASSWORD):
    """The same person, whose password is known."""
    accounts.set_password(user, password, by=user)
    return user


def with_app(user, password: str = PASSWORD):
    """The same person, with an authenticator app set up."""
    Authenticator.objects.create(user=user, type="totp", data={"secret": second_factor.encrypt(SECRET)})
    return with_password(user, password)


def code(half_minutes: int = 0) -> str:
    """What the app shows; `half_minutes` later or earlier."""
    return second_factor.code_at(SECRET, int(time.time()) // 30 + half_minutes)


def from_address(address: str) -> Client:
    """A browser somewhere else."""
    return Client(REMOTE_ADDR=address)


def post_password(browser: Client, email: str, password: str = PASSWORD, **more):
    """What the sign-in page answers."""
    return browser.post("/account/login/", {"login": email, "password": password, **more})


def post_code(browser: Client, typed: str = ""):
    """What the second step answers."""
    return browser.post("/account/second-step/use/", {"code": typed or code()})


def is_in(browser: Client) -> bool:
    """Does the browser's session open a page that needs one?"""
    return browser.get("/account/").status_code == 200


def signed_in(user) -> Client:
    """A browser in which that person signed in with all they have."""
    browser = Client()
    post_password(browser, user.email)
    if Authenticator.objects.filter(user=user).exists():
        post_code(browser)
    return browser


def after(**time) -> None:
    """The clock stands that much later, until the test ends."""
    clock.set_to(clock.now() + timedelta(**time))


def proven_earlier(browser: Client, minutes: int) -> None:
    """As if the person had proven themselves that long ago."""
    session = browser.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [record | {"at": record["at"] - minutes * 60} for record in records]
    session.save()
