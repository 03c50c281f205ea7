"""The triggers that refuse to change what was written, as text for either engine (security.md 3.3, F5).

Databases hold this text word for word and a check compares: change it only with a migration that runs `GuardFunction`
and every `Guard` again.
"""

from dataclasses import dataclass

from django.db import models

TOMBSTONE = "[erased]"
SALTS = "audit_salt"
ORDERED = 'SELECT 1 FROM audit_erasureorder o WHERE o."table" = {table} AND o."row" = {row}'
SALT_ORDERED = (
    'SELECT 1 FROM audit_erasureorder o JOIN audit_entry e ON e."table" = o."table" AND e."row" = o."row" '
    "WHERE e.seq = OLD.seq"
)


@dataclass(frozen=True)
class Shape:
    """A guarded table: its key, the columns nothing may change, and those an erasure may blank."""

    table: str
    key: str
    kept: tuple[str, ...]
    erasable: tuple[str, ...]


def shape(model: type[models.Model]) -> Shape:
    """Keys, references and history columns are kept; anything else may hold what a person wrote or is."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: field.column)
    kept = tuple(field.column for field in fields if _is_kept(field))
    erasable = tuple(field.column for field in fields if not _is_kept(field))
    return Shape(model._meta.db_table, model._meta.pk.column, kept, erasable)


def _is_kept(field: models.Field) -> bool:
    if field.model._meta.db_table in ("audit_entry", SALTS, "audit_checkpoint", "audit_erasureorder"):
        return True
    history = field.name.startswith("history_") and field.name != "history_change_reason"
    return history or field.primary_key or field.is_relation or field.column in ("id", "ref")


# --- SQLite -------------------------------------------------------------------------------------------------


def _blanked(column: str) -> str:
    same = f'NEW."{column}" IS OLD."{column}"'
    return f"""({same} OR NEW."{column}" IS NULL OR NEW."{column}" IN ('{TOMBSTONE}', '"{TOMBSTONE}"'))"""


def sqlite(form: Shape) -> dict[str, str]:
    """Name and text of each trigger."""
    table, refuse = form.table, f"BEGIN SELECT RAISE(ABORT, '{form.table} is append-only'); END"
    ordered = ORDERED.format(table=f"'{table}'", row=f'CAST(OLD."{form.key}" AS TEXT)')
    unchanged = [f'NEW."{column}" IS OLD."{column}"' for column in form.kept]
    erasing = " AND ".join([f"EXISTS ({ordered})", *unchanged, *map(_blanked, form.erasable)])
    delete = f" WHEN NOT EXISTS ({SALT_ORDERED})" if table == SALTS else ""
    there = f'SELECT 1 FROM "{table}" WHERE "{form.key}" = NEW."{form.key}"'  # noqa: S608  names from the models
    return {
        f"{table}_no_update": f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" '
        f"WHEN NOT ({erasing}) {refuse}",
        f"{table}_no_delete": f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}"{delete} {refuse}',
        # INSERT OR REPLACE would delete the old row without asking the trigger above.
        f"{table}_no_replace": f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" '
        f"WHEN EXISTS ({there}) {refuse}",
    }


# --- PostgreSQL ---------------------------------------------------------------------------------------------
# restrict_violation makes Django raise IntegrityError, as SQLite's ABORT does.

FUNCTION = "audit_guard"
BODY = f"""
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = '{SALTS}' THEN
        IF EXISTS ({SALT_ORDERED}) THEN RETURN OLD; END IF;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF EXISTS ({ORDERED.format(table="TG_TABLE_NAME", row="to_jsonb(OLD) ->> TG_ARGV[0]")})
        AND NOT EXISTS (
            SELECT 1 FROM jsonb_each(to_jsonb(NEW)) n
            WHERE n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key
            AND (n.key = ANY (TG_ARGV[0:]) OR n.value NOT IN ('null'::jsonb, '"{TOMBSTONE}"'::jsonb))
        ) THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
"""  # noqa: S608  nothing here comes from outside
CREATE_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql "
    f"SET search_path FROM CURRENT AS $guard${BODY}$guard$"
)
DROP_FUNCTION = f"DROP FUNCTION IF EXISTS {FUNCTION}()"
ROW, STATEMENT = 27, 34  # pg_trigger.tgtype: BEFORE UPDATE OR DELETE, each row; BEFORE TRUNCATE, each statement


def postgres(form: Shape) -> dict[str, str]:
    """Name and text of each trigger; ALWAYS, so that a session acting as replica is refused too."""
    table = form.table
    arguments = ", ".join(f"'{column}'" for column in arguments_of(form))
    return {
        f"{table}_no_change": f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}({arguments})",
        f"{table}_no_truncate": f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    }


def arguments_of(form: Shape) -> list[str]:
    """What the row trigger is told: the key first, then whatever else is kept."""
    return [form.key, *(column for column in form.kept if column != form.key)]
