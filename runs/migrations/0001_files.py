import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import esafety.lib.clock
import esafety.lib.refs
from audit.guards import Guard


class Migration(migrations.Migration):
    """Files that were asked for, and the facts of those made, which nothing may change."""

    initial = True

    dependencies = [
        ("audit", "0001_chain"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=esafety.lib.refs.new_ref,
                        editable=False,
                        max_length=9,
                        unique=True,
                        verbose_name="own reference, for addresses",
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=40, verbose_name="reference of what it is about")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="asked for once only")),
                ("asked", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("making", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Not made"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField(default=esafety.lib.clock.now, verbose_name="in this state since")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_owner", models.CharField(blank=True, max_length=60)),
                ("lease_until", models.DateTimeField(null=True)),
                ("started", models.DateTimeField(null=True)),
                ("finished", models.DateTimeField(null=True)),
                ("snapshot", models.JSONField(null=True)),
                ("frozen", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it was not made")),
                ("damaged", models.DateTimeField(null=True, verbose_name="found to be no longer what was made")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("pages", models.PositiveIntegerField()),
                ("made", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="file", to="runs.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sign",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_sign_of_life")],
            },
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["state", "since"], name="runs_run_state_f3f642_idx"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["kind", "ref"], name="runs_run_kind_17f890_idx"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["asked_by", "-asked"], name="runs_run_asked_b_80ddfc_idx"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "making", "ready", "failed"])), name="a_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "making"),
                        ("lease_until__isnull", False),
                        models.Q(("lease_owner", ""), _negated=True),
                    ),
                    models.Q(models.Q(("state", "making"), _negated=True), ("lease_until", None), ("lease_owner", "")),
                    _connector="OR",
                ),
                name="only_a_file_being_made_has_a_lease",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("snapshot__isnull", True),
                    models.Q(("frozen__isnull", False), ("state__in", ["waiting", "making"])),
                    _connector="OR",
                ),
                name="a_snapshot_goes_when_the_file_is_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_was_not_made_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished__isnull", False), ("state__in", ["ready", "failed"])),
                    models.Q(("finished", None), ("state__in", ["waiting", "making"])),
                    _connector="OR",
                ),
                name="what_is_done_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.CheckConstraint(
                condition=models.Q(("pages__gt", 0), ("size__gt", 0)), name="a_file_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length("sha256"), 64),
                name="a_file_has_its_checksum",
            ),
        ),
        Guard("runs_file"),
    ]
