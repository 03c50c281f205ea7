"""What is said of a matter besides its story, and what was done about it: sanctions, talks, take-downs, reviews."""

import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery, deletion

from audit import guards
from audit.guards import Guard
from esafety.lib import clock
from esafety.lib.refs import new_ref

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
INTENTS = [
    ("accidental", "By accident"),
    ("careless", "Careless"),
    ("irresponsible", "Irresponsible"),
    ("deliberate", "Deliberate"),
]
EQUIPMENT = [
    ("school_device", "A device of the school"),
    ("school_account", "An account of the school, on another device"),
    ("own_device", "Their own device"),
]
DEVICES = [
    ("desktop", "Desktop computer"),
    ("laptop", "Laptop"),
    ("tablet", "Tablet"),
    ("phone", "Phone"),
    ("camera", "Camera"),
    ("console", "Games console"),
    ("other", "Something else"),
]
SOURCES = [
    ("saw_it", "Seen by whoever reports it"),
    ("pupil", "A pupil"),
    ("parent", "A parent or carer"),
    ("staff", "Somebody who works here"),
    ("filter", "The web filter"),
    ("monitoring", "Monitoring of screens"),
    ("mail_monitoring", "Monitoring of e-mail"),
    ("complaint", "A complaint"),
    ("other", "Something else"),
]
OF_INCIDENTS = {
    "certainty": models.CharField(
        blank=True,
        choices=[("suspected", "A suspicion"), ("confirmed", "It happened")],
        max_length=9,
        verbose_name="did it happen",
    ),
    "attempted": models.BooleanField(blank=True, null=True, verbose_name="tried and not managed"),
    "intent": models.CharField(blank=True, choices=INTENTS, max_length=13, verbose_name="what was meant"),
    "site": models.CharField(
        blank=True,
        choices=[("on", "At school, or on a trip"), ("off", "Outside school")],
        max_length=3,
        verbose_name="at school or outside",
    ),
    "linked": models.BooleanField(
        blank=True, null=True, verbose_name="linked to being a pupil or adult of the school"
    ),
    "equipment": models.CharField(blank=True, choices=EQUIPMENT, max_length=14, verbose_name="whose equipment"),
    "device_kind": models.CharField(blank=True, choices=DEVICES, max_length=7, verbose_name="kind of device"),
    "source": models.CharField(blank=True, choices=SOURCES, max_length=15, verbose_name="who said it first"),
    "finish_by": models.DateTimeField(blank=True, null=True, verbose_name="when it has to be finished"),
    "follow_up_on": models.DateField(blank=True, null=True, verbose_name="to be looked at again on"),
}
GROUND = models.ForeignKey(blank=True, null=True, on_delete=deletion.PROTECT, to="incidents.ground")
GROUND_THEN = models.ForeignKey(
    blank=True, db_constraint=False, null=True, on_delete=deletion.DO_NOTHING, related_name="+", to="incidents.ground"
)
OF_FILED = {
    "title": models.CharField(blank=True, max_length=120),
    "clause": models.CharField(blank=True, max_length=80),
}
OF_STEPS = {
    "excusable": models.BooleanField(default=True),
    "after_advice": models.BooleanField(default=False),
    "how": models.CharField(choices=HOWS, default="tick", max_length=11),
    "hours": models.PositiveSmallIntegerField(
        blank=True, null=True, verbose_name="due in so many hours, day and night"
    ),
    "document": models.CharField(blank=True, max_length=40, verbose_name="code of the document it points to"),
    "decision": models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
}


def added(model: str, columns: dict[str, models.Field]) -> list:
    """Each column in the table and in its history."""
    return [
        migrations.AddField(table, name, column.clone())
        for name, column in columns.items()
        for table in (model, f"Historical{model}")
    ]


def keep_what_they_say(apps, schema_editor):
    """Records say what they said yesterday: in their history too, or the log would find the two at odds."""
    categories = apps.get_model("incidents", "Category").objects.filter(pk=OuterRef("category_id"))
    lines = apps.get_model("incidents", "StepTemplate").objects.exclude(document="")
    document = Subquery(lines.filter(pk=OuterRef("template_id")).values("document"))
    guards.remove(schema_editor, "incidents_historicalfiled")
    guards.remove(schema_editor, "incidents_historicalstep")
    for name in ("Filed", "HistoricalFiled"):
        named = {key: Subquery(categories.values(key)) for key in ("title", "clause")}
        apps.get_model("incidents", name).objects.update(**named)
    for name in ("Step", "HistoricalStep"):
        rows = apps.get_model("incidents", name).objects.filter(template__in=lines.values("pk"))
        rows.update(document=document)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0006_policy_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        *added("Incident", OF_INCIDENTS),
        migrations.AddField("Incident", "ground", GROUND),
        migrations.AddField("HistoricalIncident", "ground", GROUND_THEN),
        migrations.AddConstraint(
            "Incident",
            models.CheckConstraint(
                condition=Q(site="off") | Q(linked=None), name="a_link_is_said_of_what_was_off_site"
            ),
        ),
        migrations.AddIndex(
            "Incident",
            models.Index(fields=["follow_up_on"], condition=Q(follow_up_on__isnull=False), name="to_look_at_again"),
        ),
        *added("Filed", OF_FILED),
        *added("Step", OF_STEPS),
        migrations.AddConstraint(
            "Step",
            models.CheckConstraint(
                condition=~Q(how="decision", state="done") | (Q(decision__in=["yes", "no"]) & ~Q(reason="")),
                name="a_decision_says_yes_or_no_and_why",
            ),
        ),
        migrations.RunPython(keep_what_they_say, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "incident",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="contacts", to="incidents.incident"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("parents", "Parents or carers"),
                            ("meeting", "Meeting"),
                            ("support", "Support"),
                            ("restorative", "Restorative talk"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "involved",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=deletion.PROTECT,
                        related_name="contacts",
                        to="incidents.involved",
                    ),
                ),
                ("with_whom", models.CharField(max_length=120, verbose_name="with whom")),
                ("at", models.DateTimeField()),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("rang", "Rang"),
                            ("wrote", "Wrote a letter"),
                            ("message", "Sent a message"),
                        ],
                        max_length=7,
                        verbose_name="how",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("declined", "Declined")],
                        max_length=8,
                        verbose_name="what they answered to an offer",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="what was said")),
                ("letter", models.CharField(blank=True, max_length=200, verbose_name="where a letter is kept")),
                (
                    "by",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("entered_at", models.DateTimeField(default=clock.now)),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "restorative"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_offer_has_an_answer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "incident",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="follow_ups", to="incidents.incident"),
                ),
                ("at", models.DateTimeField(default=clock.now)),
                (
                    "by",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("further", models.BooleanField(verbose_name="more has to be done")),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LogReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="first day of the month")),
                (
                    "by",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("at", models.DateTimeField(default=clock.now)),
                ("text", models.TextField(blank=True)),
                ("records", models.PositiveIntegerField(verbose_name="records of that month")),
            ],
            options={
                "ordering": ["month", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="a_month_begins_on_its_first")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=new_ref, editable=False, max_length=9, unique=True)),
                (
                    "incident",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="sanctions", to="incidents.incident"),
                ),
                (
                    "involved",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="sanctions", to="incidents.involved"),
                ),
                (
                    "kind",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to="incidents.sanctionkind"),
                ),
                ("words", models.CharField(max_length=120)),
                ("tier", models.PositiveSmallIntegerField()),
                (
                    "usual_tier",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tier of what is usually given"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why another than the usual")),
                ("warning", models.BooleanField(default=False, verbose_name="counts as a warning")),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "given_by",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("given_at", models.DateTimeField(default=clock.now)),
                ("give_back_asked", models.BooleanField(default=False, verbose_name="asked to be given back")),
            ],
            options={
                "ordering": ["given_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("give_back_asked", False)), fields=["ends"], name="sanctions_to_give_back"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("usual_tier", None),
                            ("usual_tier", models.F("tier")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="another_tier_than_usual_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends", None), ("ends__gte", models.F("starts")), _connector="OR"),
                        name="a_sanction_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSanction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(db_index=True, default=new_ref, editable=False, max_length=9),
                ),
                ("words", models.CharField(max_length=120)),
                ("tier", models.PositiveSmallIntegerField()),
                (
                    "usual_tier",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tier of what is usually given"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why another than the usual")),
                ("warning", models.BooleanField(default=False, verbose_name="counts as a warning")),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("given_at", models.DateTimeField(default=clock.now)),
                ("give_back_asked", models.BooleanField(default=False, verbose_name="asked to be given back")),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "involved",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.involved",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.sanctionkind",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "historical sanction",
                "verbose_name_plural": "historical sanctions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SiteReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=deletion.PROTECT,
                        related_name="site_reviews",
                        to="incidents.incident",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="what is looked at")),
                ("computer", models.CharField(max_length=80, verbose_name="the computer it is looked at on")),
                ("followed", models.BooleanField(default=False, verbose_name="the procedure was followed")),
                ("began", models.DateTimeField(default=clock.now)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "first",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("found", models.TextField(blank=True, verbose_name="what was found")),
                ("stopped", models.BooleanField(default=False, verbose_name="ended because it may be a crime")),
            ],
            options={
                "ordering": ["began", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second", None), models.Q(("second", models.F("first")), _negated=True), _connector="OR"
                        ),
                        name="two_different_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None),
                            ("stopped", True),
                            models.Q(("agreed_at__isnull", False), ("second__isnull", False)),
                            _connector="OR",
                        ),
                        name="ended_means_agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSiteReview",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("what", models.CharField(max_length=300, verbose_name="what is looked at")),
                ("computer", models.CharField(max_length=80, verbose_name="the computer it is looked at on")),
                ("followed", models.BooleanField(default=False, verbose_name="the procedure was followed")),
                ("began", models.DateTimeField(default=clock.now)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("found", models.TextField(blank=True, verbose_name="what was found")),
                ("stopped", models.BooleanField(default=False, verbose_name="ended because it may be a crime")),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "historical site review",
                "verbose_name_plural": "historical site reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TakeDown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "incident",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="take_downs", to="incidents.incident"),
                ),
                ("asked_of", models.CharField(max_length=120, verbose_name="who was asked")),
                ("what", models.CharField(max_length=300, verbose_name="what has to go")),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at", None), ("removed_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="removed_after_it_was_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTakeDown",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("asked_of", models.CharField(max_length=120, verbose_name="who was asked")),
                ("what", models.CharField(max_length=300, verbose_name="what has to go")),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "historical take down",
                "verbose_name_plural": "historical take downs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        Guard("incidents_contact"),
        Guard("incidents_followup"),
        Guard("incidents_historicalfiled"),
        Guard("incidents_historicalincident"),
        Guard("incidents_historicalsanction"),
        Guard("incidents_historicalsitereview"),
        Guard("incidents_historicalstep"),
        Guard("incidents_historicaltakedown"),
        Guard("incidents_logreview"),
    ]
