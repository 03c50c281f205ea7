"""A concern about an administrator is called by that too. Words alone: no table changes."""

from django.db import migrations, models

KINDS = [
    ("N", "Behaviour"),
    ("T", "Security"),
    ("S", "Child protection"),
    ("I", "May be a crime"),
    ("A", "Concern about an adult here"),
    ("AH", "Concern about the headteacher"),
    ("AD", "Concern about a lead or the co-ordinator"),
    ("AN", "Concern about a network manager or an administrator"),
    ("AU", "Concern about an adult not named"),
]


def kind() -> models.CharField:
    return models.CharField(choices=KINDS, max_length=2)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0021_names_the_coordinator")]
    operations = [
        migrations.AlterField("historicalincident", "kind", kind()),
        migrations.AlterField("incident", "kind", kind()),
    ]
