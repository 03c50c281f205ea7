"""Whom to ring where a concern is about the safeguarding lead."""

from django.db import migrations, models

from audit.guards import Guard

NUMBER = models.CharField(blank=True, max_length=40, verbose_name="number of the headteacher")


class Migration(migrations.Migration):
    dependencies = [("school", "0005_edition_of_the_school")]
    operations = [
        migrations.AddField("School", "head_number", NUMBER.clone()),
        migrations.AddField("HistoricalSchool", "head_number", NUMBER.clone()),
        Guard("school_historicalschool"),
    ]
