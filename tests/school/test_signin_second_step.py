"""The second step: who needs it, how it is proven, how it is stored (security.md AC-043, AC-044; people.md U5, U6)."""

import re
from types import SimpleNamespace

import pytest
from allauth.core.context import request_context
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from audit.ledger import ledger
from audit.models import Entry
from esafety import urls as site
from esafety.lib import clock
from school import notifications, second_factor
from school.access import allow
from school.adapters import SecondStepAdapter
from school.models import School
from school.roles import Perm, Role
from tests.make import make_user
from tests.signing_in import PASSWORD, code, is_in, post_code, post_password, signed_in, with_password

pytestmark = pytest.mark.django_db


@allow(Perm.READ)
def records(request):
    return HttpResponse("the records")


urlpatterns = [path("records/", records), *site.urlpatterns]
here = pytest.mark.urls("tests.school.test_signin_second_step")


@pytest.mark.parametrize("role", Role)
def test_every_role_needs_it_but_plain_staff_and_governors(role, cast):
    plain = {Role.STAFF, Role.GOVERNOR, Role.OFFICE, Role.BUSINESS_MANAGER}
    assert second_factor.needed_by(make_user(role)) is (role not in plain)


def test_the_password_alone_lets_nobody_in_who_has_a_second_step(lead):
    browser = Client()
    assert post_password(browser, lead.email).url == "/account/second-step/use/"
    assert not is_in(browser)
    post_code(browser)
    assert is_in(browser)


def test_a_reset_password_does_not_get_past_it(lead):
    browser = Client()
    browser.post("/account/password/reset/", {"email": lead.email})
    notifications.wait_until_posted()
    link = re.search(r"http\S+", mail.outbox[0].body)[0]
    form = browser.get(link.removeprefix("http://localhost:8000"), follow=True)
    done = browser.post(form.redirect_chain[-1][0], {"password1": "another quiet orchard"})
    assert done.url == "/account/password/reset/done/"
    assert not is_in(browser)
    assert post_password(browser, lead.email, "another quiet orchard").url == "/account/second-step/use/"


@here
def test_a_handler_without_one_is_asked_to_set_it_up_and_may_go_home(cast):
    coordinator = with_password(cast.coordinator)
    browser = Client()
    assert post_password(browser, coordinator.email).url == "/account/second-step/why/"
    asked = browser.get("/records/")
    assert asked.url == "/account/second-step/why/?next=%2Frecords%2F"
    page = browser.get(asked.url).content.decode()
    assert "Reporting something never needs it" in page
    assert browser.get("/").status_code == 200


@here
def test_setting_it_up_leads_back_to_where_one_was_going(cast, set_up):
    browser = Client()
    post_password(browser, with_password(cast.coordinator).email)
    browser.get("/account/second-step/why/?next=/records/")
    set_up(browser)
    assert browser.get("/records/").content == b"the records"
    assert b'href="/records/"' in browser.post("/account/second-step/codes/").content


@pytest.fixture
def set_up(monkeypatch):
    """Sets up an app as a person does; what follows a commit follows at once, as it does in a browser."""
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction", SimpleNamespace(on_commit=lambda act: act()))

    def set_up(browser) -> None:
        page = browser.get("/account/second-step/app/").content.decode()
        secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
        typed = second_factor.code_at(secret, int(clock.now().timestamp()) // 30)
        assert browser.post("/account/second-step/app/", {"code": typed}).url == "/account/second-step/codes/"

    return set_up


@here
def test_another_session_opened_before_gains_nothing_by_it(cast, set_up):
    coordinator = with_password(cast.coordinator)
    thief, owner = Client(), Client()
    post_password(thief, coordinator.email)
    post_password(owner, coordinator.email)
    set_up(owner)
    assert thief.get("/records/").status_code == 302
    assert thief.get(thief.get("/records/").url).url.startswith("/account/second-step/again/")


@here
def test_removing_the_only_one_takes_the_records_away_at_once(lead):
    browser = signed_in(lead)
    assert browser.get("/records/").status_code == 200
    assert browser.post("/account/second-step/app/remove/").status_code == 302
    assert browser.get("/records/").status_code == 302


def test_every_change_is_on_record_and_told_by_mail(cast, set_up):
    coordinator = with_password(cast.coordinator)
    browser = Client()
    post_password(browser, coordinator.email)
    set_up(browser)
    browser.post("/account/second-step/app/remove/")
    notifications.wait_until_posted()
    verbs = Entry.objects.filter(ref=coordinator.ref, verb__contains="authenticator").values_list("verb", flat=True)
    assert list(verbs) == ["authenticator app added", "authenticator app removed"]
    assert len(mail.outbox) == 2


@here
def test_in_the_demo_it_is_skipped(cast, settings):
    coordinator = with_password(cast.coordinator)
    demo_school()
    settings.DEBUG = True
    browser = Client()
    assert post_password(browser, coordinator.email).url == "/"
    assert browser.get("/records/").status_code == 200


@here
def test_but_not_in_a_real_school_that_calls_itself_a_demo(cast):
    demo_school()
    browser = Client()
    post_password(browser, with_password(cast.coordinator).email)
    assert browser.get("/records/").status_code == 302


def demo_school() -> None:
    school = School.current()
    school.is_demo = True
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)


def test_codes_stand_on_the_page_in_the_demo_and_nowhere_else(lead, settings):
    browser = Client()
    post_password(browser, lead.email)
    assert code() not in browser.get("/account/second-step/use/").content.decode()
    demo_school()
    settings.DEBUG = True
    assert code() in browser.get("/account/second-step/use/").content.decode()


@pytest.mark.parametrize(
    "typed", ["", "x", "[]", '"words"', "{}", '{"response": 7}', '{"id": "x", "response": {}}', "null"]
)
def test_nonsense_in_place_of_a_passkey_is_no_failure_of_ours(typed, lead):
    browser = Client()
    assert (
        browser.get("/account/second-step/passkeys/sign-in/", headers={"accept": "application/json"}).status_code
        == 200
    )
    assert browser.post("/account/second-step/passkeys/sign-in/", {"credential": typed}).status_code == 302
    post_password(browser, lead.email)
    assert browser.post("/account/second-step/use/", {"credential": typed}).status_code == 200


def test_the_site_a_passkey_is_bound_to_is_never_the_browsers_word(settings):
    settings.SITE_URL = "https://esafety.oakfield.example"
    settings.ALLOWED_HOSTS = ["*"]
    with request_context(RequestFactory().get("/", HTTP_HOST="evil.example")):
        assert SecondStepAdapter().get_public_key_credential_rp_entity()["id"] == "esafety.oakfield.example"


def test_pages_of_the_second_step_say_password_first(lead):
    page = Client().get("/account/second-step/use/")
    assert page.url == "/account/login/"
    assert PASSWORD not in str(page)
