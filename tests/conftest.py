"""The cast: named people every test can call, each holding one office, and a school with the `england` profile."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from esafety.lib import clock
from notices import nudge
from school import health, notifications, second_factor
from school.roles import Role
from tests.database import end_other_sessions, keep, what_was_there_is_put_back  # noqa: F401  a fixture for all
from tests.make import make_user, make_users, new_person
from tests.pages import check_summary


@pytest.fixture(autouse=True)
def _every_error_summary_is_right(monkeypatch):
    """Whatever page a test is answered with: its errors stand in the page's order, each beside its field."""
    request = Client.request

    def looked_at(self, **asked):
        page = request(self, **asked)
        if not page.streaming and b"govuk-error-summary" in page.content:
            check_summary(page)
        return page

    monkeypatch.setattr(Client, "request", looked_at)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test starts in a school whose profile is loaded."""
    with django_db_blocker.unblock():
        call_command("load_profile", "england", verbosity=0)
        keep()
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


@pytest.fixture(autouse=True)
def _clock_runs_again():
    yield
    clock.set_to(None)


@pytest.fixture(autouse=True)
def _nobody_else_is_in_a_database_in_memory(monkeypatch):
    """An alarm nobody guards is sent by a thread of its own. To its second connection SQLite's tables in memory are
    locked at once, and it locks them to others, without the wait that a file has: whichever came first then failed."""
    own = nudge.send_from_here
    if connection.vendor == "sqlite":
        monkeypatch.setattr(nudge, "send_from_here", lambda pk: own(pk) if connection.in_atomic_block else None)


@pytest.fixture(autouse=True)
def _letters_are_posted_in_their_own_test():
    """They leave from a thread behind the page: on a busy machine one came into the next test's box."""
    yield
    notifications.wait_until_posted()


@pytest.fixture(autouse=True)
def _health_is_looked_at_anew():
    """What the process found a moment ago was found in another test's school; and it began long ago."""
    health._began = float("-inf")
    health._last.clear()


@pytest.fixture(scope="session", autouse=True)
def own_hashers():
    """The product's own; in tests a password is checked in no time, but where one asks for these."""
    own = settings.PASSWORD_HASHERS
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield own


@pytest.fixture(autouse=True)
def _own_data_dir(settings, tmp_path):
    """Files, mails and keys of a test stay in its own folder."""
    settings.DATA_DIR = tmp_path
    settings.INSTALLATION_FILE = tmp_path / "installation"
    settings.SIGNING_KEY_FILE = tmp_path / "keys" / "signing.key"
    for folder in ("files", "mail", "broker", "inbox", "keys"):
        (tmp_path / folder).mkdir()


@pytest.fixture
def cast(db):
    """One person for each office, and a deputy lead."""
    people = {
        "teacher": [Role.STAFF],
        "colleague": [Role.STAFF],
        "coordinator": [Role.STAFF, Role.COORDINATOR],
        "dsl": [Role.STAFF, Role.DSL],
        "head": [Role.STAFF, Role.HEADTEACHER],
        "senior_leader": [Role.STAFF, Role.SENIOR_LEADER],
        "network_manager": [Role.STAFF, Role.NETWORK_MANAGER],
        "business_manager": [Role.STAFF, Role.BUSINESS_MANAGER],
        "office": [Role.STAFF, Role.OFFICE],
        "governor": [Role.GOVERNOR],
        "chair": [Role.CHAIR],
        "auditor": [Role.AUDITOR],
        "dpo": [Role.DPO],
        "administrator": [Role.ADMINISTRATOR],
    }
    persons = [new_person(name.replace("_", " ").title()) for name in people]
    users = make_users(persons, people.values())
    deputy = make_user(Role.STAFF, Role.DSL, deputy=True, given="Deputy")
    return SimpleNamespace(deputy=deputy, **dict(zip(people, users, strict=True)))


@pytest.fixture
def accused(db):
    """Somebody who holds every office there is, and must find no trace of what is said about them."""
    return make_user(*Role, given="Accused")


@pytest.fixture
def sign_in(db, settings):
    """Answers a browser in which that person is signed in, second factor and all."""

    def sign_in_as(user) -> Client:
        browser = Client()
        browser.force_login(user)
        session = browser.session
        second_factor.mark(session)
        session.save()
        return browser

    return sign_in_as
