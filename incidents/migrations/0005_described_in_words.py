"""People who are described, and not named, found without reading everybody."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_words_in_a_column")]
    operations = [
        migrations.AddIndex(
            "Involved", models.Index(fields=["incident"], condition=~Q(description=""), name="described_in_words")
        ),
    ]
