"""Every list asks which records an office is kept from: found by the office, not by reading every bar there is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0015_reference_of_a_capture")]
    operations = [migrations.AddIndex("Barred", models.Index(fields=["office"], name="barred_by_office"))]
