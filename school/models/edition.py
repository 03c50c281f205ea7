"""Which edition of the school's own data stands in the database."""

from uuid import uuid4

from django.db import models


class Edition(models.Model):
    """A stamp that changes with every write of what the school has settled. One row, ever; no fact, so no history."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_edition_at_a_time")]
