"""Where the policy says so, a line manager hears that there is a report (T 7.10)."""

from django.db import migrations, models

from audit.guards import Guard

TOLD = models.BooleanField(default=False, verbose_name="line managers hear that their staff reported")


class Migration(migrations.Migration):
    dependencies = [("school", "0007_how_to_tell")]
    operations = [
        migrations.AddField("School", "line_managers_told", TOLD.clone()),
        migrations.AddField("HistoricalSchool", "line_managers_told", TOLD.clone()),
        Guard("school_historicalschool"),
    ]
