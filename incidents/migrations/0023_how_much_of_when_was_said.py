"""How much of when something was somebody said stands beside it, and no longer in what the moment itself looks like."""

from django.db import migrations, models
from django.db.models import F

from audit.guards import Guard, remove

A_MARK = 1  # microsecond: the day was said and the time left as the page had set it
SAID = [("time", "The day and the time"), ("day", "The day"), ("nothing", "Neither")]


def said() -> models.CharField:
    return models.CharField("how much of when it was somebody said", max_length=7, choices=SAID, default="time")


def read_the_marks(apps, schema_editor):
    """The log committed to these rows without the column: what it says of them stands."""
    for name in ("incident", "historicalincident"):
        rows = apps.get_model("incidents", name).objects
        rows.filter(happened_at=F("reported_at")).update(happened_said="nothing")
        _marked(rows, "happened_at").update(happened_said="day")
    _marked(apps.get_model("incidents", "contact").objects, "at").update(at_said="day")


def _marked(rows, name: str):
    return rows.filter(pk__in=[key for key, at in rows.values_list("pk", name) if at.microsecond == A_MARK])


def open_the_guards(apps, schema_editor):
    for table in ("incidents_historicalincident", "incidents_contact"):
        remove(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0022_names_the_administrator")]
    operations = [
        migrations.AddField("historicalincident", "happened_said", said()),
        migrations.AddField("incident", "happened_said", said()),
        migrations.AddField("contact", "at_said", said()),
        migrations.RunPython(open_the_guards, migrations.RunPython.noop),
        migrations.RunPython(read_the_marks, migrations.RunPython.noop),
        Guard("incidents_historicalincident"),
        Guard("incidents_contact"),
    ]
