"""Alarming words whose question a category asks in its own words: it is not asked twice."""

from django.db import migrations, models

from audit.guards import Guard


def same_as() -> models.JSONField:
    return models.JSONField("codes of the questions of a category that ask the same", default=list, blank=True)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0019_what_a_report_says")]
    operations = [
        migrations.AddField("historicalwordcheck", "same_as", same_as()),
        migrations.AddField("wordcheck", "same_as", same_as()),
        Guard("incidents_historicalwordcheck"),
    ]
