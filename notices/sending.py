"""Lease, send, then mark: a sender that dies loses nothing, and costs at most one duplicate (security.md F4, 4.2).

Any number of processes may do this at once: a message is claimed by a conditional UPDATE, which both engines decide.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F

from audit.ledger import ledger
from esafety.lib import clock
from notices import audience, channels, outside, wording
from notices.ladder import LEASE, WHOLE, wait_after
from notices.models import Delivery, Rung, Sending
from school import installation
from school.models import School

log = logging.getLogger(__name__)

GIVE_UP_AFTER = timedelta(hours=24)  # for what wakes nobody; an alarm is tried until somebody answers
NOT_THEIRS = "not theirs to know"
_AT_A_TIME = 20


def this_sender() -> str:
    """Who holds a lease: machine, process and thread."""
    return f"{socket.gethostname()[:24]}:{os.getpid()}:{threading.get_native_id()}"


def send_due(*, notice_id: int | None = None, stop: Callable[[], bool] = lambda: False) -> int:
    """Claim and send until nothing is due (of one notice, where one is named). Returns how many were in hand.

    Nothing leaves a machine that is held as a copy: it waits.
    """
    handled = 0
    if installation.is_held():
        return handled
    while not stop() and (delivery := claim(notice_id)):
        deliver(delivery)
        handled += 1
    return handled


def claim(notice_id: int | None = None) -> Delivery | None:
    """Take the next message that is due into this sender's hands for a minute; None when there is none."""
    now, owner = clock.now(), this_sender()
    due = Delivery.objects.due(now)
    if notice_id:
        due = due.filter(notice=notice_id)
    for pk in due.first_come().values_list("pk", flat=True)[:_AT_A_TIME]:
        mine = due.filter(pk=pk).update(lease_until=now + LEASE, lease_owner=owner, attempts=F("attempts") + 1)
        if mine:
            return Delivery.objects.select_related("notice", "user").get(pk=pk)
    return None


def deliver(delivery: Delivery) -> None:
    """Ask once more whether it may go, send it, mark it. One message's fault never stops another."""
    try:
        why_not = reason_to_drop(delivery)
        if why_not:
            return _drop(delivery, why_not)
        is_last = Rung.objects.ladder().is_last(delivery.notice.rung)
        channels.send(delivery, wording.words_of(delivery, is_last=is_last))
    except Exception as error:  # a resolver or a mail server, whatever its fault: this one waits, the others go
        fault = str(error) if isinstance(error, channels.Refused) else type(error).__name__
        log.warning("message %s not sent: %s", delivery.pk, fault)
        return _wait(delivery, fault)
    _mark_sent(delivery)


def reason_to_drop(delivery: Delivery) -> str:
    """Why it must not go any more; empty when it may. Raises Unregistered."""
    notice, is_alert = delivery.notice, delivery.what == Delivery.What.ALERT
    if is_alert and notice.is_over:
        return "answered"
    if delivery.outside:
        return outside.why_not(School.current())
    rung = delivery.rung if is_alert else WHOLE
    return "" if audience.may_have(delivery.user, notice, rung) else NOT_THEIRS


def _mine(delivery: Delivery):
    return Delivery.objects.filter(pk=delivery.pk, lease_owner=delivery.lease_owner, state=Delivery.State.WAITING)


def _mark_sent(delivery: Delivery) -> None:
    notice, now = delivery.notice, clock.now()
    with ledger("send", by=None, kind=notice.kind, ref=notice.ref) as book:
        _mine(delivery).update(state=Delivery.State.SENT, settled_at=now, lease_until=None, last_error="")
        book.add(_record_of(delivery, now))


def _record_of(delivery: Delivery, now: datetime) -> Sending:
    to = delivery.user.ref if delivery.user else ""
    return Sending(delivery=delivery, to=to, channel=delivery.channel, what=delivery.what, rung=delivery.rung, at=now)


def _drop(delivery: Delivery, why: str) -> None:
    _settle_unsent(delivery, Delivery.State.DROPPED, why, f"not sent: {why}")


def _wait(delivery: Delivery, fault: str) -> None:
    now = clock.now()
    if not delivery.wakes and now - delivery.created > GIVE_UP_AFTER:
        return _give_up(delivery, fault)
    _mine(delivery).update(next_at=now + wait_after(delivery.attempts), lease_until=None, last_error=fault[:60])


def _give_up(delivery: Delivery, fault: str) -> None:
    _settle_unsent(delivery, Delivery.State.GIVEN_UP, fault[:60], "not sent: given up after a day")


def _settle_unsent(delivery: Delivery, state: str, why: str, words: str) -> None:
    notice = delivery.notice
    with ledger("send", by=None, kind=notice.kind, ref=notice.ref) as book:
        settled = _mine(delivery).update(state=state, settled_at=clock.now(), lease_until=None, last_error=why)
        if settled:
            book.note(words)
