"""Whoever is asked to do a step reads who asked."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import deletion

from audit.guards import Guard

KEY = {"null": True, "related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [("incidents", "0009_more_sources"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField(
            "historicalstep",
            "given_by",
            models.ForeignKey(blank=True, db_constraint=False, on_delete=deletion.DO_NOTHING, **KEY),
        ),
        migrations.AddField("step", "given_by", models.ForeignKey(on_delete=deletion.PROTECT, **KEY)),
        Guard("incidents_historicalstep"),
    ]
