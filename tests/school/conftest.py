import pytest
from django.core.cache import cache


@pytest.fixture
def quick(settings):
    """Passwords are checked in no time: for tests that guess often, never for one that measures."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_code_was_used_before():
    """allauth remembers used codes by the number of the account, and every test's first account is number one."""
    cache.clear()
