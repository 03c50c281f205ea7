"""A column added years later leaves what was written before it verifiable, and hides no change."""

import pytest
from django.db import models
from django.db.migrations.operations import AddField

from audit import chain, shapes
from audit.models import Entry
from audit.verify import verify
from school.models import Term
from tests.audit.conftest import make_term, written
from tests.database import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def before_names(monkeypatch):
    """Terms were written by a version whose history had no names; then a migration added the column."""
    setters = chain._setters
    monkeypatch.setattr(chain, "_setters", lambda model: [pair for pair in setters(model) if pair[0] != "name"])
    with written() as book:
        old = book.save(make_term(2090))
    monkeypatch.setattr(chain, "_setters", setters)
    added = AddField("HistoricalTerm", "name", models.CharField())
    monkeypatch.setattr(shapes, "_operations", lambda: ((("school", "0099_names"), added),))
    return old


def seq_of(row) -> int:
    return Entry.objects.get(table=row._meta.db_table, row=str(row.pk)).seq


def test_rows_from_before_the_column_verify(before_names):
    with written() as book:
        book.save(make_term(2091))
    assert verify().finding is None


def test_a_column_nobody_added_still_counts(before_names, monkeypatch):
    monkeypatch.setattr(shapes, "_operations", lambda: ())
    assert verify().finding.seq == seq_of(before_names.history.get())


def test_a_change_to_a_later_row_is_found(before_names):
    with written() as book:
        row = book.save(make_term(2091)).history.get()
    with unguarded("school_historicalterm"):
        Term.history.filter(pk=row.pk).update(name="Rewritten")
        assert verify().finding.seq == seq_of(row)


def test_a_change_to_the_rest_of_an_earlier_row_is_found(before_names):
    row = before_names.history.get()
    with unguarded("school_historicalterm"):
        Term.history.filter(pk=row.pk).update(history_user_id="ZZZZ-9999")
        assert verify().finding.seq == seq_of(row)


def test_what_one_migration_added_came_all_at_once(monkeypatch):
    added = [("0002", "name"), ("0003", "starts"), ("0003", "ends")]
    operations = [(("school", one), AddField("HistoricalTerm", name, models.CharField())) for one, name in added]
    monkeypatch.setattr(shapes, "_operations", lambda: operations)
    assert shapes.earlier(Term.history.model) == [{"starts", "ends"}, {"name", "starts", "ends"}]
