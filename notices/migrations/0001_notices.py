import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import esafety.lib.clock
import esafety.lib.refs
from audit.guards import Guard


class Migration(migrations.Migration):
    """Notices, their messages, the ladder, tasks. Histories and the record of what was sent are guarded."""

    initial = True

    dependencies = [
        ("school", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalRung",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("after", models.PositiveSmallIntegerField(verbose_name="minutes without an answer")),
                ("repeat", models.BooleanField(default=True, verbose_name="tell everyone told before again")),
                ("roles", models.JSONField(blank=True, default=list, verbose_name="roles told from here on")),
                ("outside", models.BooleanField(default=False, verbose_name="tell the outside contact")),
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
                "verbose_name": "historical rung",
                "verbose_name_plural": "historical rungs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("after", models.PositiveSmallIntegerField(verbose_name="minutes without an answer")),
                ("repeat", models.BooleanField(default=True, verbose_name="tell everyone told before again")),
                ("roles", models.JSONField(blank=True, default=list, verbose_name="roles told from here on")),
                ("outside", models.BooleanField(default=False, verbose_name="tell the outside contact")),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalTask",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "slip",
                    models.CharField(
                        db_index=True,
                        default=esafety.lib.refs.new_ref,
                        editable=False,
                        max_length=9,
                        verbose_name="its own reference",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                (
                    "for_role",
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
                ("due", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=40, verbose_name="what it is part of")),
                ("ref", models.CharField(max_length=12, verbose_name="reference of what it is part of")),
                ("created", models.DateTimeField(default=esafety.lib.clock.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
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
                    "for_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="school.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical task",
                "verbose_name_plural": "historical tasks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=12, verbose_name="reference of what it is about")),
                ("role", models.CharField(blank=True, max_length=20)),
                ("key", models.CharField(max_length=160, unique=True, verbose_name="the same key is the same notice")),
                ("wakes", models.BooleanField(default=False, verbose_name="climbs the ladder until somebody answers")),
                ("practice", models.BooleanField(default=False)),
                ("at_once", models.BooleanField(default=True, verbose_name="never kept for the daily mail")),
                ("due", models.DateTimeField(null=True, verbose_name="when what it asks for is due")),
                ("facts", models.JSONField(default=dict, verbose_name="plain numbers its words need")),
                ("created", models.DateTimeField(default=esafety.lib.clock.now)),
                ("rung", models.SmallIntegerField(default=-1, verbose_name="last rung told; -1 before anybody was")),
                ("next_at", models.DateTimeField(null=True, verbose_name="when the next rung is told")),
                (
                    "trouble",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="kind of fault when it was last addressed"
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("stood_down_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["created", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rung", models.SmallIntegerField(default=0)),
                (
                    "what",
                    models.CharField(
                        choices=[("alert", "Notice"), ("stand_down", "Answered")], default="alert", max_length=10
                    ),
                ),
                ("outside", models.BooleanField(default=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[("mail", "Mail"), ("webhook", "Second channel")], default="mail", max_length=8
                    ),
                ),
                ("wakes", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("held", "Kept for the daily mail"),
                            ("folded", "In the daily mail"),
                            ("sent", "Sent"),
                            ("dropped", "Not sent: not theirs to know, or answered already"),
                            ("given_up", "Given up"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("created", models.DateTimeField(default=esafety.lib.clock.now)),
                ("next_at", models.DateTimeField(default=esafety.lib.clock.now, verbose_name="not before")),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("lease_owner", models.CharField(blank=True, max_length=64)),
                ("settled_at", models.DateTimeField(null=True, verbose_name="when it was sent, dropped or given up")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=60, verbose_name="kind of fault, never an address"),
                ),
                ("message_id", models.CharField(max_length=64, verbose_name="the same message has the same")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="notices.notice"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "to",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        verbose_name="reference of the account; empty for the outside contact",
                    ),
                ),
                ("channel", models.CharField(max_length=8)),
                ("what", models.CharField(max_length=10)),
                ("rung", models.SmallIntegerField()),
                ("at", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sendings", to="notices.delivery"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slip",
                    models.CharField(
                        default=esafety.lib.refs.new_ref,
                        editable=False,
                        max_length=9,
                        unique=True,
                        verbose_name="its own reference",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                (
                    "for_role",
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
                ("due", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=40, verbose_name="what it is part of")),
                ("ref", models.CharField(max_length=12, verbose_name="reference of what it is part of")),
                ("created", models.DateTimeField(default=esafety.lib.clock.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    "for_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="school.person",
                    ),
                ),
            ],
            options={
                "ordering": ["due", "created", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["kind", "ref"], name="notices_by_record"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="notices_to_climb"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("answered_at", None), ("stood_down_at", None), ("wakes", True)),
                fields=["created"],
                name="notices_unanswered",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("answered_by", None)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="an_answer_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_at", None), models.Q(("answered_at", None), ("stood_down_at", None)), _connector="OR"
                ),
                name="an_answered_notice_climbs_no_more",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["next_at"], name="deliveries_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["user", "state"], name="deliveries_by_person"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("notice", "rung", "user", "channel", "what"), name="one_message_a_person_rung_and_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outside", True)),
                fields=("notice", "rung", "channel", "what"),
                name="one_message_a_rung_to_the_outside_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outside", True), ("user", None)),
                    models.Q(("outside", False), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="a_message_is_to_a_person_or_to_the_outside_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "held"]), ("settled_at__isnull", False), _connector="XOR"
                ),
                name="a_settled_message_says_when",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["kind", "ref"], name="tasks_by_record"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["for_role", "done_at"], name="tasks_by_role"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["for_person", "done_at"], name="tasks_by_person"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("for_role", ""), ("for_person", None), _connector="XOR"),
                name="a_task_is_for_a_role_or_for_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_task_done_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("withdrawn_at", None), _connector="OR"),
                name="a_task_is_not_both_done_and_withdrawn",
            ),
        ),
        Guard("notices_historicalrung"),
        Guard("notices_historicaltask"),
        Guard("notices_sending"),
    ]
