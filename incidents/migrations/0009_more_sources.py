"""Two more who may have said it first: what watches the learning platform, and what watches remote access (M L94)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0008_taken_back"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalincident",
            name="source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("saw_it", "Seen by whoever reports it"),
                    ("pupil", "A pupil"),
                    ("parent", "A parent or carer"),
                    ("staff", "Somebody who works here"),
                    ("filter", "The web filter"),
                    ("monitoring", "Monitoring of screens"),
                    ("mail_monitoring", "Monitoring of e-mail"),
                    ("platform", "Monitoring of the learning platform"),
                    ("remote", "Monitoring of remote access"),
                    ("complaint", "A complaint"),
                    ("other", "Something else"),
                ],
                max_length=15,
                verbose_name="who said it first",
            ),
        ),
        migrations.AlterField(
            model_name="incident",
            name="source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("saw_it", "Seen by whoever reports it"),
                    ("pupil", "A pupil"),
                    ("parent", "A parent or carer"),
                    ("staff", "Somebody who works here"),
                    ("filter", "The web filter"),
                    ("monitoring", "Monitoring of screens"),
                    ("mail_monitoring", "Monitoring of e-mail"),
                    ("platform", "Monitoring of the learning platform"),
                    ("remote", "Monitoring of remote access"),
                    ("complaint", "A complaint"),
                    ("other", "Something else"),
                ],
                max_length=15,
                verbose_name="who said it first",
            ),
        ),
    ]
