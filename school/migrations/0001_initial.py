import datetime

import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import esafety.lib.clock
import esafety.lib.refs
from audit.guards import Guard


class Migration(migrations.Migration):
    """The school as data: people, accounts, calendar, profile rows. The history of each is guarded."""

    initial = True

    dependencies = [("audit", "0001_chain")]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("ref", models.CharField(default=esafety.lib.refs.new_ref, editable=False, max_length=9, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("is_active", models.BooleanField(default=True)),
                ("created", models.DateTimeField(default=esafety.lib.clock.now, editable=False)),
                (
                    "daily_mail",
                    models.BooleanField(
                        default=False, verbose_name="one mail at 07:45 on school days instead of one a record"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("name", models.CharField(max_length=120)),
                ("short_name", models.CharField(blank=True, max_length=40)),
                ("day_number", models.CharField(blank=True, max_length=40)),
                ("night_number", models.CharField(blank=True, max_length=40)),
                ("day_hours", models.CharField(blank=True, max_length=80)),
                ("have_ready", models.TextField(blank=True)),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="web address")),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("title", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="where it is kept")),
            ],
            options={
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgency",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("name", models.CharField(max_length=120)),
                ("short_name", models.CharField(blank=True, max_length=40)),
                ("day_number", models.CharField(blank=True, max_length=40)),
                ("night_number", models.CharField(blank=True, max_length=40)),
                ("day_hours", models.CharField(blank=True, max_length=80)),
                ("have_ready", models.TextField(blank=True)),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="web address")),
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
                "verbose_name": "historical agency",
                "verbose_name_plural": "historical agencys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClosure",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
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
                "verbose_name": "historical closure",
                "verbose_name_plural": "historical closures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired", models.BooleanField(default=False)),
                ("loaded", models.CharField(blank=True, editable=False, max_length=64)),
                ("title", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="where it is kept")),
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
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPerson",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(db_index=True, default=esafety.lib.refs.new_ref, editable=False, max_length=9),
                ),
                ("given_name", models.CharField(max_length=80, verbose_name="first name")),
                ("family_name", models.CharField(max_length=80, verbose_name="last name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pupil", "Pupil"),
                            ("staff", "Member of staff"),
                            ("governor", "Governor"),
                            ("parent", "Parent or carer"),
                            ("volunteer", "Volunteer"),
                            ("visitor", "Visitor"),
                            ("contractor", "Contractor or agency"),
                        ],
                        max_length=12,
                    ),
                ),
                ("form", models.CharField(blank=True, max_length=40, verbose_name="form or team")),
                ("year_group", models.CharField(blank=True, max_length=10)),
                ("born", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                (
                    "external_id",
                    models.CharField(
                        db_index=True,
                        max_length=40,
                        null=True,
                        verbose_name="number in the school's information system",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True)),
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
                "verbose_name": "historical person",
                "verbose_name_plural": "historical persons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSchool",
            fields=[
                ("id", models.PositiveSmallIntegerField(db_index=True, default=1)),
                ("profile", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("opens", models.TimeField(default=datetime.time(8, 0))),
                ("closes", models.TimeField(default=datetime.time(16, 30))),
                (
                    "extension",
                    models.CharField(blank=True, max_length=40, verbose_name="number staff ring inside the school"),
                ),
                (
                    "telephone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number of the safeguarding lead from outside"
                    ),
                ),
                (
                    "out_of_hours",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="out-of-hours number of children's social care"
                    ),
                ),
                ("labels", models.JSONField(blank=True, default=dict)),
                ("idle_minutes", models.PositiveSmallIntegerField(default=15)),
                ("idle_minutes_staff", models.PositiveSmallIntegerField(default=30)),
                ("absolute_hours", models.PositiveSmallIntegerField(default=8)),
                (
                    "outside_contact",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="number or address of the outside contact"
                    ),
                ),
                ("outside_agreed", models.BooleanField(default=False, verbose_name="agreed with them")),
                ("is_demo", models.BooleanField(default=False)),
                ("loaded", models.JSONField(blank=True, default=dict, editable=False)),
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
                "verbose_name": "historical school",
                "verbose_name_plural": "historical schools",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTerm",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("starts", models.DateField(db_index=True)),
                ("ends", models.DateField()),
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
                "verbose_name": "historical term",
                "verbose_name_plural": "historical terms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("parent_of", "Parent or carer of"),
                            ("line_manager_of", "Line manager of"),
                            ("tutor_of", "Tutor of"),
                        ],
                        max_length=16,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignInFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("last", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
            ],
            options={
                "ordering": ["starts"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))), name="a_closure_ends_after_it_starts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFactorReset",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("asked", models.DateTimeField(default=esafety.lib.clock.now)),
                ("decided", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for a second person"),
                            ("approved", "Agreed"),
                            ("refused", "Refused or taken back"),
                        ],
                        default="open",
                        max_length=10,
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical factor reset",
                "verbose_name_plural": "historical factor resets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires", models.DateTimeField()),
                ("used", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=esafety.lib.refs.new_ref, editable=False, max_length=9, unique=True)),
                ("given_name", models.CharField(max_length=80, verbose_name="first name")),
                ("family_name", models.CharField(max_length=80, verbose_name="last name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pupil", "Pupil"),
                            ("staff", "Member of staff"),
                            ("governor", "Governor"),
                            ("parent", "Parent or carer"),
                            ("volunteer", "Volunteer"),
                            ("visitor", "Visitor"),
                            ("contractor", "Contractor or agency"),
                        ],
                        max_length=12,
                    ),
                ),
                ("form", models.CharField(blank=True, max_length=40, verbose_name="form or team")),
                ("year_group", models.CharField(blank=True, max_length=10)),
                ("born", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                (
                    "external_id",
                    models.CharField(
                        max_length=40, null=True, unique=True, verbose_name="number in the school's information system"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "linked",
                    models.ManyToManyField(related_name="linked_from", through="school.Link", to="school.person"),
                ),
            ],
            options={
                "ordering": ["family_name", "given_name"],
            },
        ),
        migrations.CreateModel(
            name="OnCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
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
                        default="dsl",
                        max_length=20,
                    ),
                ),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="on_call", to="school.person"
                    ),
                ),
            ],
            options={
                "ordering": ["starts"],
            },
        ),
        migrations.AddField(
            model_name="link",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="links_to", to="school.person"
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="school.person"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(db_index=True, default=esafety.lib.refs.new_ref, editable=False, max_length=9),
                ),
                ("email", models.EmailField(db_index=True, max_length=254, verbose_name="e-mail address")),
                ("is_active", models.BooleanField(default=True)),
                ("created", models.DateTimeField(default=esafety.lib.clock.now, editable=False)),
                (
                    "daily_mail",
                    models.BooleanField(
                        default=False, verbose_name="one mail at 07:45 on school days instead of one a record"
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
            ],
            options={
                "verbose_name": "historical user",
                "verbose_name_plural": "historical users",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOnCall",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
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
                        default="dsl",
                        max_length=20,
                    ),
                ),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
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
            ],
            options={
                "verbose_name": "historical on call",
                "verbose_name_plural": "historical on calls",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLink",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("parent_of", "Parent or carer of"),
                            ("line_manager_of", "Line manager of"),
                            ("tutor_of", "Tutor of"),
                        ],
                        max_length=16,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "other",
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
            ],
            options={
                "verbose_name": "historical link",
                "verbose_name_plural": "historical links",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAppointment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
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
                ("deputy", models.BooleanField(default=False)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=9)),
                ("approved", models.BooleanField(default=True)),
                ("withdrawn", models.BooleanField(default=False)),
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
            ],
            options={
                "verbose_name": "historical appointment",
                "verbose_name_plural": "historical appointments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAbsence",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                ("history_user_id", models.CharField(default="system", editable=False, max_length=40)),
                (
                    "cover",
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
            ],
            options={
                "verbose_name": "historical absence",
                "verbose_name_plural": "historical absences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
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
                ("deputy", models.BooleanField(default=False)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=9)),
                ("approved", models.BooleanField(default=True)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="school.person"
                    ),
                ),
            ],
            options={
                "ordering": ["role", "deputy", "starts"],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covering",
                        to="school.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="school.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="user", to="school.person"
            ),
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("profile", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("opens", models.TimeField(default=datetime.time(8, 0))),
                ("closes", models.TimeField(default=datetime.time(16, 30))),
                (
                    "extension",
                    models.CharField(blank=True, max_length=40, verbose_name="number staff ring inside the school"),
                ),
                (
                    "telephone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number of the safeguarding lead from outside"
                    ),
                ),
                (
                    "out_of_hours",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="out-of-hours number of children's social care"
                    ),
                ),
                ("labels", models.JSONField(blank=True, default=dict)),
                ("idle_minutes", models.PositiveSmallIntegerField(default=15)),
                ("idle_minutes_staff", models.PositiveSmallIntegerField(default=30)),
                ("absolute_hours", models.PositiveSmallIntegerField(default=8)),
                (
                    "outside_contact",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="number or address of the outside contact"
                    ),
                ),
                ("outside_agreed", models.BooleanField(default=False, verbose_name="agreed with them")),
                ("is_demo", models.BooleanField(default=False)),
                ("loaded", models.JSONField(blank=True, default=dict, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_deployment_is_one_school")
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("starts", models.DateField(unique=True)),
                ("ends", models.DateField()),
            ],
            options={
                "ordering": ["starts"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="a_term_ends_after_it_starts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrustedDevice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200)),
                ("fields", models.JSONField()),
                ("saved", models.DateTimeField(default=esafety.lib.clock.now)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "path"), name="one_draft_a_page")],
            },
        ),
        migrations.CreateModel(
            name="FactorReset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.DateTimeField(default=esafety.lib.clock.now)),
                ("decided", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for a second person"),
                            ("approved", "Agreed"),
                            ("refused", "Refused or taken back"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factor_resets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "open")), fields=("user",), name="one_open_reset_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("user")), _negated=True),
                        name="nobody_asks_for_their_own_reset",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "approved"), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                models.Q(("decided_by", models.F("user")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_reset_takes_two_people",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["family_name", "given_name"], name="school_pers_family__f83f87_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["kind", "form"], name="school_pers_kind_92381b_idx"),
        ),
        migrations.AddConstraint(
            model_name="oncall",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("starts"))), name="a_turn_on_call_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("person", "other", "relation"),
                name="one_live_link_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("other")), _negated=True), name="nobody_is_linked_to_themselves"
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["person", "starts", "ends"], name="school_appo_person__872489_idx"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["role", "starts", "ends"], name="school_appo_role_22799a_idx"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends", None), ("ends__gte", models.F("starts")), _connector="OR"),
                name="an_appointment_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved", True), ("withdrawn", True), _negated=True),
                name="approved_or_withdrawn_not_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("starts"))), name="an_absence_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("cover")), _negated=True), name="nobody_covers_for_themselves"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="one_account_an_address"
            ),
        ),
        Guard("school_historicalabsence"),
        Guard("school_historicalagency"),
        Guard("school_historicalappointment"),
        Guard("school_historicalclosure"),
        Guard("school_historicaldocument"),
        Guard("school_historicalfactorreset"),
        Guard("school_historicallink"),
        Guard("school_historicaloncall"),
        Guard("school_historicalperson"),
        Guard("school_historicalschool"),
        Guard("school_historicalterm"),
        Guard("school_historicaluser"),
    ]
