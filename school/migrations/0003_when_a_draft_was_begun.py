"""When somebody began what they have not sent, so that two such pages can be told apart."""

from django.db import migrations, models

from esafety.lib import clock


class Migration(migrations.Migration):
    dependencies = [("school", "0002_number_of_the_chair")]
    operations = [migrations.AddField("Draft", "begun", models.DateTimeField(default=clock.now))]
