"""Entries for rows that were inserted in bulk without a ledger: the demo's, and nobody else's."""

import heapq
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection, models, transaction

from audit import chain, tables
from audit.ledger import SYSTEM, Line, append
from esafety.lib import clock

VERBS = {"+": "create", "~": "change", "-": "delete"}
AT_ONCE = 2000
Words = Callable[[models.Model], tuple[str, str, str]]  # a row -> verb, kind, ref


def seal_pending(words: Words | None = None) -> int:
    """Append an entry for every history and append-only row that has none, oldest first. Returns how many.

    Each entry takes the moment and the actor of its history row. `words` says verb, kind and reference of a row
    better than the table's name can.
    """
    with transaction.atomic():
        waiting, sealed = heapq.merge(*[_waiting(model) for model in tables.committed().values()]), 0
        while portion := list(islice(waiting, AT_ONCE)):
            append(_lines(portion, words or _words))
            sealed += len(portion)
    return sealed


def without_entry(model: tables.Model, *columns: str, limit: int | None = None) -> list[tuple]:
    """These columns of every row of `model` that no entry names."""
    quote = connection.ops.quote_name
    table, key = model._meta.db_table, quote(model._meta.pk.column)
    wanted = ", ".join(f"r.{quote(column)}" for column in columns)
    sql = (
        f"SELECT {wanted} FROM {quote(table)} r LEFT JOIN audit_entry e "
        f'ON e."table" = %s AND e."row" = CAST(r.{key} AS text) WHERE e.seq IS NULL ORDER BY r.{key}'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql + (f" LIMIT {limit:d}" if limit else ""), [table])
        return cursor.fetchall()


def _waiting(model: tables.Model) -> list[tuple]:
    """(moment, table, key), sorted. A history row knows its moment; others follow at the present one."""
    key, table = model._meta.pk.column, model._meta.db_table
    if not hasattr(model, "history_date"):
        now = chain.instant(clock.now())
        return [(now, table, pk) for (pk,) in without_entry(model, key)]
    keys = [pk for (pk,) in without_entry(model, key)]
    return sorted((chain.instant(at), table, pk) for at, pk in _dated(model, keys))


def _dated(model: tables.Model, keys: list) -> Iterator[tuple]:
    for start in range(0, len(keys), AT_ONCE):
        portion = keys[start : start + AT_ONCE]
        yield from model._base_manager.filter(pk__in=portion).values_list("history_date", "pk")


def _lines(portion: list[tuple], words: Words) -> list[Line]:
    found = {}
    for table in {table for _, table, _ in portion}:
        model = tables.committed()[table]
        keys = [pk for _, name, pk in portion if name == table]
        found |= {(table, row.pk): row for row in model._base_manager.filter(pk__in=keys)}
    return [_line(found[table, pk], words) for _, table, pk in portion]


def _line(row: models.Model, words: Words) -> Line:
    verb, kind, ref = words(row)
    actor = getattr(row, "history_user_id", SYSTEM)
    at = getattr(row, "history_date", None)
    return Line(actor, verb, kind, ref, row._meta.db_table, str(row.pk), chain.content_of(row), at)


def _words(row: models.Model) -> tuple[str, str, str]:
    of = getattr(row, "instance_type", type(row))
    verb = VERBS[getattr(row, "history_type", "+")]
    return verb, of._meta.model_name, getattr(row, "ref", "")
