"""A kind of which nobody has to be named, a thing that is missing; and the part each had, as the reporter said it."""

from django.db import migrations, models

from audit.guards import Guard


def nobody() -> models.BooleanField:
    return models.BooleanField("a thing is missing, so nobody has to be named", default=False)


SAID = [
    ("subject", "Did it"),
    ("victim", "It was done to them"),
    ("witness", "Saw it"),
    ("discoverer", "Found it or told somebody"),
]


def part_said() -> models.CharField:
    return models.CharField("part the reporter said they had", max_length=10, choices=SAID, blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0018_what_came_of_a_call")]
    operations = [
        migrations.AddField("historicalcategory", "nobody", nobody()),
        migrations.AddField("category", "nobody", nobody()),
        Guard("incidents_historicalcategory"),
        migrations.AddField("historicalinvolved", "part_said", part_said(), preserve_default=False),
        migrations.AddField("involved", "part_said", part_said(), preserve_default=False),
        Guard("incidents_historicalinvolved"),
    ]
