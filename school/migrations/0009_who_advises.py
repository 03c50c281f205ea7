"""Whose advice is waited for before parents are told of a possible crime is the school's to say."""

from django.db import migrations, models

from audit.guards import Guard

ADVISES = models.BooleanField(default=False, verbose_name="says when parents may be told")


class Migration(migrations.Migration):
    dependencies = [("school", "0008_line_managers_told")]
    operations = [
        *(migrations.AddField(model, "advises", ADVISES.clone()) for model in ("Agency", "HistoricalAgency")),
        Guard("school_historicalagency"),
    ]
