"""The school's ladder as rows: who is told next, and when."""

from datetime import timedelta

from django.db import models

from audit.history import records
from notices.ladder import DEFAULT, Ladder, Step
from school import kept
from school.models import ProfileRow


class RungQuerySet(models.QuerySet):
    def ladder(self) -> Ladder:
        """The school's ladder; the default where the profile names no rung, so that an alarm always climbs."""
        rungs = sorted(kept.rows(Rung), key=lambda rung: (rung.after, rung.position))
        return Ladder(tuple(rung.as_step() for rung in rungs)) if rungs else DEFAULT


class Rung(ProfileRow):
    """Who is told next, and after how many minutes without an answer. Minutes are real time, day and night."""

    after = models.PositiveSmallIntegerField("minutes without an answer")
    repeat = models.BooleanField("tell everyone told before again", default=True)
    roles = models.JSONField("roles told from here on", default=list, blank=True)
    outside = models.BooleanField("tell the outside contact", default=False)

    history = records()
    objects = RungQuerySet.as_manager()

    def as_step(self) -> Step:
        return Step(timedelta(minutes=self.after), frozenset(self.roles), self.repeat, self.outside)
