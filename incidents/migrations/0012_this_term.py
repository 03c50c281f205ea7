"""How often somebody had a part in a matter this term is read from two indexes, however many records there are."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0011_kept_out_by_name"),
        ("school", "0005_edition_of_the_school"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="incident", name="incidents_i_reporte_b3cd8c_idx"),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["-reported_at", "kind", "owner", "id"], name="records_of_a_term"),
        ),
        migrations.AddIndex(
            model_name="involved",
            index=models.Index(fields=["person", "added_at"], name="parts_of_a_term"),
        ),
    ]
