"""What people are asked to do."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.history import records
from esafety.lib import clock
from esafety.lib.refs import new_ref
from school.roles import Role

WITHIN_THE_DAY = timedelta(hours=8)
A_WHILE = timedelta(hours=1)  # for so long somebody may say that they pressed "Done" by mistake


class TaskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None, withdrawn_at=None)

    def just_done(self, user):
        """Those this person marked as done a short while ago."""
        return self.filter(done_by=user, done_at__gt=clock.now() - A_WHILE)

    def asked_of(self, user):
        """Those asked of this person, or of an office they hold; before the owning room's deny rules."""
        return self.filter(Q(for_person=user.person_id) | Q(for_role__in=user.roles))


class Task(models.Model):
    """Something a person is asked to do. Its words obey the mail rule: no name, no category, no reason why."""

    slip = models.CharField("its own reference", max_length=9, unique=True, default=new_ref, editable=False)
    words = models.CharField(max_length=300)
    for_role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    for_person = models.ForeignKey("school.Person", models.PROTECT, null=True, related_name="tasks")
    due = models.DateTimeField(null=True)
    kind = models.CharField("what it is part of", max_length=40)
    ref = models.CharField("reference of what it is part of", max_length=12)
    created = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    history = records()
    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "created", "pk"]
        indexes = [
            models.Index(fields=["kind", "ref"], name="tasks_by_record"),
            models.Index(fields=["for_role", "done_at"], name="tasks_by_role"),
            models.Index(fields=["for_person", "done_at"], name="tasks_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(for_role="") ^ Q(for_person=None), name="a_task_is_for_a_role_or_for_a_person"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="a_task_done_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(withdrawn_at=None), name="a_task_is_not_both_done_and_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return self.slip

    @property
    def is_late(self) -> bool:
        return bool(self.due and not self.done_at and self.due < clock.now())

    @property
    def is_urgent(self) -> bool:
        """Asked for within hours of the asking."""
        return bool(self.due and self.due - self.created <= WITHIN_THE_DAY)

    @property
    def is_just_done(self) -> bool:
        """May whoever did it still say that it was a mistake?"""
        return bool(self.done_at and clock.now() - self.done_at < A_WHILE)
