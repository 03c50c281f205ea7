"""A file that was asked for, and the facts of the file once it is made."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse

from audit.models import AppendOnly
from esafety.lib import clock
from esafety.lib.refs import new_ref
from runs.lifecycle import FAILED, MAKING, PATIENCE, READY, WAITING


class RunQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(state__in=[WAITING, MAKING])

    def being_made(self, now):
        """By somebody who was heard of while the lease ran."""
        return self.filter(state=MAKING, lease_until__gt=now)

    def abandoned(self, now):
        """Being made, but whoever made them has not been heard of since the lease ran out."""
        return self.filter(state=MAKING, lease_until__lte=now)

    def overlooked(self, now):
        """Waiting so long that the broker may have lost the message, or abandoned half-way."""
        return self.filter(Q(state=WAITING, since__lte=now - PATIENCE) | Q(state=MAKING, lease_until__lte=now))


class Run(models.Model):
    """Somebody, or the calendar, asked for a file. One row for each key, however often and by whomever it is asked.

    Working state, not a record: who asked, what was made and who fetched it are entries in the audit log, and the
    facts of the file made are a `File`, which nothing may change.
    """

    class State(models.TextChoices):
        WAITING = WAITING, "Waiting"
        MAKING = MAKING, "Being made"
        READY = READY, "Ready"
        FAILED = FAILED, "Not made"

    code = models.CharField("own reference, for addresses", max_length=9, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=40)
    ref = models.CharField("reference of what it is about", max_length=40)
    key = models.CharField("asked for once only", max_length=200, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="runs", null=True)
    asked = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=State.choices, default=WAITING)
    since = models.DateTimeField("in this state since", default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_owner = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    # What the file will say, as it stood at `frozen`; emptied as soon as the file is there or is given up.
    snapshot = models.JSONField(null=True)
    frozen = models.DateTimeField(null=True)
    reason = models.CharField("why it was not made", max_length=300, blank=True)
    damaged = models.DateTimeField("found to be no longer what was made", null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-asked", "-pk"]
        indexes = [
            models.Index(fields=["state", "since"]),
            models.Index(fields=["kind", "ref"]),
            models.Index(fields=["asked_by", "-asked"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[WAITING, MAKING, READY, FAILED]), name="a_known_state"),
            models.CheckConstraint(
                condition=(Q(state=MAKING) & Q(lease_until__isnull=False) & ~Q(lease_owner=""))
                | (~Q(state=MAKING) & Q(lease_until=None) & Q(lease_owner="")),
                name="only_a_file_being_made_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(snapshot__isnull=True) | Q(state__in=[WAITING, MAKING], frozen__isnull=False),
                name="a_snapshot_goes_when_the_file_is_done",
            ),
            models.CheckConstraint(condition=~Q(state=FAILED) | ~Q(reason=""), name="what_was_not_made_says_why"),
            models.CheckConstraint(
                condition=Q(finished__isnull=False, state__in=[READY, FAILED])
                | Q(finished=None, state__in=[WAITING, MAKING]),
                name="what_is_done_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("runs:detail", args=[self.code])

    @property
    def is_done(self) -> bool:
        return self.state in (READY, FAILED)


class File(AppendOnly):
    """The file a run ended in. Its name on disk is its own checksum, so it cannot change unseen."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="file")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("bytes")
    pages = models.PositiveIntegerField()
    made = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, pages__gt=0), name="a_file_is_not_empty"),
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="a_file_has_its_checksum"),
        ]

    def __str__(self) -> str:
        return self.sha256[:16]


class Sign(models.Model):
    """When a worker was last heard of. One row: that some worker lives is all a waiting person needs to know."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_sign_of_life")]
