import uuid

from django.db import migrations, models


def begin(apps, schema_editor):
    apps.get_model("school", "Edition").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("school", "0004_machine_of_the_school"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("stamp", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_edition_at_a_time")],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
