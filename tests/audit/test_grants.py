"""PostgreSQL: the role that serves pages cannot rewrite what was written, nor take the guards off."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit import tables
from audit.grants import grant
from tests.audit.conftest import make_term, written

pytestmark = pytest.mark.django_db
postgres_only = pytest.mark.skipif("connection.vendor != 'postgresql'")
ROLE = "esafety_audit_test_role"


@pytest.fixture
def app_role():
    """Inside the test everything is done by the product's role; role and rights are rolled back with it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        grant(ROLE)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(sql)


@postgres_only
def test_guarded_tables_are_read_and_added_to(app_role):
    for name, model in tables.guarded().items():
        _is_read_and_added_to(name, model._meta.pk.column)


def _is_read_and_added_to(name: str, key: str) -> None:
    connection.cursor().execute(f'SELECT count(*) FROM "{name}"')
    for sql in ('UPDATE "{0}" SET "{1}" = "{1}"', 'DELETE FROM "{0}"', 'TRUNCATE "{0}"', 'DROP TABLE "{0}"'):
        refused(sql.format(name, key))
    refused(f'DROP TRIGGER "{name}_no_change" ON "{name}"')
    refused(f'ALTER TABLE "{name}" DISABLE TRIGGER ALL')


@postgres_only
def test_nobody_acts_as_replica(app_role):
    refused("SET session_replication_role = replica")


@postgres_only
def test_the_product_still_works(app_role):
    with written() as book:
        term = book.save(make_term(2090))
        term.name = "Winter"
        book.save(term)
    assert term.history.count() == 2


@postgres_only
def test_an_owner_or_superuser_gets_no_grants(settings):
    for url in ("postgres://postgres@127.0.0.1/x", "postgres://nobody_at_all@127.0.0.1/x"):
        settings.DATABASE_URL = url
        with pytest.raises(CommandError):
            call_command("audit", "grants")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_keeps_no_roles():
    with pytest.raises(CommandError):
        call_command("audit", "grants")
