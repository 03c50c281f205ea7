"""Many at once gain nothing: guesses are counted before they are looked at, a code and a link are used once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import RequestFactory

from school import second_factor, throttle
from school.actions import accounts
from school.models import Invitation, User
from school.refusals import Refused
from tests.make import make_user
from tests.signing_in import code, with_app

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time is SQLite's own promise"),
]


def at_once(act, times: int = 12) -> list:
    """What `act` answers each of so many threads that start together."""

    def one(_):
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_of_many_guesses_at_once_only_the_free_ones_are_looked_at():
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.7")

    def guess() -> bool:
        try:
            throttle.charge(request, "lead@oakfield.example")
        except throttle.TooSoon:
            return False
        return True

    assert sum(at_once(guess)) == throttle.FREE


def test_a_code_typed_twice_at_once_is_right_once():
    app = Authenticator.objects.get(user=with_app(make_user()))
    typed = code()
    assert sum(at_once(lambda: second_factor.spend(app, typed))) == 1


def test_an_invitation_opened_twice_at_once_sets_one_password():
    user = make_user()
    token = accounts.new_token(user)

    def accept() -> bool:
        found = Invitation.objects.select_related("user__person").get(user=user)
        try:
            accounts.accept(found, "another quiet orchard")
        except Refused:
            return False
        return True

    assert accounts.open_invitation(token)
    assert sum(at_once(accept, 6)) == 1
    assert User.objects.get(pk=user.pk).has_usable_password()
