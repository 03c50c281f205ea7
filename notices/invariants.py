"""What must hold however often anything was killed: INV-2 and INV-3 of security.md 5.1, as far as this room knows."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, F, OuterRef

from audit import invariants
from esafety.lib import clock
from notices import heartbeat
from notices.models import Delivery, Notice, Sending
from notices.sending import NOT_THEIRS

GRACE = timedelta(seconds=60)


def register() -> None:
    """Called when the app is ready. The rooms whose matters they are add what only they can tell."""
    invariants.register("INV-2a", "every alarm was told and climbs until it is answered", alarms)
    invariants.register("INV-3a", "what was sent is on record, and went to nobody who was refused", sendings)


def alarms() -> Iterator[str]:
    """INV-2, as far as this room knows."""
    yield from _untold()
    yield from _overdue()


def sendings() -> Iterator[str]:
    """INV-3, as far as this room knows."""
    yield from _sent_unrecorded()
    yield from _sent_after_refusal()


def _untold() -> Iterator[str]:
    old = Notice.objects.open().filter(wakes=True, created__lt=clock.now() - GRACE)
    nobody = old.exclude(Exists(Delivery.objects.filter(notice=OuterRef("pk"))))
    for notice in nobody:
        yield f"alarm {notice.pk} has no message to anybody."


def _overdue() -> Iterator[str]:
    if heartbeat.is_old():
        return
    for notice in Notice.objects.to_climb(clock.now() - GRACE):
        yield f"notice {notice.pk} should have climbed more than a minute ago."
    ended = Notice.objects.open().filter(wakes=True, practice=False, next_at=None)
    for notice in ended:
        yield f"alarm {notice.pk} is unanswered and climbs no more."


def _sent_unrecorded() -> Iterator[str]:
    unrecorded = Delivery.objects.filter(state=Delivery.State.SENT, sendings=None)
    for message in unrecorded:
        yield f"message {message.pk} was sent without a record of it."


def _sent_after_refusal() -> Iterator[str]:
    """From the chain's own rows: whoever was found to have no right to know got nothing from then on."""
    refused = Sending.objects.filter(
        delivery__state=Delivery.State.DROPPED, delivery__last_error=NOT_THEIRS, at__gt=F("delivery__settled_at")
    )
    for sending in refused:
        yield f"sending {sending.pk} went to somebody who had been refused."
    for sending in Sending.objects.exclude(to="").exclude(to=F("delivery__user__ref")):
        yield f"sending {sending.pk} went to somebody else than its message names."
