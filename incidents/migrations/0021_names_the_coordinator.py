"""A kind of record is called by all it may be about. Words alone: no table changes."""

from django.db import migrations, models

KINDS = [
    ("N", "Behaviour"),
    ("T", "Security"),
    ("S", "Child protection"),
    ("I", "May be a crime"),
    ("A", "Concern about an adult here"),
    ("AH", "Concern about the headteacher"),
    ("AD", "Concern about a lead or the co-ordinator"),
    ("AN", "Concern about a network manager"),
    ("AU", "Concern about an adult not named"),
]


def kind() -> models.CharField:
    return models.CharField(choices=KINDS, max_length=2)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0020_asks_the_same")]
    operations = [
        migrations.AlterField("historicalincident", "kind", kind()),
        migrations.AlterField("incident", "kind", kind()),
    ]
