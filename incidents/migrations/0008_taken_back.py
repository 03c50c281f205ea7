"""A sanction that was given by mistake is taken back, and says why."""

from django.db import migrations, models

from audit.guards import Guard

TAKEN_BACK = models.CharField(
    blank=True, default="", max_length=300, verbose_name="why it was taken back, where it was a mistake"
)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0007_what_was_done")]
    operations = [
        migrations.AddField("Sanction", "taken_back", TAKEN_BACK.clone(), preserve_default=False),
        migrations.AddField("HistoricalSanction", "taken_back", TAKEN_BACK.clone(), preserve_default=False),
        Guard("incidents_historicalsanction"),
    ]
