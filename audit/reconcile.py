"""Do the tables agree with the log? Catches whatever was written round the product, whoever did it.

The database compares; only what differs is fetched.
"""

from collections.abc import Iterator

from django.db import connection

from audit import tables
from audit.models import Entry
from audit.pending import without_entry

Found = Iterator[tuple[int | None, str]]  # the number of the entry, where there is one, and what is wrong


def reconcile_findings() -> Found:
    """Every row has its entry, the newest history row is the row itself, and nothing has no history."""
    for table, model in tables.committed().items():
        yield from _unsealed(table, model)
    for model, history in tables.with_history():
        yield from _differing(model, history)
        yield from _untold(model, history)


def _unsealed(table: str, model) -> Found:
    for key in without_entry(model, first=True):
        yield None, f"row {key} of {table} has no entry"
    entries = Entry.objects.filter(table=table).count()
    if entries != model._base_manager.count():
        last = Entry.objects.filter(table=table).last()
        yield last.seq if last else None, f"{table} has not exactly one entry for each of its rows"


def _differing(model, history) -> Found:
    """The first object that is not as its newest history row says."""
    quote, table = connection.ops.quote_name, history._meta.db_table
    same = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    key = quote(model._meta.pk.column)
    columns = [quote(field.column) for field in history.tracked_fields if not field.primary_key]
    differs = " OR ".join(f"c.{column} {same} h.{column}" for column in columns) or "1 = 0"
    first = _first(
        f"SELECT MIN(h.history_id) FROM {quote(table)} h "  # noqa: S608  names from the models
        f"JOIN (SELECT MAX(history_id) AS newest FROM {quote(table)} GROUP BY {key}) n ON n.newest = h.history_id "
        f"LEFT JOIN {quote(model._meta.db_table)} c ON c.{key} = h.{key} "
        f"WHERE (h.history_type = '-') = (c.{key} IS NOT NULL) OR (h.history_type <> '-' AND ({differs}))"
    )
    if first is not None:
        seq = Entry.objects.filter(table=table, row=str(first)).values_list("seq", flat=True).first()
        yield seq, f"a row of {model._meta.db_table} is not as history row {first} left it"


def _untold(model, history) -> Found:
    quote, key = connection.ops.quote_name, connection.ops.quote_name(model._meta.pk.column)
    first = _first(
        f"SELECT MIN(c.{key}) FROM {quote(model._meta.db_table)} c WHERE NOT EXISTS "  # noqa: S608  names from the models
        f"(SELECT 1 FROM {quote(history._meta.db_table)} h WHERE h.{key} = c.{key})"
    )
    if first is not None:
        yield None, f"row {first} of {model._meta.db_table} has no history"


def _first(sql: str) -> int | None:
    """MIN and not LIMIT 1, as in `without_entry`."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
