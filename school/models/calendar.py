"""When the school is open: terms and the days it is closed within them."""

from django.db import models
from django.db.models import F, Q

from audit.history import records


class Term(models.Model):
    """A term, from its first to its last day."""

    name = models.CharField(max_length=60)
    starts = models.DateField(unique=True)
    ends = models.DateField()

    history = records()

    class Meta:
        ordering = ["starts"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_term_ends_after_it_starts")]


class Closure(models.Model):
    """Days inside a term when the school is closed: half term, training days, snow. Bank holidays are known anyway."""

    name = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()

    history = records()

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_closure_ends_after_it_starts")
        ]
