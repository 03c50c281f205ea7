"""Each message of a notice: to whom, over which channel, how far it got; and the record that it went."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.models import AppendOnly
from esafety.lib import clock
from notices.ladder import LEASE, LONGEST_WAIT
from notices.models.notice import Notice


class DeliveryQuerySet(models.QuerySet):
    def due(self, now: datetime):
        """Waiting, their time come, in nobody's hands.

        A time twice as far ahead as is ever set means that the clock stepped back. Twice, because the others' "now"
        may be a moment later than ours: with once, two senders took the same message.
        """
        return self.filter(
            Q(next_at__lte=now) | Q(next_at__gt=now + 2 * LONGEST_WAIT),
            Q(lease_until=None) | Q(lease_until__lte=now) | Q(lease_until__gt=now + 2 * LEASE),
            state=Delivery.State.WAITING,
        )

    def first_come(self):
        """Those that wake people before all others, then the longest waiting."""
        return self.order_by("-wakes", "next_at", "pk")


class Delivery(models.Model):
    """One message to one person over one channel, or to the contact outside the school."""

    class Channel(models.TextChoices):
        MAIL = "mail", "Mail"
        WEBHOOK = "webhook", "Second channel"

    class What(models.TextChoices):
        ALERT = "alert", "Notice"
        STAND_DOWN = "stand_down", "Answered"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        HELD = "held", "Kept for the daily mail"
        FOLDED = "folded", "In the daily mail"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Not sent: not theirs to know, or answered already"
        GIVEN_UP = "given_up", "Given up"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    rung = models.SmallIntegerField(default=0)
    what = models.CharField(max_length=10, choices=What.choices, default=What.ALERT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="deliveries")
    outside = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MAIL)
    wakes = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField(default=clock.now)
    next_at = models.DateTimeField("not before", default=clock.now)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField("when it was sent, dropped or given up", null=True)
    last_error = models.CharField("kind of fault, never an address", max_length=60, blank=True)
    message_id = models.CharField("the same message has the same", max_length=64)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="deliveries_waiting"),
            models.Index(fields=["user", "state"], name="deliveries_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "rung", "user", "channel", "what"], name="one_message_a_person_rung_and_channel"
            ),
            models.UniqueConstraint(
                fields=["notice", "rung", "channel", "what"],
                condition=Q(outside=True),
                name="one_message_a_rung_to_the_outside_contact",
            ),
            models.CheckConstraint(
                condition=Q(outside=True, user=None) | Q(outside=False, user__isnull=False),
                name="a_message_is_to_a_person_or_to_the_outside_contact",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "held"]) ^ Q(settled_at__isnull=False),
                name="a_settled_message_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id


class Sending(AppendOnly):
    """A message was handed over, after asking once more who may know. Evidence: never changed, in the chain."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="sendings")
    to = models.CharField("reference of the account; empty for the outside contact", max_length=9, blank=True)
    channel = models.CharField(max_length=8)
    what = models.CharField(max_length=10)
    rung = models.SmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"sending {self.pk}"
