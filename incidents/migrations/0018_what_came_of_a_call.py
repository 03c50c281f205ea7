"""A call nobody took, or that brought no advice yet, is told from one that did."""

from django.db import migrations, models

from audit.guards import Guard

CAME = [("advice", "They advised"), ("nothing", "They said"), ("nobody", "Nobody answered")]


def heard() -> models.CharField:
    return models.CharField("what came of the call", max_length=7, choices=CAME, default="advice")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0017_what_an_agency_found")]
    operations = [
        migrations.AddField("historicalreferral", "heard", heard()),
        migrations.AddField("referral", "heard", heard()),
        Guard("incidents_historicalreferral"),
    ]
