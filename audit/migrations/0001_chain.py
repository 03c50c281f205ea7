from django.db import migrations, models

import esafety.lib.clock
from audit.guards import Guard, GuardFunction


class Migration(migrations.Migration):
    """The chain and its guards. From here on the database refuses to rewrite what was written."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField()),
                ("head", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("prev_sig", models.CharField(blank=True, max_length=128, unique=True)),
                ("signature", models.CharField(max_length=128)),
                ("key", models.CharField(max_length=64, verbose_name="fingerprint of the key")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Salt",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=40)),
                ("verb", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("ref", models.CharField(blank=True, max_length=40)),
                ("table", models.CharField(max_length=100, null=True)),
                ("row", models.CharField(max_length=40, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("prev", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": ["seq"],
                "indexes": [
                    models.Index(fields=["kind", "ref", "seq"], name="entry_by_record"),
                    models.Index(fields=["at"], name="entry_by_time"),
                ],
                "constraints": [models.UniqueConstraint(fields=("table", "row"), name="one_entry_a_row")],
            },
        ),
        migrations.CreateModel(
            name="ErasureOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=100)),
                ("row", models.CharField(max_length=40)),
                ("approved_by", models.CharField(max_length=40)),
                ("also_approved_by", models.CharField(max_length=40)),
                ("at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("basis", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("table", "row"), name="one_erasure_a_row"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", models.F("also_approved_by")), _negated=True),
                            models.Q(("approved_by", ""), _negated=True),
                            models.Q(("also_approved_by", ""), _negated=True),
                        ),
                        name="erasure_takes_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.BigIntegerField(default=0)),
                (
                    "hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_head")],
            },
        ),
        GuardFunction(),
        Guard("audit_entry"),
        Guard("audit_salt"),
        Guard("audit_checkpoint"),
        Guard("audit_erasureorder"),
    ]
