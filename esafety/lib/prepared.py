"""A query every page asks, put into SQL once: Django needs longer to write it than PostgreSQL to answer it."""

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from itertools import chain

from django.db import connection

STAND_IN = -(2**62)  # and those after it stand in the SQL where each asking puts keys of its own


def prepared(build: Callable) -> Callable[..., list]:
    """The queryset that `build` makes of keys, as a function of those keys; it answers with a new list each time.

        of_a_record = prepared(lambda key: Statement.objects.filter(incident=key))
        of_several = prepared(lambda *keys: Statement.objects.filter(incident__in=keys))

    Nothing else of the query may change from asking to asking: no moment, and nothing of whoever asks but their key.
    """

    @lru_cache(64)
    def made(database: str, keys: int) -> tuple:
        """As written for so many keys; tests have two kinds of database."""
        rows = build(*range(STAND_IN, STAND_IN + keys))
        compiler = rows.query.get_compiler(connection=connection)
        return rows, compiler, *compiler.as_sql()

    def ask(*keys: int | str) -> list:
        rows, compiler, sql, places = made(connection.vendor, len(keys))
        put = {name: key for at, key in enumerate(keys, STAND_IN) for name in (at, str(at))}
        filled = tuple(put.get(place, place) if isinstance(place, int | str) else place for place in places)
        now, rows = copy(compiler), rows.all()
        now.connection, now.as_sql = connection, lambda: (sql, filled)
        rows.query.get_compiler = lambda *args, **kwargs: now
        return list(rows)

    return ask


def insert(model: type, rows: list[dict]) -> None:
    """Insert rows given as values by column, all of them but what the database makes; no object is made of any."""
    fields = _columns(model)
    most = connection.ops.bulk_batch_size(fields, rows) or 1
    ready = [[field.get_db_prep_save(row[field.attname], connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        for at in range(0, len(ready), most):
            some = ready[at : at + most]
            cursor.execute(_insert_sql(model, len(some)), list(chain.from_iterable(some)))


def _columns(model: type) -> list:
    return [field for field in model._meta.concrete_fields if not field.generated]


@lru_cache(64)
def _insert_sql(model: type, rows: int) -> str:
    names = [f'"{field.column}"' for field in _columns(model)]
    row = f"({', '.join(['%s'] * len(names))})"
    into, values = f'"{model._meta.db_table}" ({", ".join(names)})', ", ".join([row] * rows)
    return f"INSERT INTO {into} VALUES {values}"  # noqa: S608 (the names are our models' own)
