"""Rows inserted in bulk without a ledger get their entries in one pass, oldest first."""

from datetime import timedelta

import pytest

from audit.models import Entry
from audit.pending import seal_pending
from audit.verify import verify
from esafety.lib import clock
from school.models import Closure, Term
from tests.audit.conftest import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def insert() -> None:
    terms = Term.objects.bulk_create([make_term(2090 + n) for n in range(3)])
    day = clock.now()
    for days, term in enumerate(terms):
        term._history_date = day - timedelta(days=days)
    Term.history.bulk_history_create(terms, default_user="K7QF-2MXD")
    closures = Closure.objects.bulk_create([Closure(name="Snow", starts=terms[0].starts, ends=terms[0].starts)])
    Closure.history.bulk_history_create(closures, default_user="K7QF-2MXD", default_date=day - timedelta(hours=30))


def test_sealed_in_order_and_verified():
    insert()
    assert verify().finding.kind == "reconcile"
    before = Entry.objects.count()
    assert seal_pending() == 4
    entries = list(Entry.objects.order_by("seq")[before:])
    assert [entry.kind for entry in entries] == ["term", "closure", "term", "term"]
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert {(entry.actor, entry.verb) for entry in entries} == {("K7QF-2MXD", "create")}
    assert verify().finding is None


def test_nothing_is_sealed_twice_and_words_can_be_better():
    insert()
    assert seal_pending(lambda row: ("open the year", "calendar", "R")) == 4
    assert seal_pending() == 0
    assert Entry.objects.filter(verb="open the year", kind="calendar", ref="R").count() == 4
