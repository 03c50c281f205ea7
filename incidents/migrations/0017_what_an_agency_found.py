"""An outcome that says what an agency found is no end before that agency has answered."""

import django.db.models.deletion as on
from django.db import migrations, models

from audit.guards import Guard

FOUND_BY = models.ForeignKey("school.agency", on.PROTECT, null=True, blank=True)
KEPT = models.ForeignKey("school.agency", on.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="+")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0016_barred_by_office"), ("school", "0009_who_advises")]
    operations = [
        migrations.AddField("historicaloutcome", "agency", KEPT),
        migrations.AddField("outcome", "agency", FOUND_BY),
        Guard("incidents_historicaloutcome"),
    ]
