"""What the scenarios take for granted: a school that has entered its documents, its name and its numbers."""

import pytest

from audit.ledger import ledger
from school.models import Document, School


def enter(row, **values):
    """As an administrator would on the settings pages."""
    for name, value in values.items():
        setattr(row, name, value)
    with ledger("made for a test", by=None, kind="settings", ref="") as book:
        return book.save(row)


@pytest.fixture
def school(db):
    """Oakfield, with numbers to ring."""
    return enter(School.current(), name="Oakfield", extension="ext 204", telephone="01632 960001")


@pytest.fixture
def privacy_notice(db):
    """Where the privacy notice is kept."""
    address = "https://oakfield.example/privacy"
    enter(Document.objects.get(code="privacy-notice"), address=address)
    return address


@pytest.fixture
def behaviour_policy(db):
    """Where the behaviour procedure is kept."""
    address = "https://oakfield.example/behaviour"
    enter(Document.objects.get(code="behaviour-policy"), address=address)
    return address
