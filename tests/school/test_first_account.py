"""The link with which a new school's first administrator comes in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from school.models import User
from school.people import roles_of
from school.roles import Role
from tests.make import make_user
from tests.signing_in import PASSWORD, is_in, post_password

pytestmark = pytest.mark.django_db
ADA = ("ada@school.example", "--first-name=Ada", "--last-name=Example")


def link_for(*args) -> str:
    said = StringIO()
    call_command("first_account", *args, stdout=said)
    return said.getvalue().split()[-1]


def test_the_link_opens_an_account_of_an_administrator():
    link = link_for(*ADA)
    browser = Client()
    browser.post(link.removeprefix("http://localhost:8000"), {"password1": PASSWORD})
    post_password(browser, "ada@school.example")
    assert is_in(browser)
    assert roles_of(User.objects.get().person_id) == {Role.ADMINISTRATOR, Role.STAFF}


def test_asked_again_the_old_link_stops_and_nobody_is_entered_twice():
    first, second = link_for(*ADA), link_for(*ADA)
    assert Client().get(first.removeprefix("http://localhost:8000")).status_code == 404
    assert Client().get(second.removeprefix("http://localhost:8000")).status_code == 200
    assert User.objects.count() == 1


def test_once_there_is_an_administrator_it_is_refused():
    make_user(Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="There is an administrator already"):
        link_for(*ADA)


def test_nonsense_is_no_address():
    with pytest.raises(CommandError, match="Write an e-mail address"):
        link_for("ada", *ADA[1:])
