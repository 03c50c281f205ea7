"""What people must know, and whether somebody answered."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.constants import OnConflict

from esafety.lib import clock

NOBODY_YET = -1


class NoticeQuerySet(models.QuerySet):
    def open(self):
        """Neither answered nor stood down."""
        return self.filter(answered_at=None, stood_down_at=None)

    def to_climb(self, now: datetime):
        """Those whose next rung is due."""
        return self.open().filter(next_at__lte=now)

    def real(self):
        """Without practice alarms, which stay out of every figure."""
        return self.filter(practice=False)

    def once(self, notice: "Notice") -> tuple["Notice", bool]:
        """Insert it, unless one with its key is there: that one then. Was it new? One statement, if it was."""
        pk, *fields = self.model._meta.concrete_fields
        (inserted,) = self._insert(
            [notice], fields=fields, using=self.db, returning_fields=[pk], on_conflict=OnConflict.IGNORE
        )
        if not inserted:
            return self.get(key=notice.key), False
        (notice.pk,), notice._state.adding, notice._state.db = inserted, False, self.db
        return notice, True


class Notice(models.Model):
    """Something people must know: what it is about by kind and reference, never who or what happened.

    Operational, not evidence: what happens to it is noted in the chain.
    """

    kind = models.CharField(max_length=40)
    ref = models.CharField("reference of what it is about", max_length=12)
    role = models.CharField(max_length=20, blank=True)
    key = models.CharField("the same key is the same notice", max_length=160, unique=True)
    wakes = models.BooleanField("climbs the ladder until somebody answers", default=False)
    practice = models.BooleanField(default=False)
    at_once = models.BooleanField("never kept for the daily mail", default=True)
    due = models.DateTimeField("when what it asks for is due", null=True)
    facts = models.JSONField("plain numbers its words need", default=dict)
    created = models.DateTimeField(default=clock.now)
    rung = models.SmallIntegerField("last rung told; -1 before anybody was", default=NOBODY_YET)
    next_at = models.DateTimeField("when the next rung is told", null=True)
    trouble = models.CharField("kind of fault when it was last addressed", max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stood_down_at = models.DateTimeField(null=True)

    about = None  # no column: what it is about, in the hands of whoever has just written it
    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["created", "pk"]
        indexes = [
            models.Index(fields=["kind", "ref"], name="notices_by_record"),
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="notices_to_climb"),
            models.Index(
                fields=["created"],
                condition=Q(wakes=True, answered_at=None, stood_down_at=None),
                name="notices_unanswered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="an_answer_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(next_at=None) | Q(answered_at=None, stood_down_at=None),
                name="an_answered_notice_climbs_no_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"

    @property
    def is_over(self) -> bool:
        return bool(self.answered_at or self.stood_down_at)


class Heartbeat(models.Model):
    """When something that must keep running was last seen to."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
