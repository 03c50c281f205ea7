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


def without_entry(model: tables.Model, *, first: bool = False) -> list:
    """The keys of the rows of `model` that no entry names; of the first alone where that is enough."""
    quote = connection.ops.quote_name
    key = f"r.{quote(model._meta.pk.column)}"
    # MIN and not LIMIT 1: PostgreSQL would hope to meet such a row soon, and plan badly for there being none.
    wanted = f"MIN({key})" if first else key
    sql = (
        f"SELECT {wanted} FROM {quote(model._meta.db_table)} r "  # noqa: S608  names from the models
        f'LEFT JOIN audit_entry e ON e."table" = %s AND e."row" = CAST({key} AS text) WHERE e.seq IS NULL'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [model._meta.db_table])
        return [found for (found,) in cursor.fetchall() if found is not None]


def _waiting(model: tables.Model) -> list[tuple]:
    """(moment, table, key), sorted. A history row knows its moment; one that does not is of the present one."""
    keys = without_entry(model)
    moment, now = _moment(model), clock.now()
    dated = _dated(model, moment, keys) if moment else ((now, key) for key in keys)
    return sorted((chain.instant(at), model._meta.db_table, key) for at, key in dated)


def _moment(model: tables.Model) -> str | None:
    names = {field.name for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)}
    return next((name for name in ("history_date", "at") if name in names), None)


def _dated(model: tables.Model, moment: str, keys: list) -> Iterator[tuple]:
    for start in range(0, len(keys), AT_ONCE):
        portion = keys[start : start + AT_ONCE]
        yield from model._base_manager.filter(pk__in=portion).values_list(moment, "pk")


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
    moment = _moment(type(row))
    at = getattr(row, moment) if moment else None
    return Line(actor, verb, kind, ref, row._meta.db_table, str(row.pk), chain.content_of(row), at)


def _words(row: models.Model) -> tuple[str, str, str]:
    of = getattr(row, "instance_type", type(row))
    verb = VERBS[getattr(row, "history_type", "+")]
    return verb, of._meta.model_name, getattr(row, "ref", "")
