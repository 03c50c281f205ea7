"""After the commit: say "look" to the worker, and where the daemon is gone send from here as a last resort.

Nothing here may fail towards the person who reported: the rows are on disk, and the daemon finds them anyway.
"""

import logging
import threading
from contextlib import contextmanager

from celery import current_app
from django.db import connection, connections

from notices import heartbeat, sending

log = logging.getLogger(__name__)
STALE = 300  # seconds after which a mention is worth nothing: the daemon has long been there


_silent = False


@contextmanager
def silenced():
    """Nobody is nudged: for the demo, which writes what happened weeks ago."""
    global _silent
    _silent = True
    try:
        yield
    finally:
        _silent = False


def nudge(notice_id: int, wakes: bool) -> None:
    """Best effort, in well under a second."""
    if _silent:
        return
    if wakes and heartbeat.is_old():
        send_from_here(notice_id)
    try:
        current_app.send_task("notices.send", args=[notice_id], expires=STALE, retry=False)
    except Exception as error:  # no broker: it only ever speeded things up
        log.warning("the broker was not told: %s", type(error).__name__)


def send_from_here(notice_id: int) -> threading.Thread | None:
    """Send in this process without making anybody wait for the mail server."""
    if connection.in_atomic_block:
        return None  # not committed yet, so no other connection could see it
    thread = threading.Thread(target=_send, args=[notice_id], daemon=True, name="last-resort")
    thread.start()
    return thread


def _send(notice_id: int) -> None:
    try:
        sending.send_due(notice_id=notice_id)
    except Exception as error:  # the lease runs out and the next one sends
        log.error("last resort failed: %s", type(error).__name__)
    finally:
        connections.close_all()
