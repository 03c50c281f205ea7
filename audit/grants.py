"""What the running product may do in PostgreSQL: nothing that could rewrite what was written."""

from django.db import connection, transaction

from audit import tables

READ_AND_ADD, EVERYTHING = "SELECT, INSERT", "SELECT, INSERT, UPDATE, DELETE"


def grant(role: str) -> tuple[int, int]:
    """Give the role its rights on every table, as the owner of the tables; run again after every migration.

    Returns how many tables are ordinary and how many guarded. Raises ValueError off PostgreSQL and for a role that
    may do anything anyway.
    """
    refuse_powerful(role)
    guarded = set(tables.guarded())
    with transaction.atomic(), connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        for sql in _schema(role) + [sql for name in names for sql in _table(role, name, name in guarded)]:
            cursor.execute(sql)
    return len(set(names) - guarded), len(guarded & set(names))


def refuse_powerful(role: str) -> None:
    """Raise ValueError where a grant would mean nothing."""
    if connection.vendor != "postgresql":
        raise ValueError("Grants are for PostgreSQL. SQLite keeps no roles: its triggers alone guard the log.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
    if not found:
        raise ValueError("The role in DATABASE_URL does not exist yet. Create it first: see docs/deploy.md.")
    if any(found):
        raise ValueError("The role in DATABASE_URL is a superuser or the owner. Give the product a role of its own.")


def _schema(role: str) -> list[str]:
    name = connection.ops.quote_name(role)
    return [
        f"REVOKE CREATE ON SCHEMA public FROM {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
    ]


def _table(role: str, table: str, guarded: bool) -> list[str]:
    name, to = connection.ops.quote_name(table), connection.ops.quote_name(role)
    rights = READ_AND_ADD if guarded else EVERYTHING
    return [f"REVOKE ALL ON {name} FROM {to}", f"GRANT {rights} ON {name} TO {to}"]
