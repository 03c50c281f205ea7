"""What both schools' policies need besides: groups of categories, grounds, sanctions, and what ends a line."""

import simple_history.models
from django.db import migrations, models
from django.db.models import deletion

from audit.guards import Guard

CLASSES = [
    ("illegal", "May be a crime"),
    ("child_protection", "Child protection"),
    ("serious", "Serious"),
    ("security", "Computer or account security"),
    ("inappropriate", "Inappropriate"),
]
PARTS = [
    ("subject", "Person whose conduct is in question"),
    ("victim", "Person harmed or targeted"),
    ("witness", "Witness"),
    ("discoverer", "Person who found or told"),
    ("unsure", "Not sure yet"),
]
HOWS = [
    ("tick", "Done"),
    ("decision", "Decided, yes or no"),
    ("sanction", "A sanction was given"),
    ("parents", "Parents or carers were told"),
    ("meeting", "A meeting was held"),
    ("support", "Support was offered"),
    ("restorative", "A restorative talk was offered"),
    ("take_down", "Asked to be taken down"),
    ("reference", "Its reference elsewhere is known"),
    ("review", "Two people looked at the site"),
]
REASONS = [
    ("excuse", "A step is not needed"),
    ("parents", "Parents were not told"),
    ("reopen", "A record is opened again"),
    ("tier", "A sanction is not the usual one"),
]

GROUP = models.CharField(max_length=40, verbose_name="code of the group it stands in")
USED_FOR = models.CharField(choices=REASONS, max_length=8)
USUAL = models.ForeignKey(blank=True, null=True, on_delete=deletion.PROTECT, to="incidents.sanctionkind")
USUAL_THEN = models.ForeignKey(
    blank=True,
    db_constraint=False,
    null=True,
    on_delete=deletion.DO_NOTHING,
    related_name="+",
    to="incidents.sanctionkind",
)
OF_CATEGORIES = {
    "also": models.JSONField(blank=True, default=list, verbose_name="other words people type to find it"),
    "document": models.CharField(
        blank=True, max_length=40, verbose_name="code of the document it is dealt with under"
    ),
    "part": models.CharField(
        choices=PARTS, default="unsure", max_length=10, verbose_name="part of whoever the reporter names"
    ),
    "no_fault": models.BooleanField(default=False, verbose_name="nobody here is at fault"),
    "place_first": models.BooleanField(default=False, verbose_name="somebody says first how serious it is"),
    "if_deliberate": models.CharField(
        blank=True, choices=CLASSES, max_length=20, verbose_name="class if it was deliberate"
    ),
    "after_warning": models.CharField(blank=True, max_length=40, verbose_name="code of the category after a warning"),
}
OF_LINES = {
    "questions": models.JSONField(blank=True, default=list, verbose_name="codes of the questions it waits for"),
    "off_site": models.BooleanField(default=False, verbose_name="only for what happened off the site"),
    "after_advice": models.BooleanField(default=False, verbose_name="waits for the advice of police or LADO"),
    "excusable": models.BooleanField(default=True, verbose_name="may be marked as not needed"),
    "how": models.CharField(choices=HOWS, default="tick", max_length=11, verbose_name="what ends it"),
    "hours": models.PositiveSmallIntegerField(
        blank=True, null=True, verbose_name="due in so many hours, day and night"
    ),
}
OF_OUTCOMES = {"ground": models.BooleanField(default=False, verbose_name="it was allowed, so a ground is needed")}


def added(model: str, columns: dict[str, models.Field]) -> list:
    """Each column in the table and in its history."""
    return [
        migrations.AddField(table, name, column.clone())
        for name, column in columns.items()
        for table in (model, f"Historical{model}")
    ]


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_described_in_words")]
    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=80)),
            ],
            options={
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGroup",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=80)),
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
                "verbose_name": "historical group",
                "verbose_name_plural": "historical groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SanctionKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=120)),
                ("tier", models.PositiveSmallIntegerField(verbose_name="how heavy it is: 1 is the lightest")),
                ("staff", models.BooleanField(default=False, verbose_name="for adults of the school")),
                ("warning", models.BooleanField(default=False, verbose_name="counts as a warning")),
                ("task_role", models.CharField(blank=True, max_length=20)),
                ("take_words", models.CharField(blank=True, max_length=300, verbose_name="what that role takes away")),
                (
                    "give_back_words",
                    models.CharField(blank=True, max_length=300, verbose_name="what that role gives back"),
                ),
            ],
            options={
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSanctionKind",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=120)),
                ("tier", models.PositiveSmallIntegerField(verbose_name="how heavy it is: 1 is the lightest")),
                ("staff", models.BooleanField(default=False, verbose_name="for adults of the school")),
                ("warning", models.BooleanField(default=False, verbose_name="counts as a warning")),
                ("task_role", models.CharField(blank=True, max_length=20)),
                ("take_words", models.CharField(blank=True, max_length=300, verbose_name="what that role takes away")),
                (
                    "give_back_words",
                    models.CharField(blank=True, max_length=300, verbose_name="what that role gives back"),
                ),
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
                "verbose_name": "historical sanction kind",
                "verbose_name_plural": "historical sanction kinds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=120)),
                ("hint", models.CharField(blank=True, max_length=300)),
                ("categories", models.JSONField(verbose_name="codes of the categories it can be given for")),
            ],
            options={
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGround",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=120)),
                ("hint", models.CharField(blank=True, max_length=300)),
                ("categories", models.JSONField(verbose_name="codes of the categories it can be given for")),
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
                "verbose_name": "historical ground",
                "verbose_name_plural": "historical grounds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        *added("Category", OF_CATEGORIES),
        migrations.AddField("Category", "usual_sanction", USUAL),
        migrations.AddField("HistoricalCategory", "usual_sanction", USUAL_THEN),
        migrations.AlterField("Category", "group", GROUP.clone()),
        migrations.AlterField("HistoricalCategory", "group", GROUP.clone()),
        *added("StepTemplate", OF_LINES),
        *added("Outcome", OF_OUTCOMES),
        migrations.AlterField("Reason", "used_for", USED_FOR.clone()),
        migrations.AlterField("HistoricalReason", "used_for", USED_FOR.clone()),
        Guard("incidents_historicalcategory"),
        Guard("incidents_historicalground"),
        Guard("incidents_historicalgroup"),
        Guard("incidents_historicaloutcome"),
        Guard("incidents_historicalreason"),
        Guard("incidents_historicalsanctionkind"),
        Guard("incidents_historicalsteptemplate"),
    ]
