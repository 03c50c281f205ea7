"""System checks: the product says so when something that guards the log is missing."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from audit import shapes, tables, triggers


@register(Tags.models)
def history_is_on(app_configs, **kwargs):
    """Nothing switches the history off."""
    if getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return []
    return [Error("SIMPLE_HISTORY_ENABLED is off: changes would leave no history.", id="audit.E002")]


# With the database, though it asks none: `makemigrations` must be able to run before the guard is written.
@register(Tags.database)
def history_has_guards(app_configs, **kwargs):
    """No table of history, and none that is only added to, lacks its guard in the migrations."""
    return [
        Error(f"{table} has no guard.", hint=f'End its migration with Guard("{table}").', id="audit.E003")
        for table in sorted(set(tables.guarded()) - shapes.guarded_in_migrations())
    ]


@register(Tags.database)
def guards_are_in_place(app_configs, databases=None, **kwargs):
    """The triggers in the database are the ones in triggers.py, word for word."""
    if "default" not in (databases or []) or _migrations_wait():
        return []
    hint = (
        "Taken off, or a migration altered the table without ending in Guard. `manage.py audit guards` puts it back."
    )
    return [
        Error(f"The guard of {name} is missing or changed.", hint=hint, id="audit.E001") for name in missing_guards()
    ]


@register(Tags.database, deploy=True)
def product_owns_nothing(app_configs, databases=None, **kwargs):
    """In production the role that serves pages could not drop a guard if it tried (security.md F5)."""
    if "default" not in (databases or []) or connection.vendor != "postgresql" or settings.DEBUG:
        return []
    sql = (
        "SELECT rolsuper OR EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'audit_entry' "
        "AND pg_has_role(current_user, tableowner, 'MEMBER')) FROM pg_roles WHERE rolname = current_user"
    )
    if not _fetch(sql)[0][0]:
        return []
    hint = "Give DATABASE_URL a role of its own, migrate with DATABASE_OWNER_URL, then run `manage.py audit grants`."
    return [Error("The product connects as the owner of its tables.", hint=hint, id="audit.E004")]


@register(Tags.security, deploy=True)
def sqlite_has_no_second_role(app_configs, **kwargs):
    """SQLite serves trying it out and the smallest schools: whoever writes the file can take the guards off."""
    if connection.vendor != "sqlite" or settings.DEBUG:
        return []
    hint = "For more than a very small school set DATABASE_URL to PostgreSQL: docs/deploy.md."
    return [Warning("This is SQLite, where no second role guards the log.", hint=hint, id="audit.W005")]


def missing_guards() -> list[str]:
    """The tables whose triggers are gone or are not the ones in triggers.py; a few milliseconds, for a health page."""
    return _differing_sqlite() if connection.vendor == "sqlite" else _differing_postgres()


def _migrations_wait() -> bool:
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _differing_sqlite() -> list[str]:
    there = {
        name: " ".join(sql.split())
        for name, sql in _fetch("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    }
    return [
        table
        for table, model in sorted(tables.guarded().items())
        if any(
            there.get(name) != " ".join(sql.split()) for name, sql in triggers.sqlite(triggers.shape(model)).items()
        )
    ]


def _differing_postgres() -> list[str]:
    there = {name: rest for name, *rest in _fetch(INSTALLED)}
    body = [source for (source,) in _fetch("SELECT prosrc FROM pg_proc WHERE proname = 'audit_guard'")]
    tables_differing = [
        table for table, model in sorted(tables.guarded().items()) if not _is_installed(triggers.shape(model), there)
    ]
    return tables_differing if body == [triggers.BODY] else ["every table: the function behind it", *tables_differing]


INSTALLED = """
    SELECT t.tgname, t.tgtype, t.tgenabled::text, p.proname, encode(t.tgargs, 'escape')
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)
"""


def _is_installed(form: triggers.Shape, there: dict) -> bool:
    told = "".join(f"{column}\\000" for column in triggers.arguments_of(form))
    return there.get(f"{form.table}_no_change") == [triggers.ROW, "A", triggers.FUNCTION, told] and there.get(
        f"{form.table}_no_truncate"
    ) == [triggers.STATEMENT, "A", triggers.FUNCTION, ""]


def _fetch(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
