"""What is to be written when a step is done, with room for it; the task a step made for another role."""

from django.db import migrations, models
from django.db.models import deletion

from audit.guards import Guard

ASKS = models.CharField(blank=True, max_length=120, verbose_name="what to write when it is done")
REASON = models.CharField(blank=True, max_length=4000, verbose_name="what was written when it was done or excused")
TASK = models.ForeignKey(null=True, on_delete=deletion.PROTECT, related_name="+", to="notices.task")
TASK_THEN = models.ForeignKey(
    blank=True, db_constraint=False, null=True, on_delete=deletion.DO_NOTHING, related_name="+", to="notices.task"
)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_search"), ("notices", "0001_notices")]
    operations = [
        migrations.AddField("StepTemplate", "asks", ASKS.clone()),
        migrations.AddField("HistoricalStepTemplate", "asks", ASKS.clone()),
        migrations.AddField("Step", "asks", ASKS.clone()),
        migrations.AddField("HistoricalStep", "asks", ASKS.clone()),
        migrations.AddField("Step", "task", TASK),
        migrations.AddField("HistoricalStep", "task", TASK_THEN),
        migrations.AlterField("Step", "reason", REASON.clone()),
        migrations.AlterField("HistoricalStep", "reason", REASON.clone()),
        Guard("incidents_historicalstep"),
        Guard("incidents_historicalsteptemplate"),
    ]
