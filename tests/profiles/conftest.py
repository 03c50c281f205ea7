"""A school of its own for a test, in the place of `england`."""

import pytest

from school.profile import load


@pytest.fixture
def school_of(db):
    """Loads that profile in the test's own transaction, and answers what happened by section. Dear: 250 rows."""
    return load
