"""A query every page asks, put into SQL once: Django needs longer to write it than PostgreSQL to answer it."""

from collections.abc import Callable
from copy import copy

from django.db import connection

KEY = -(2**62)  # stands in the SQL where each asking puts a key of its own


def prepared(build: Callable) -> Callable[[int], list]:
    """The queryset that `build` makes of a key, as a function of that key; it answers with a new list each time.

        of_a_record = prepared(lambda key: Statement.objects.filter(incident=key))

    Nothing else of the query may change from asking to asking: no moment, and nothing of whoever asks but their key.
    """
    made = {}  # by kind of database: tests ask two

    def ask(key: int) -> list:
        if connection.vendor not in made:
            made[connection.vendor] = _made(build(KEY))
        rows, compiler, sql, places = made[connection.vendor]
        now, rows = copy(compiler), rows.all()
        now.connection = connection
        now.as_sql = lambda: (sql, tuple(key if place == KEY else place for place in places))
        rows.query.get_compiler = lambda *args, **kwargs: now
        return list(rows)

    return ask


def _made(rows) -> tuple:
    compiler = rows.query.get_compiler(connection=connection)
    return rows, compiler, *compiler.as_sql()
