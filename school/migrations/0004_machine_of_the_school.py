"""Which machine serves this school, so that a restored copy can be told from it."""

import simple_history.models
from django.db import migrations, models

import esafety.lib.clock
from audit.guards import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("school", "0003_when_a_draft_was_begun"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalInstallation",
            fields=[
                ("id", models.PositiveSmallIntegerField(db_index=True, default=1)),
                ("mark", models.CharField(max_length=64)),
                ("since", models.DateTimeField(default=esafety.lib.clock.now)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
            ],
            options={
                "verbose_name": "historical installation",
                "verbose_name_plural": "historical installations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=64)),
                ("since", models.DateTimeField(default=esafety.lib.clock.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_machine_serves_the_school")
                ],
            },
        ),
        Guard("school_historicalinstallation"),
    ]
