"""Mention a file to whoever works in the background. The database knows what is due; a lost mention is repeated."""

import logging

from celery import current_app

log = logging.getLogger(__name__)
STALE = 300  # seconds after which a mention is worth nothing: the sweeper has made a new one


def mention(pk: int) -> None:
    """Ask a worker to look at this run. Without a broker nothing is lost: the sweeper asks again."""
    try:
        current_app.send_task("runs.make", args=[pk], expires=STALE, retry=False)
    except Exception as failure:  # whatever the transport raises; the row is saved and stays due
        log.warning("The broker did not take run %s: %s", pk, type(failure).__name__)
