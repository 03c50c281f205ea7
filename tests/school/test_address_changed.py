"""Another address to sign in with: told at both, and on the own page."""

import pytest
from django.core import mail

from school.actions import accounts
from school.notifications import wait_until_posted
from tests.make import reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def test_another_address_is_told_to_both_and_stands_on_the_own_page(
    admin, cast, sign_in, django_capture_on_commit_callbacks
):
    old = cast.dsl.email
    accounts.set_password(cast.dsl, "a long word for Ada", by=cast.dsl)
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"/people/{cast.dsl.person.ref}/address/", {"email": "somebody@elsewhere.example"})
    wait_until_posted()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([old, "somebody@elsewhere.example"])
    assert not any("elsewhere" in letter.subject + letter.body for letter in mail.outbox)
    assert "ask for the safeguarding lead" in mail.outbox[0].body
    said = "An administrator changed this address on"
    assert said in words_of(sign_in(reread(cast.dsl)).get("/account/"))
    assert said not in words_of(sign_in(cast.head).get("/account/"))


def test_the_same_address_again_is_told_to_nobody(admin, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"/people/{cast.dsl.person.ref}/address/", {"email": cast.dsl.email})
    wait_until_posted()
    assert not mail.outbox
