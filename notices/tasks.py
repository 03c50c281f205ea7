"""Doorways for the worker. They take an id, read the rows again, and may run twice."""

from celery import shared_task

from notices import heartbeat, sending, watch
from school import installation


@shared_task(name="notices.send")
def send(notice_id: int) -> None:
    """Send what one notice owes now; the daemon would within two seconds."""
    sending.send_due(notice_id=notice_id)


@shared_task(name="notices.stand_in")
def stand_in() -> None:
    """Where the daemon is gone, climb and send in its place. Asked for every minute by the scheduler."""
    if heartbeat.is_old() and not installation.is_held():
        watch.climb_due()
        sending.send_due()
