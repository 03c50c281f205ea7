"""What staff do who come upon something, and whom pupils can tell: for the pages that need no signing in."""

from django.db import migrations, models

from audit.guards import Guard

STAFF = models.TextField(blank=True, default="", verbose_name="what staff do who come upon something")
PUPILS = models.TextField(blank=True, default="", verbose_name="whom pupils can tell")
FOR_PUPILS = models.BooleanField(default=False, verbose_name="pupils can turn to it themselves")


class Migration(migrations.Migration):
    dependencies = [("school", "0006_number_of_the_head")]
    operations = [
        *(
            migrations.AddField(model, name, field.clone(), preserve_default=False)
            for model in ("School", "HistoricalSchool")
            for name, field in (("staff_help", STAFF), ("pupil_help", PUPILS))
        ),
        *(migrations.AddField(model, "for_pupils", FOR_PUPILS.clone()) for model in ("Agency", "HistoricalAgency")),
        Guard("school_historicalschool"),
        Guard("school_historicalagency"),
    ]
