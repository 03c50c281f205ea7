"""A kind of which nobody has to be named: a thing that is missing."""

from django.db import migrations, models

from audit.guards import Guard


def nobody() -> models.BooleanField:
    return models.BooleanField("a thing is missing, so nobody has to be named", default=False)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0018_what_came_of_a_call")]
    operations = [
        migrations.AddField("historicalcategory", "nobody", nobody()),
        migrations.AddField("category", "nobody", nobody()),
        Guard("incidents_historicalcategory"),
    ]
