"""Signing in with a password, and out again (security.md AC-042, AC-045, AC-046, AC-032)."""

import pytest
from django.core import mail
from django.test import Client

from audit.models import Entry
from school import notifications
from school.actions import accounts
from tests.signing_in import PASSWORD, from_address, is_in, post_password, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(cast):
    return with_password(cast.teacher)


def test_the_right_password_opens_the_first_page(teacher):
    browser = Client()
    assert post_password(browser, teacher.email).url == "/"
    assert is_in(browser)


def test_the_address_may_be_typed_in_capitals(teacher):
    assert post_password(Client(), teacher.email.upper()).status_code == 302


def test_one_lands_where_one_was_going(teacher):
    browser = Client()
    asked = browser.get("/account/sessions/")
    assert asked.url == "/account/login/?next=/account/sessions/"
    assert browser.post(asked.url, {"login": teacher.email, "password": PASSWORD}).url == "/account/sessions/"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_but_never_on_another_site(teacher, elsewhere):
    assert post_password(Client(), teacher.email, next=elsewhere).url == "/"


def test_wrong_and_unknown_and_stopped_are_answered_alike(cast, teacher):
    accounts.stop(with_password(cast.colleague), by=cast.administrator)
    pages = [
        post_password(from_address("10.0.0.1"), teacher.email, "wrong"),
        post_password(from_address("10.0.0.2"), "nobody@oakfield.example", "wrong"),
        post_password(from_address("10.0.0.3"), cast.colleague.email, PASSWORD),
    ]
    shown = {
        page.content.decode().split("<h1>")[1].split("</form>")[0].replace(address, "")
        for page, address in zip(pages, [teacher.email, "nobody@oakfield.example", cast.colleague.email], strict=True)
    }
    without_token = {words.split("csrfmiddlewaretoken")[0] for words in shown}
    assert len(without_token) == 1
    assert {page.status_code for page in pages} == {200}
    assert all("is not right" in page.content.decode() for page in pages)


def test_signing_in_and_failing_are_on_record_without_an_address(teacher):
    post_password(Client(), teacher.email, "wrong")
    post_password(Client(), "nobody@oakfield.example", "wrong")
    post_password(Client(), teacher.email)
    lines = list(Entry.objects.filter(verb__startswith="sign").values_list("verb", "actor", "ref"))
    assert lines == [
        ("sign-in failed", "system", teacher.ref),
        ("sign-in failed", "system", "unknown"),
        ("signed in", teacher.ref, teacher.ref),
    ]


def test_a_planted_session_key_is_not_kept(teacher):
    browser = Client()
    browser.get("/account/login/")
    browser.session.save()
    planted = browser.session.session_key
    post_password(browser, teacher.email)
    assert browser.session.session_key != planted


def copy_of(browser: Client) -> Client:
    thief = Client()
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    return thief


def test_a_copied_cookie_ends_with_signing_out(teacher):
    browser = Client()
    post_password(browser, teacher.email)
    thief = copy_of(browser)
    assert is_in(thief)
    browser.post("/account/logout/")
    assert not is_in(thief)


def test_a_copied_cookie_ends_with_a_new_password(teacher):
    browser, thief = Client(), Client()
    post_password(browser, teacher.email)
    post_password(thief, teacher.email)
    changed = browser.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": "another quiet orchard"}
    )
    assert changed.url == "/account/"
    assert is_in(browser)
    assert not is_in(thief)


def test_a_copied_cookie_ends_with_the_account(cast, teacher):
    browser = Client()
    post_password(browser, teacher.email)
    accounts.stop(teacher, by=cast.administrator)
    assert not is_in(browser)


def test_signing_out_empties_what_the_browser_kept(teacher):
    browser = Client()
    post_password(browser, teacher.email)
    answer = browser.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(browser)


def test_looking_at_the_sign_out_page_signs_nobody_out(teacher):
    browser = Client()
    post_password(browser, teacher.email)
    browser.get("/account/logout/")
    assert is_in(browser)


def test_sessions_elsewhere_can_be_ended(teacher):
    here, there = Client(), Client()
    post_password(here, teacher.email)
    post_password(there, teacher.email)
    assert b"This one" in here.get("/account/sessions/").content
    here.post("/account/sessions/")
    assert is_in(here)
    assert not is_in(there)


def test_nobody_opens_an_account_themselves(db):
    assert Client().get("/account/signup/").status_code == 404


def test_changing_the_password_is_told_by_mail(teacher):
    browser = Client()
    post_password(browser, teacher.email)
    browser.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "another quiet orchard"})
    notifications.wait_until_posted()
    assert [letter.subject for letter in mail.outbox] == ["How you sign in was changed"]
    assert teacher.person.family_name not in mail.outbox[0].body


def test_a_cross_site_sign_in_is_refused(teacher):
    browser = Client(enforce_csrf_checks=True)
    assert post_password(browser, teacher.email).status_code == 403
    assert not is_in(browser)
