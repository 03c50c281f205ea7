"""Words of statements kept ready for search on PostgreSQL: worked out again for each row, a common word took seconds."""

from django.db import migrations, models

COLUMN = """
ALTER TABLE incidents_statement ADD COLUMN words tsvector
GENERATED ALWAYS AS (to_tsvector('english'::regconfig, text)) STORED
"""
BY_COLUMN = "CREATE INDEX statement_words_kept ON incidents_statement USING gin (words)"
BY_TEXT = "CREATE INDEX statement_words ON incidents_statement USING gin (to_tsvector('english'::regconfig, text))"


def on_postgresql(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_what_a_step_asks")]
    operations = [
        migrations.AddIndex("Incident", models.Index(fields=["-reported_at"], name="incidents_i_reporte_b3cd8c_idx")),
        migrations.RunPython(
            on_postgresql(COLUMN, BY_COLUMN, "DROP INDEX statement_words"),
            on_postgresql(BY_TEXT, "ALTER TABLE incidents_statement DROP COLUMN words"),
        ),
    ]
