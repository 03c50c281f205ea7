"""Several people may have the name a reporter wrote: all of them are kept out until somebody says who it is."""

from django.db import migrations, models

BECAUSE = models.CharField(
    max_length=10,
    choices=[
        ("subject", "Their conduct is in question"),
        ("conflicted", "Should not handle this"),
        ("office", "They hold the office the reporter named"),
        ("name", "They have the name the reporter wrote"),
    ],
)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0010_who_gave_a_step")]
    operations = [
        migrations.AlterField("barred", "because", BECAUSE),
        migrations.AlterField("historicalbarred", "because", BECAUSE.clone()),
    ]
