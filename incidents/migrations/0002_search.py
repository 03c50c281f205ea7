"""Words of statements found through an index on PostgreSQL; the smallest schools, on SQLite, read the rows."""

from django.db import migrations

CREATE = "CREATE INDEX statement_words ON incidents_statement USING gin (to_tsvector('english'::regconfig, text))"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX statement_words")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
