"""Personal words can go, and the chain stays whole; what was there cannot be guessed from what is left."""

import pytest
from django.db import IntegrityError, transaction

from audit import chain
from audit.models import Entry, Salt
from audit.verify import verify
from tests.audit.conftest import make_order, make_term, written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def row():
    with written() as book:
        return book.save(make_term(2090, name="Robin")).history.get()


def entry_of(row) -> Entry:
    return Entry.objects.get(table=row._meta.db_table, row=str(row.pk))


def order(row) -> None:
    with written("order an erasure") as book:
        book.add(make_order(row._meta.db_table, row.pk))


def erase(row) -> None:
    order(row)
    type(row)._base_manager.filter(pk=row.pk).update(name="[erased]")
    Salt.objects.filter(seq=entry_of(row).seq).delete()


def test_the_chain_is_whole_after_an_erasure(row):
    erase(row)
    assert verify(reconcile=False).finding is None


def test_a_salt_goes_only_with_an_order(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Salt.objects.filter(seq=entry_of(row).seq).delete()
    order(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Salt.objects.filter(seq=Entry.objects.last().seq).delete()
    Salt.objects.filter(seq=entry_of(row).seq).delete()


def test_a_dictionary_of_names_does_not_match_what_is_left(row):
    """Somebody who has the whole database and every other column of the row still cannot tell the name."""
    entry, salts = entry_of(row), {bytes(salt.salt) for salt in Salt.objects.all()}
    erase(row)
    left = set(map(bytes, Salt.objects.values_list("salt", flat=True))) | {b"", bytes(32)}
    assert chain.commitment((salts - left).pop(), chain.content_of(row)) == entry.commitment
    for name in ("Robin", "Sam", "Alex"):
        row.name = name
        assert entry.commitment not in {chain.commitment(salt, chain.content_of(row)) for salt in left}


def test_salts_are_all_different(row):
    with written() as book:
        for _ in range(20):
            book.note("look")
    salts = list(map(bytes, Salt.objects.values_list("salt", flat=True)))
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {32}
