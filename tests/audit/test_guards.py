"""Every guarded table refuses every way of rewriting it, on both engines; an erasure gets through, exactly."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from audit import tables
from tests.audit.conftest import make_order, make_term, written
from tests.database import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own way")
postgres_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own way")

ATTACKS = {
    "update": "UPDATE {table} SET {key} = {key}",
    "delete": "DELETE FROM {table}",
    "upsert": "INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE true "
    "ON CONFLICT ({key}) DO UPDATE SET {key} = 1",
}
FILLED = {
    models.BooleanField: False,
    models.DateTimeField: datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC),
    models.DateField: datetime.date(2090, 1, 1),
    models.TimeField: datetime.time(1),
    models.DurationField: datetime.timedelta(1),
    models.JSONField: {},
    models.BinaryField: b"x",
    models.UUIDField: uuid4(),
    models.GenericIPAddressField: "::1",
    (models.IntegerField, models.ForeignKey, models.DecimalField): 7,
}


def filled(field: models.Field):
    """Some value the column takes, and as a key one that no row has yet."""
    if field.primary_key:
        return 987_654_321
    for kinds, value in FILLED.items():
        if isinstance(field, kinds):
            return value
    return "x"


@pytest.fixture(params=sorted(tables.guarded()))
def table(request):
    """A guarded table with a row in it; gone again afterwards, before any key is checked."""
    model = tables.guarded()[request.param]
    with transaction.atomic():
        lift_checks(request.param)
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        model._base_manager.bulk_create([model(**{field.attname: filled(field) for field in fields})])
        yield model
        transaction.set_rollback(True)


def lift_checks(name: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            return
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [name])
        for (constraint,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{name}" DROP CONSTRAINT "{constraint}"')


@pytest.fixture(autouse=True)
def pragmas_come_back():
    yield
    if connection.vendor == "sqlite" and connection.connection:
        connection.connection.execute("PRAGMA ignore_check_constraints = OFF")
        connection.connection.execute("PRAGMA recursive_triggers = ON")


def refuses(sql: str, model) -> None:
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated)
    names = {"table": f'"{model._meta.db_table}"', "key": f'"{model._meta.pk.column}"', "columns": columns}
    with pytest.raises(IntegrityError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(**names))


def test_refused(table):
    for attack in ATTACKS:
        refuses(ATTACKS[attack], table)


@sqlite_only
def test_insert_or_replace_refused(table):
    for recursive in ("OFF", "ON"):
        connection.cursor().execute(f"PRAGMA recursive_triggers = {recursive}")
        refuses("INSERT OR REPLACE INTO {table} SELECT * FROM {table}", table)


@postgres_only
def test_truncate_refused():
    for model in tables.guarded().values():
        refuses("TRUNCATE {table} CASCADE", model)


@postgres_only
def test_a_session_acting_as_replica_is_refused(table):
    connection.cursor().execute("SET LOCAL session_replication_role = replica")
    for attack in ("update", "delete"):
        refuses(ATTACKS[attack], table)


# --- The one exception --------------------------------------------------------------------------------------


@pytest.fixture
def row():
    """A history row of a term, whose name is what an erasure would blank."""
    with written() as book:
        return book.save(make_term(2090, name="Robin's term")).history.get()


def order(row) -> None:
    with written("order an erasure") as book:
        book.add(make_order(row._meta.db_table, row.pk))


def change(row, **columns) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


def test_without_an_order_even_a_tombstone_is_refused(row):
    with pytest.raises(IntegrityError):
        change(row, name="[erased]")


@pytest.mark.parametrize("blank", [{"name": "[erased]"}, {"history_change_reason": None}])
def test_with_an_order_a_personal_column_becomes_a_tombstone(row, blank):
    order(row)
    change(row, **blank)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in blank} == blank


@pytest.mark.parametrize(
    "more",
    [
        {"name": "Somebody else"},
        {"starts": datetime.date(2000, 1, 1)},
        {"history_user_id": "[erased]"},
        {"history_date": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)},
        {"history_type": "-"},
        {"id": 99},
        {"history_id": 9999},
    ],
)
def test_with_an_order_nothing_else_changes(row, more):
    order(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(row, **{"name": "[erased]"} | more)


def test_an_order_is_for_its_own_row_and_allows_no_delete(row):
    order(row)
    with written() as book:
        other = book.save(make_term(2091)).history.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(other, name="[erased]")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).delete()


def test_an_order_takes_two_different_people():
    for approvers in ({"also_approved_by": "AAAA-1111"}, {"also_approved_by": ""}, {"approved_by": ""}):
        alone = make_order("a", 1)
        vars(alone).update(approvers)
        with pytest.raises(IntegrityError), transaction.atomic(), written() as book:
            book.add(alone)


def test_unguarded_is_for_tests_and_guards_again(row):
    with unguarded(row._meta.db_table):
        change(row, name="Anything")
    with pytest.raises(IntegrityError), transaction.atomic():
        change(row, name="Something")
