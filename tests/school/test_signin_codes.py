"""Codes of the second step: each once, stored so that nobody can read them (security.md AC-043, AC-044)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from school import second_factor
from tests.signing_in import code, is_in, post_code, post_password, signed_in

pytestmark = pytest.mark.django_db


def test_a_code_works_once(lead):
    used = code()
    first, second = Client(), Client()
    post_password(first, lead.email)
    assert post_code(first, used).status_code == 302
    post_password(second, lead.email)
    assert b"used before" in post_code(second, used).content
    assert not is_in(second)


def test_a_code_older_than_the_last_one_used_works_no_more(lead):
    first, second = Client(), Client()
    post_password(first, lead.email)
    assert post_code(first, code(+1)).status_code == 302
    post_password(second, lead.email)
    assert post_code(second, code(0)).status_code == 200


def test_it_works_once_in_another_process_too(lead):
    """Not remembered in the memory of one process: two workers share the database and nothing else."""
    app = Authenticator.objects.get(user=lead)
    assert second_factor.spend(app, code())
    assert not second_factor.spend(app, code())


def test_a_recovery_code_works_once(lead):
    codes = recovery_codes_of(signed_in(lead), lead)
    first, second = Client(), Client()
    post_password(first, lead.email)
    assert post_code(first, codes[0]).status_code == 302
    post_password(second, lead.email)
    assert post_code(second, codes[0]).status_code == 200
    assert not is_in(second)


def recovery_codes_of(browser, user) -> list[str]:
    browser.post("/account/second-step/codes/new/")
    page = browser.post("/account/second-step/codes/").content.decode()
    return re.findall(r"<code>([\d ]+)</code>", page)


def test_recovery_codes_are_ten_printed_in_fours(lead):
    codes = recovery_codes_of(signed_in(lead), lead)
    assert len(codes) == 10
    assert all(re.fullmatch(r"(\d{4} ){3}\d{4}", code) for code in codes)


def test_looking_at_the_page_of_codes_changes_nothing(lead):
    browser = signed_in(lead)
    browser.post("/account/second-step/codes/new/")
    before = list(Authenticator.objects.values())
    page = browser.get("/account/second-step/codes/").content.decode()
    assert "10 left" in page
    assert "<code>" not in page
    assert list(Authenticator.objects.values()) == before


def test_secrets_are_stored_encrypted(lead):
    recovery_codes_of(signed_in(lead), lead)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert "JBSWY3DPEHPK3PXP" not in stored
    assert stored.count("gAAAA") == 2


def test_a_changed_secret_key_locks_nobody_out(lead, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a new key"
    settings.SECRET_KEY_FALLBACKS = [old]
    browser = Client()
    post_password(browser, lead.email)
    assert post_code(browser).status_code == 302
