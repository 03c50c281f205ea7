"""A query every page asks, put into SQL once: Django needs longer to write it than PostgreSQL to answer it."""

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import chain

from django.core.exceptions import EmptyResultSet
from django.db import connection

Key = int | str | date  # a moment is a date too
STAND_IN = -(2**62)  # and those after it stand in the SQL where each asking puts keys of its own
BEGAN = datetime(1, 1, 2, tzinfo=UTC)  # and the moments and days after it


def prepared(build: Callable) -> Callable[..., list]:
    """The queryset that `build` makes of keys, as a function of those keys; it answers with a new list each time.

        of_a_record = prepared(lambda key: Statement.objects.filter(incident=key))
        of_several = prepared(lambda *keys: Statement.objects.filter(incident__in=keys))

    A key is a number, a reference, a day or a moment. Nothing else of the query may change from asking to asking:
    neither the time it is nor anything of whoever asks but their key.
    """

    @lru_cache(64)
    def made(database: str, kinds: tuple[type, ...]) -> tuple | None:
        """As written for keys of these kinds, or None where nothing answers; tests have two kinds of database."""
        rows = build(*map(_stand_in, kinds, range(len(kinds))))
        compiler = rows.query.get_compiler(connection=connection)
        try:
            return rows, _converting_once(compiler), *compiler.as_sql()
        except EmptyResultSet:
            return None

    def ask(*keys: Key) -> list:
        kinds = tuple(map(type, keys))
        if not (found := made(connection.vendor, kinds)):
            return []
        rows, compiler, sql, places = found
        put = {name: word for at, key in enumerate(keys) for name, word in _written(_stand_in(kinds[at], at), key)}
        filled = tuple(put.get(place, place) if isinstance(place, Key) else place for place in places)
        now, rows = copy(compiler), rows.all()
        now.connection, now.as_sql = connection, lambda: (sql, filled)
        rows.query.get_compiler = lambda *args, **kwargs: now
        return list(rows)

    return ask


@cache
def _stand_in(kind: type, at: int) -> Key:
    if kind is datetime:
        return BEGAN + timedelta(microseconds=at)
    return (BEGAN + timedelta(days=at)).date() if kind is date else STAND_IN + at


def _written(stand_in: Key, key: Key) -> list[tuple[Key, Key]]:
    """What stands in for a key, and the key, each way the SQL may have them."""
    if isinstance(key, datetime):
        return [(connection.ops.adapt_datetimefield_value(stand_in), connection.ops.adapt_datetimefield_value(key))]
    if isinstance(key, date):
        return [(connection.ops.adapt_datefield_value(stand_in), connection.ops.adapt_datefield_value(key))]
    return [(stand_in, key), (str(stand_in), key)]


def _converting_once(compiler):
    """How its columns become values is the same at each asking, and a twentieth of a page to find out."""
    find, known = compiler.get_converters, []
    compiler.get_converters = lambda columns: (known or known.append(find(columns)) or known)[0]
    return compiler


def insert(model: type, rows: list[dict]) -> None:
    """Insert rows given as values by column, all of them but what the database makes; no object is made of any."""
    fields = _columns(model)
    _put(model, fields, [[field.get_db_prep_save(row[field.attname], connection) for field in fields] for row in rows])


def insert_new(model: type, objs: list) -> list:
    """Insert objects that have no key yet, as `bulk_create` does; afterwards they know their keys."""
    fields = [field for field in _columns(model) if not field.primary_key]
    for obj in objs:
        obj._prepare_related_fields_for_save("insert_new")  # what it points to may be younger than it
    rows = [[field.get_db_prep_save(field.pre_save(obj, True), connection) for field in fields] for obj in objs]
    for obj, (key,) in zip(objs, _put(model, fields, rows, returning=True), strict=True):
        obj.pk, obj._state.adding, obj._state.db = key, False, connection.alias
    return objs


def _put(model: type, fields: list, rows: list[list], *, returning: bool = False) -> list[tuple]:
    most, keys = connection.ops.bulk_batch_size(fields, rows) or 1, []
    with connection.cursor() as cursor:
        for at in range(0, len(rows), most):
            some = rows[at : at + most]
            cursor.execute(_insert_sql(model, tuple(fields), len(some), returning), list(chain.from_iterable(some)))
            keys += cursor.fetchall() if returning else []
    return keys


def _columns(model: type) -> list:
    return [field for field in model._meta.concrete_fields if not field.generated]


@lru_cache(64)
def _insert_sql(model: type, fields: tuple, rows: int, returning: bool) -> str:
    names = [f'"{field.column}"' for field in fields]
    row = f"({', '.join(['%s'] * len(names))})"
    into, values = f'"{model._meta.db_table}" ({", ".join(names)})', ", ".join([row] * rows)
    keys = f' RETURNING "{model._meta.pk.column}"' if returning else ""
    return f"INSERT INTO {into} VALUES {values}{keys}"  # noqa: S608 (the names are our models' own)
