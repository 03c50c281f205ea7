"""Some are told of every matter of a class, whichever way it came to it."""

from django.db import migrations, models

from audit.guards import Guard

TELL = models.JSONField(blank=True, default=list, verbose_name="roles told of every matter of the class")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0012_this_term")]
    operations = [
        migrations.AddField("historicaltarget", "tell", TELL),
        migrations.AddField("target", "tell", TELL),
        Guard("incidents_historicaltarget"),
    ]
