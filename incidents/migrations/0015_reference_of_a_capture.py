"""What monitoring software picked up has a reference there (T 18.5)."""

from django.db import migrations, models

from audit.guards import Guard

CAPTURE = models.CharField(blank=True, default="", max_length=60, verbose_name="reference of the monitoring software")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0014_ends_by_a_sanction")]
    operations = [
        migrations.AddField("historicalincident", "capture", CAPTURE, preserve_default=False),
        migrations.AddField("incident", "capture", CAPTURE, preserve_default=False),
        Guard("incidents_historicalincident"),
    ]
