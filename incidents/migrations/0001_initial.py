import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import esafety.lib.clock
import esafety.lib.refs
from audit.guards import Guard


class Migration(migrations.Migration):
    """The record of a matter and the profile's rows that decide about it. History and words are guarded."""

    initial = True

    dependencies = [
        ("audit", "0001_chain"),
        ("school", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("title", models.CharField(max_length=120)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("content", "Something seen or searched for"),
                            ("contact", "Somebody made contact"),
                            ("conduct", "Something somebody did or sent"),
                            ("commerce", "Money, scams or gambling"),
                            ("adult", "An adult who works here"),
                            ("security", "Computers, accounts or data"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("guidance", models.CharField(blank=True, max_length=300)),
                (
                    "cls",
                    models.CharField(
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                ("staff", models.BooleanField(default=False, verbose_name="concerns an adult of the school")),
                ("wakes", models.BooleanField(default=False, verbose_name="wakes people")),
                ("no_story", models.BooleanField(default=False, verbose_name="small fields instead of a story")),
                ("in_hand", models.CharField(blank=True, max_length=300, verbose_name="the phone in your hand")),
                ("tell", models.JSONField(blank=True, default=list, verbose_name="roles told at once")),
                ("clause", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalOutcome",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=120)),
                ("breach", models.BooleanField(default=True, verbose_name="a rule was broken")),
                ("staff", models.BooleanField(default=False, verbose_name="for matters about an adult of the school")),
                ("classes", models.JSONField(blank=True, default=list)),
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
                "verbose_name": "historical outcome",
                "verbose_name_plural": "historical outcomes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=200)),
                ("hint", models.CharField(blank=True, max_length=300)),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("first", "Before any text box"),
                            ("category", "Of the reporter, with the category"),
                            ("deciding", "Of whoever decides what happens"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "raises_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("staff", models.BooleanField(default=False, verbose_name="concerns an adult of the school")),
                ("wakes", models.BooleanField(default=False, verbose_name="wakes people")),
                ("no_story", models.BooleanField(default=False, verbose_name="small fields instead of a story")),
                ("stop_notice", models.BooleanField(default=False, verbose_name="shows what not to do")),
                (
                    "means",
                    models.CharField(
                        choices=[("yes", "yes"), ("none", "none"), ("unsure", "not sure")], default="yes", max_length=8
                    ),
                ),
                (
                    "categories",
                    models.JSONField(blank=True, default=list, verbose_name="codes of the categories it is asked for"),
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
                "verbose_name": "historical question",
                "verbose_name_plural": "historical questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReason",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "used_for",
                    models.CharField(
                        choices=[
                            ("excuse", "A step is not needed"),
                            ("parents", "Parents were not told"),
                            ("reopen", "A record is opened again"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(max_length=120)),
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
                "verbose_name": "historical reason",
                "verbose_name_plural": "historical reasons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=120)),
                ("breach", models.BooleanField(default=True, verbose_name="a rule was broken")),
                ("staff", models.BooleanField(default=False, verbose_name="for matters about an adult of the school")),
                ("classes", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=200)),
                ("hint", models.CharField(blank=True, max_length=300)),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("first", "Before any text box"),
                            ("category", "Of the reporter, with the category"),
                            ("deciding", "Of whoever decides what happens"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "raises_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("staff", models.BooleanField(default=False, verbose_name="concerns an adult of the school")),
                ("wakes", models.BooleanField(default=False, verbose_name="wakes people")),
                ("no_story", models.BooleanField(default=False, verbose_name="small fields instead of a story")),
                ("stop_notice", models.BooleanField(default=False, verbose_name="shows what not to do")),
                (
                    "means",
                    models.CharField(
                        choices=[("yes", "yes"), ("none", "none"), ("unsure", "not sure")], default="yes", max_length=8
                    ),
                ),
                (
                    "categories",
                    models.JSONField(blank=True, default=list, verbose_name="codes of the categories it is asked for"),
                ),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "used_for",
                    models.CharField(
                        choices=[
                            ("excuse", "A step is not needed"),
                            ("parents", "Parents were not told"),
                            ("reopen", "A record is opened again"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalStepTemplate",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=200)),
                ("hint", models.CharField(blank=True, max_length=300)),
                (
                    "when",
                    models.CharField(
                        choices=[("now", "Now"), ("next", "Next working day")], default="now", max_length=4
                    ),
                ),
                ("classes", models.JSONField(blank=True, default=list)),
                ("categories", models.JSONField(blank=True, default=list)),
                (
                    "staff",
                    models.BooleanField(default=False, verbose_name="for every matter about an adult of the school"),
                ),
                (
                    "not_for",
                    models.JSONField(
                        blank=True, default=list, verbose_name="codes of the categories it is left out for"
                    ),
                ),
                (
                    "not_staff",
                    models.BooleanField(
                        default=False, verbose_name="left out for matters about an adult of the school"
                    ),
                ),
                ("required", models.BooleanField(default=True, verbose_name="done or excused before closing")),
                ("task_role", models.CharField(blank=True, max_length=20)),
                ("task_words", models.CharField(blank=True, max_length=300)),
                (
                    "document",
                    models.CharField(blank=True, max_length=40, verbose_name="code of the document it points to"),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical step template",
                "verbose_name_plural": "historical step templates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "cls",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                ("acknowledge", models.PositiveSmallIntegerField()),
                (
                    "acknowledge_unit",
                    models.CharField(
                        choices=[
                            ("minutes", "minutes, day and night"),
                            ("hours", "school hours"),
                            ("days", "school days"),
                        ],
                        max_length=8,
                    ),
                ),
                ("finish", models.PositiveSmallIntegerField()),
                (
                    "finish_unit",
                    models.CharField(
                        choices=[
                            ("minutes", "minutes, day and night"),
                            ("hours", "school hours"),
                            ("days", "school days"),
                        ],
                        max_length=8,
                    ),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.category",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical target",
                "verbose_name_plural": "historical targets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=esafety.lib.refs.new_ref, editable=False, max_length=9, unique=True)),
                ("submission_key", models.UUIDField(editable=False)),
                ("reported_at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("happened_at", models.DateTimeField()),
                ("told_by", models.CharField(blank=True, max_length=120, verbose_name="who told the reporter")),
                (
                    "reach_me",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number to reach the reporter today or tonight"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="where it happened")),
                ("device", models.CharField(blank=True, max_length=120, verbose_name="device")),
                ("addresses", models.TextField(blank=True, verbose_name="web addresses, as text")),
                (
                    "cls",
                    models.CharField(
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                (
                    "overlay",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No adult of the school"),
                            ("A", "A member of staff"),
                            ("AH", "The headteacher"),
                            ("AD", "The safeguarding lead, a deputy or the co-ordinator"),
                            ("AN", "The network manager or an administrator"),
                            ("AU", "An adult whose office is not known"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("N", "Behaviour"),
                            ("T", "Security"),
                            ("S", "Child protection"),
                            ("I", "May be a crime"),
                            ("A", "Concern about an adult here"),
                            ("AH", "Concern about the headteacher"),
                            ("AD", "Concern about a lead"),
                            ("AN", "Concern about a network manager"),
                            ("AU", "Concern about an adult not named"),
                        ],
                        max_length=2,
                    ),
                ),
                ("wakes", models.BooleanField(default=False)),
                ("no_story", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "New"),
                            ("acknowledged", "Somebody has it"),
                            ("investigating", "Being looked into"),
                            ("referred", "Passed on"),
                            ("resolved", "Action finished"),
                            ("closed", "Closed"),
                            ("duplicate", "Joined to another"),
                        ],
                        default="reported",
                        max_length=14,
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome_note", models.TextField(blank=True)),
                (
                    "parents_told",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No"), ("later", "Not yet")], max_length=8
                    ),
                ),
                ("parents_reason", models.CharField(blank=True, max_length=300)),
                (
                    "external_ref",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="reference in the safeguarding or behaviour system"
                    ),
                ),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("due_at", models.DateTimeField(null=True)),
                ("urgency", models.PositiveSmallIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="incidents.incident",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_incidents",
                        to="school.person",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="incidents.outcome"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalReferral",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("rang_at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("spoke_to", models.CharField(blank=True, max_length=120)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("advice", models.TextField(blank=True)),
                ("chase_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.agency",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical referral",
                "verbose_name_plural": "historical referrals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProposal",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "to_class",
                    models.CharField(
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("agreed", models.BooleanField(null=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical proposal",
                "verbose_name_plural": "historical proposals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInvolved",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("description", models.CharField(blank=True, max_length=200)),
                ("year_group", models.CharField(blank=True, max_length=10)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("subject", "Person whose conduct is in question"),
                            ("victim", "Person harmed or targeted"),
                            ("witness", "Witness"),
                            ("discoverer", "Person who found or told"),
                            ("unsure", "Not sure yet"),
                        ],
                        default="unsure",
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.person",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical involved",
                "verbose_name_plural": "historical involveds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFiled",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("dropped", models.BooleanField(default=False)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.category",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical filed",
                "verbose_name_plural": "historical fileds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBarred",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Member of staff"),
                            ("coordinator", "Online safety co-ordinator"),
                            ("dsl", "Designated safeguarding lead"),
                            ("headteacher", "Headteacher"),
                            ("senior_leader", "Senior leader"),
                            ("network_manager", "Network manager"),
                            ("business_manager", "Business manager"),
                            ("governor", "Governor"),
                            ("chair", "Chair of governors"),
                            ("office", "School office"),
                            ("auditor", "Auditor"),
                            ("dpo", "Data protection officer"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("subject", "Their conduct is in question"),
                            ("conflicted", "Should not handle this"),
                            ("office", "They hold the office the reporter named"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("lifted", models.BooleanField(default=False)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.person",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical barred",
                "verbose_name_plural": "historical barreds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("whose", models.CharField(blank=True, max_length=120, verbose_name="whose device")),
                ("where_now", models.CharField(blank=True, max_length=120, verbose_name="where it is now")),
                ("held_by", models.CharField(blank=True, max_length=120, verbose_name="who holds it")),
                ("since", models.CharField(blank=True, max_length=60, verbose_name="since when")),
                ("seen_by", models.CharField(blank=True, max_length=200, verbose_name="who has seen the picture")),
                ("told", models.TextField(blank=True, verbose_name="what you were told")),
                ("at", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="custody", to="incidents.incident"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalIncident",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(db_index=True, default=esafety.lib.refs.new_ref, editable=False, max_length=9),
                ),
                ("submission_key", models.UUIDField(editable=False)),
                ("reported_at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("happened_at", models.DateTimeField()),
                ("told_by", models.CharField(blank=True, max_length=120, verbose_name="who told the reporter")),
                (
                    "reach_me",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number to reach the reporter today or tonight"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="where it happened")),
                ("device", models.CharField(blank=True, max_length=120, verbose_name="device")),
                ("addresses", models.TextField(blank=True, verbose_name="web addresses, as text")),
                (
                    "cls",
                    models.CharField(
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                (
                    "overlay",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No adult of the school"),
                            ("A", "A member of staff"),
                            ("AH", "The headteacher"),
                            ("AD", "The safeguarding lead, a deputy or the co-ordinator"),
                            ("AN", "The network manager or an administrator"),
                            ("AU", "An adult whose office is not known"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("N", "Behaviour"),
                            ("T", "Security"),
                            ("S", "Child protection"),
                            ("I", "May be a crime"),
                            ("A", "Concern about an adult here"),
                            ("AH", "Concern about the headteacher"),
                            ("AD", "Concern about a lead"),
                            ("AN", "Concern about a network manager"),
                            ("AU", "Concern about an adult not named"),
                        ],
                        max_length=2,
                    ),
                ),
                ("wakes", models.BooleanField(default=False)),
                ("no_story", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "New"),
                            ("acknowledged", "Somebody has it"),
                            ("investigating", "Being looked into"),
                            ("referred", "Passed on"),
                            ("resolved", "Action finished"),
                            ("closed", "Closed"),
                            ("duplicate", "Joined to another"),
                        ],
                        default="reported",
                        max_length=14,
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome_note", models.TextField(blank=True)),
                (
                    "parents_told",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No"), ("later", "Not yet")], max_length=8
                    ),
                ),
                ("parents_reason", models.CharField(blank=True, max_length=300)),
                (
                    "external_ref",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="reference in the safeguarding or behaviour system"
                    ),
                ),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("due_at", models.DateTimeField(null=True)),
                ("urgency", models.PositiveSmallIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=1)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.person",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.outcome",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical incident",
                "verbose_name_plural": "historical incidents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCategory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("title", models.CharField(max_length=120)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("content", "Something seen or searched for"),
                            ("contact", "Somebody made contact"),
                            ("conduct", "Something somebody did or sent"),
                            ("commerce", "Money, scams or gambling"),
                            ("adult", "An adult who works here"),
                            ("security", "Computers, accounts or data"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("guidance", models.CharField(blank=True, max_length=300)),
                (
                    "cls",
                    models.CharField(
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                ("staff", models.BooleanField(default=False, verbose_name="concerns an adult of the school")),
                ("wakes", models.BooleanField(default=False, verbose_name="wakes people")),
                ("no_story", models.BooleanField(default=False, verbose_name="small fields instead of a story")),
                ("in_hand", models.CharField(blank=True, max_length=300, verbose_name="the phone in your hand")),
                ("tell", models.JSONField(blank=True, default=list, verbose_name="roles told at once")),
                ("clause", models.CharField(blank=True, max_length=80)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "usual_outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.outcome",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical category",
                "verbose_name_plural": "historical categorys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="category",
            name="usual_outcome",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="incidents.outcome"
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "to_class",
                    models.CharField(
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("agreed", models.BooleanField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="incidents.incident"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalWordCheck",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.JSONField()),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical word check",
                "verbose_name_plural": "historical word checks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "value",
                    models.CharField(choices=[("yes", "Yes"), ("unsure", "Not sure"), ("no", "No")], max_length=6),
                ),
                ("at", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="incidents.incident"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="incidents.question"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rang_at", models.DateTimeField(default=esafety.lib.clock.now)),
                ("spoke_to", models.CharField(blank=True, max_length=120)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("advice", models.TextField(blank=True)),
                ("chase_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="school.agency"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="incidents.incident"
                    ),
                ),
            ],
            options={
                "ordering": ["rang_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "Report"),
                            ("added", "Added by the reporter"),
                            ("question", "Question to the reporter"),
                            ("answer", "Answer of the reporter"),
                            ("note", "Note"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="incidents.incident"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="StepTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.CharField(max_length=200)),
                ("hint", models.CharField(blank=True, max_length=300)),
                (
                    "when",
                    models.CharField(
                        choices=[("now", "Now"), ("next", "Next working day")], default="now", max_length=4
                    ),
                ),
                ("classes", models.JSONField(blank=True, default=list)),
                ("categories", models.JSONField(blank=True, default=list)),
                (
                    "staff",
                    models.BooleanField(default=False, verbose_name="for every matter about an adult of the school"),
                ),
                (
                    "not_for",
                    models.JSONField(
                        blank=True, default=list, verbose_name="codes of the categories it is left out for"
                    ),
                ),
                (
                    "not_staff",
                    models.BooleanField(
                        default=False, verbose_name="left out for matters about an adult of the school"
                    ),
                ),
                ("required", models.BooleanField(default=True, verbose_name="done or excused before closing")),
                ("task_role", models.CharField(blank=True, max_length=20)),
                ("task_words", models.CharField(blank=True, max_length=300)),
                (
                    "document",
                    models.CharField(blank=True, max_length=40, verbose_name="code of the document it points to"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="school.agency"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=esafety.lib.refs.new_ref, editable=False, max_length=9, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("words", models.CharField(max_length=200)),
                ("hint", models.CharField(blank=True, max_length=300)),
                ("when", models.CharField(default="now", max_length=4)),
                ("required", models.BooleanField(default=True)),
                (
                    "instruction",
                    models.CharField(blank=True, max_length=300, verbose_name="what the person needs to know"),
                ),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To do"), ("done", "Done"), ("excused", "Not needed, because")],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="school.agency"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="incidents.incident"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="school.person",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.steptemplate",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStep",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(db_index=True, default=esafety.lib.refs.new_ref, editable=False, max_length=9),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("words", models.CharField(max_length=200)),
                ("hint", models.CharField(blank=True, max_length=300)),
                ("when", models.CharField(default="now", max_length=4)),
                ("required", models.BooleanField(default=True)),
                (
                    "instruction",
                    models.CharField(blank=True, max_length=300, verbose_name="what the person needs to know"),
                ),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To do"), ("done", "Done"), ("excused", "Not needed, because")],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("done_at", models.DateTimeField(null=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.agency",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.person",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.steptemplate",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical step",
                "verbose_name_plural": "historical steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "cls",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illegal", "May be a crime"),
                            ("child_protection", "Child protection"),
                            ("serious", "Serious"),
                            ("security", "Computer or account security"),
                            ("inappropriate", "Inappropriate"),
                        ],
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                ("acknowledge", models.PositiveSmallIntegerField()),
                (
                    "acknowledge_unit",
                    models.CharField(
                        choices=[
                            ("minutes", "minutes, day and night"),
                            ("hours", "school hours"),
                            ("days", "school days"),
                        ],
                        max_length=8,
                    ),
                ),
                ("finish", models.PositiveSmallIntegerField()),
                (
                    "finish_unit",
                    models.CharField(
                        choices=[
                            ("minutes", "minutes, day and night"),
                            ("hours", "school hours"),
                            ("days", "school days"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="incidents.category"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WordCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("words", models.JSONField()),
                ("question", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="incidents.question")),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Filed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dropped", models.BooleanField(default=False)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="incidents.category"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filed", to="incidents.incident"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("incident", "category"), name="filed_under_a_category_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=30)),
                ("words", models.CharField(max_length=200)),
                ("detail", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="incidents.incident"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["incident", "at"], name="incidents_e_inciden_fe1ce1_idx")],
            },
        ),
        migrations.CreateModel(
            name="Barred",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Member of staff"),
                            ("coordinator", "Online safety co-ordinator"),
                            ("dsl", "Designated safeguarding lead"),
                            ("headteacher", "Headteacher"),
                            ("senior_leader", "Senior leader"),
                            ("network_manager", "Network manager"),
                            ("business_manager", "Business manager"),
                            ("governor", "Governor"),
                            ("chair", "Chair of governors"),
                            ("office", "School office"),
                            ("auditor", "Auditor"),
                            ("dpo", "Data protection officer"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("subject", "Their conduct is in question"),
                            ("conflicted", "Should not handle this"),
                            ("office", "They hold the office the reporter named"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("lifted", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="barred_from",
                        to="school.person",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="barred", to="incidents.incident"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["incident", "lifted", "person"], name="incidents_b_inciden_e84037_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("office", ""), ("person__isnull", False)),
                            models.Q(("person", None), models.Q(("office", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_bar_is_for_a_person_or_an_office",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Involved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("description", models.CharField(blank=True, max_length=200)),
                ("year_group", models.CharField(blank=True, max_length=10)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("subject", "Person whose conduct is in question"),
                            ("victim", "Person harmed or targeted"),
                            ("witness", "Witness"),
                            ("discoverer", "Person who found or told"),
                            ("unsure", "Not sure yet"),
                        ],
                        default="unsure",
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="involved", to="incidents.incident"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involved_in",
                        to="school.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), models.Q(("description", ""), _negated=True), _connector="OR"
                        ),
                        name="involved_is_named_or_described",
                    ),
                    models.UniqueConstraint(fields=("incident", "person", "part"), name="one_part_once"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["urgency", "due_at", "id"], name="incidents_i_urgency_0b7522_idx"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["kind", "urgency", "due_at", "id"], name="incidents_i_kind_52f3f1_idx"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["reporter", "-reported_at"], name="incidents_i_reporte_5317d5_idx"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["owner", "state"], name="incidents_i_owner_i_95d7e0_idx"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["state", "kind"], name="incidents_i_state_788c64_idx"),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.UniqueConstraint(
                fields=("reporter", "submission_key"), name="one_report_a_press_of_send"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("cls", "illegal"), ("state", "investigating"), _negated=True),
                name="nobody_here_evaluates_illegal_material",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["N", "T", "S", "I"]), ("overlay", "")),
                    ("kind", models.F("overlay")),
                    _connector="OR",
                ),
                name="the_overlay_decides_the_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("outcome__isnull", False), ("state", "closed")),
                    models.Q(("state", "closed"), _negated=True),
                    _connector="OR",
                ),
                name="closed_means_an_outcome_and_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("duplicate_of__isnull", False), ("state", "duplicate")),
                    models.Q(("state", "duplicate"), _negated=True),
                    _connector="OR",
                ),
                name="a_duplicate_names_its_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="another_person_decides",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed", None)), fields=("incident",), name="one_open_proposal_a_record"
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["owner", "state"], name="incidents_s_owner_i_db558b_idx"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "excused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="an_excused_step_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_finished_step_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("category", None), ("cls", ""), _connector="XOR"),
                name="a_target_is_for_a_class_or_for_a_category",
            ),
        ),
        Guard("incidents_answer"),
        Guard("incidents_custody"),
        Guard("incidents_event"),
        Guard("incidents_historicalbarred"),
        Guard("incidents_historicalcategory"),
        Guard("incidents_historicalfiled"),
        Guard("incidents_historicalincident"),
        Guard("incidents_historicalinvolved"),
        Guard("incidents_historicaloutcome"),
        Guard("incidents_historicalproposal"),
        Guard("incidents_historicalquestion"),
        Guard("incidents_historicalreason"),
        Guard("incidents_historicalreferral"),
        Guard("incidents_historicalstep"),
        Guard("incidents_historicalsteptemplate"),
        Guard("incidents_historicaltarget"),
        Guard("incidents_historicalwordcheck"),
        Guard("incidents_statement"),
    ]
