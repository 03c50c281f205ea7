"""The migration operations that make the database itself refuse to rewrite history."""

from django.db.migrations.operations.base import Operation

from audit import triggers


def install(schema_editor, model) -> None:
    """Put the triggers on the model's table; those already there are replaced."""
    remove(schema_editor, model._meta.db_table)
    form = triggers.shape(model)
    if schema_editor.connection.vendor == "sqlite":
        for text in triggers.sqlite(form).values():
            schema_editor.execute(text, params=None)
        return
    for name, text in triggers.postgres(form).items():
        schema_editor.execute(text, params=None)
        schema_editor.execute(f'ALTER TABLE "{form.table}" ENABLE ALWAYS TRIGGER "{name}"', params=None)


def remove(schema_editor, table: str) -> None:
    """Take the triggers off again: for a migration going back, and for tests that empty tables."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("no_update", "no_delete", "no_replace"):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_{name}"', params=None)
        return
    for name in ("no_change", "no_truncate"):
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_{name}" ON "{table}"', params=None)


class Guard(Operation):
    """Refuse UPDATE, DELETE, TRUNCATE and REPLACE on a history or append-only table.

    The last operation of the migration that creates the table, and of every later one that alters it:
    SQLite remakes a table to alter it, and its triggers go with the old one. A system check says when one is missing.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str):
        self.table = table

    def deconstruct(self):
        return (self.__class__.__name__, [self.table], {})

    def state_forwards(self, app_label, state):
        """Triggers are no part of the models."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        install(schema_editor, self._model(to_state))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        remove(schema_editor, self.table)

    def describe(self):
        return f"Refuse changes to {self.table}"

    def _model(self, state):
        models = state.apps.get_models(include_auto_created=True)
        return next(model for model in models if model._meta.db_table == self.table)


class GuardFunction(Operation):
    """The function behind the triggers on PostgreSQL; nothing on SQLite."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label, state):
        """A function is no part of the models."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(triggers.CREATE_FUNCTION, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(triggers.DROP_FUNCTION, params=None)

    def describe(self):
        return "Create the function behind the guards"
