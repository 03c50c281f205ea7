"""Passkeys in real Chromium with an authenticator that exists only in the browser; the lock; what stays behind."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import path
from playwright.sync_api import expect

from esafety import urls as site
from esafety.lib import clock
from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.forms import GovForm
from school import drafts
from school.access import signed_in
from school.actions import accounts
from school.roles import Role
from tests.make import make_user
from tests.signing_in import PASSWORD, with_app, with_password

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
SESSIONS = re.compile(r"://[^/]+/account/sessions/$")  # not the sign-in page that leads there
STORY = re.compile(r"://[^/]+/story/$")
HOME = re.compile(r"://[^/]+/$")  # not any page that ends in a slash
WORDS = "He showed it to the others at the bus stop"
sent = []


class StoryForm(GovForm, forms.Form):
    story = LongText(label="What happened?")
    submit = "Send"


@signed_in
def story(request):
    form = StoryForm(request.POST or None)
    if form.is_valid():
        sent.append(form.cleaned_data["story"])
        drafts.used(request)
        return redirect("/story/")
    page = Template("{% extends 'base.html' %}{% block content %}<h1>A story</h1>{% crispy form %}{% endblock %}")
    return HttpResponse(page.render(RequestContext(request, {"form": drafts.fill(request, form)})))


urlpatterns = [path("story/", story), *site.urlpatterns]


@pytest.fixture(autouse=True)
def _nothing_sent():
    sent.clear()


@pytest.fixture
def lead():
    return with_password(make_user(Role.STAFF, Role.DSL, given="Dana"))


@pytest.fixture
def key(page):
    """The computer's own passkey, opened with a finger that is always there."""
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lambda verb, **more: talk.send(f"WebAuthn.{verb}", {"authenticatorId": made["authenticatorId"], **more})


@pytest.fixture
def go(page, live_server):
    return lambda address: page.goto(f"http://localhost:{live_server.thread.port}{address}")


def sign_in(page, go, user):
    go("/account/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page):
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Add this passkey").click()
    page.wait_for_url("**/account/second-step/codes/")


def sign_out(page):
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/account/login/")


def test_a_handler_is_led_to_a_passkey_and_printed_codes(page, go, key, lead):
    sign_in(page, go, lead)
    page.wait_for_url("**/account/second-step/why/")
    add_passkey(page)
    page.get_by_role("button", name="Show my codes to print them").click()
    expect(page.locator(".app-codes li")).to_have_count(10)  # the address stays: what came back is waited for
    page.get_by_role("button", name="I have them on paper").click()
    page.wait_for_url(HOME)


def test_the_passkey_alone_signs_in_and_leads_where_one_was_going(page, go, key, lead):
    sign_in(page, go, lead)
    add_passkey(page)
    go("/")
    sign_out(page)
    go("/account/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(SESSIONS)


def test_the_passkey_is_the_second_step_after_a_password(page, go, key, lead):
    sign_in(page, go, lead)
    add_passkey(page)
    go("/")
    sign_out(page)
    sign_in(page, go, lead)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(HOME)
    assert page.get_by_role("button", name="Sign out").first.is_visible()


def test_a_passkey_that_fails_says_so(page, go, key, lead):
    sign_in(page, go, lead)
    add_passkey(page)
    go("/")
    sign_out(page)
    key("setUserVerified", isUserVerified=False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey did not work").wait_for()


def test_no_console_says_that_a_policy_was_broken(page, go, key, lead):
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    sign_in(page, go, lead)
    add_passkey(page)
    for address in ("/account/second-step/app/", "/account/second-step/", "/account/sessions/"):
        go(address)
    assert said == []


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_signing_in_is_fit_for_everybody(page, go, lead, width, fit_for_everybody):
    page.set_viewport_size({"width": width, "height": 844})
    for address in (*PUBLIC, f"/account/invitation/{accounts.new_token(lead)}/"):
        go(address)
        fit_for_everybody(page)
    sign_in(page, go, lead)
    page.wait_for_url("**/account/second-step/why/")
    fit_for_everybody(page)
    for address in MANAGED:
        go(address)
        fit_for_everybody(page)


PUBLIC = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/sent/",
    "/account/invitation/used/",
    "/tell-someone/",
]
MANAGED = [
    "/account/",
    "/account/password/change/",
    "/account/second-step/",
    "/account/second-step/app/",
    "/account/second-step/passkeys/",
    "/account/second-step/passkeys/add/",
    "/account/sessions/",
    "/account/logout/",
]


def test_the_code_page_is_fit_for_everybody(page, go, fit_for_everybody):
    sign_in(page, go, with_app(make_user(Role.STAFF, Role.DSL)))
    page.wait_for_url("**/account/second-step/use/")
    fit_for_everybody(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("There is a problem").wait_for()
    fit_for_everybody(page)


def teacher(page, go):
    user = with_password(make_user(Role.STAFF))
    sign_in(page, go, user)
    page.wait_for_url(HOME)
    return user


def test_words_typed_before_the_lock_come_back(page, go):
    user = teacher(page, go)
    go("/story/")
    page.get_by_label("What happened?").fill(WORDS)
    clock.set_to(clock.now() + timedelta(minutes=31))
    page.get_by_role("button", name="Send").click()
    page.get_by_text("so this page is locked").wait_for()
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(STORY)
    assert page.get_by_label("What happened?").input_value() == WORDS
    assert sent == []


def test_after_signing_out_back_shows_nothing_and_nothing_is_stored(page, go):
    teacher(page, go)
    go("/story/")
    page.get_by_label("What happened?").fill(WORDS)
    sign_out(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.go_back()
    page.wait_for_load_state()
    assert WORDS not in page.content()
    assert page.get_by_role("button", name="Sign out").count() == 0


def test_two_minutes_before_the_lock_one_may_stay(page, go):
    teacher(page, go)
    clock.set_to(clock.now() + timedelta(minutes=28, seconds=1))
    page.clock.install()
    go("/story/")
    page.get_by_label("What happened?").fill(WORDS)
    page.clock.fast_forward("28:05")
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.get_by_label("What happened?").input_value() == WORDS
