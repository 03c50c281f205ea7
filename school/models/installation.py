"""Which machine serves this school."""

from django.db import models
from django.db.models import Q

from audit.history import records
from esafety.lib import clock


class Installation(models.Model):
    """The mark of the machine this database is at work on. One row, ever; its history says who took over, and why."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=64)
    since = models.DateTimeField(default=clock.now)

    history = records()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_machine_serves_the_school")]

    def __str__(self) -> str:
        return f"installation since {self.since:%Y-%m-%d}"
