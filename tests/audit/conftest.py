"""A short chain to attack: terms that came and changed, things only seen, and an erasure that two people agreed to."""

from datetime import date
from types import SimpleNamespace

import pytest

from audit import checkpoints
from audit.ledger import ledger
from audit.models import Entry, ErasureOrder
from school.models import Term

BY = SimpleNamespace(ref="K7QF-2MXD")


def make_term(year: int, name: str = "Autumn") -> Term:
    return Term(name=name, starts=date(year, 9, 1), ends=date(year, 12, 18))


def make_order(table: str, row) -> ErasureOrder:
    return ErasureOrder(
        table=table, row=str(row), approved_by="AAAA-1111", also_approved_by="BBBB-2222", basis="retention"
    )


def written(verb: str = "test"):
    """A ledger of the actor all these tests share."""
    return ledger(verb, by=BY, kind="term", ref="T3RM-0001", reason="because")


@pytest.fixture
def signing_key(settings, tmp_path):
    settings.SIGNING_KEY_FILE = tmp_path / "signing.key"
    checkpoints.make_key_if_absent()
    return settings.SIGNING_KEY_FILE


@pytest.fixture
def log(db, signing_key):
    """Twelve entries and two checkpoints after whatever was there; `first` is the number of the first."""
    before = Entry.objects.count()
    with written("open the year") as book:
        terms = book.save_all([make_term(2090 + n) for n in range(4)])
        book.note("look")
    checkpoints.seal()
    with written("change") as book:
        for term in terms:
            term.name = "Winter"
            book.save(term)
        book.add(make_order("no_such_table", 1))
        book.note("look")
        book.note("look again")
    checkpoints.seal()
    return SimpleNamespace(first=before + 1, last=before + 12, terms=terms)
