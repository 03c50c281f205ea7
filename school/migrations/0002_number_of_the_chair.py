"""Whom to ring where a concern is about the headteacher."""

from django.db import migrations, models

from audit.guards import Guard

NUMBER = models.CharField(blank=True, max_length=40, verbose_name="number of the chair of governors")


class Migration(migrations.Migration):
    dependencies = [("school", "0001_initial")]
    operations = [
        migrations.AddField("School", "chair_number", NUMBER.clone()),
        migrations.AddField("HistoricalSchool", "chair_number", NUMBER.clone()),
        Guard("school_historicalschool"),
    ]
