"""An outcome that names a sanction is no end where none was given."""

from django.db import migrations, models

from audit.guards import Guard

NAMED = models.BooleanField(default=False, verbose_name="somebody was given a sanction")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0013_told_of_a_class")]
    operations = [
        migrations.AddField("outcome", "sanction", NAMED.clone()),
        migrations.AddField("historicaloutcome", "sanction", NAMED),
        Guard("incidents_historicaloutcome"),
    ]
