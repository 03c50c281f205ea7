"""What this room's own checks find wrong."""

import pytest

from school import health_checks
from tests.database import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_a_guard_taken_off_is_red_and_put_back_is_green():
    assert health_checks.guards().well
    with unguarded("audit_entry"):
        assert health_checks.guards().words.startswith("Guards missing or changed: 1.")
    assert health_checks.guards().well
