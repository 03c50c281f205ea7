import pytest
from django.core.cache import cache

from tests.signing_in import signed_in, with_app, with_password


@pytest.fixture(autouse=True)
def _no_code_was_used_before():
    """allauth remembers used codes by the number of the account, and every test's first account is number one."""
    cache.clear()


@pytest.fixture
def teacher(cast):
    return with_password(cast.teacher)


@pytest.fixture
def desk(teacher):
    """A browser in which the teacher signed in."""
    return signed_in(teacher)


@pytest.fixture
def lead(cast):
    """The safeguarding lead, with an authenticator app."""
    return with_app(cast.dsl)
