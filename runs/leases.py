"""One worker at a time makes a file, and a dead one is found out: conditional UPDATEs (security.md F2, 4.4)."""

import os
import secrets
import socket

from django.db import transaction
from django.db.models import F, Q

from esafety.lib import clock
from runs import worker
from runs.lifecycle import AT_ONCE, FAILED, LEASE, MAKING, MOST_ATTEMPTS, WAITING, sources
from runs.models import Run, Sign


class Lost(Exception):
    """Another worker has taken the file over; what was made here is thrown away."""


def claim(pk: int) -> Run | None:
    """Take the file on, or None: done, somebody is at it, too many tries have failed, or enough are being made."""
    owner, now = f"{socket.gethostname()[:24]}:{os.getpid()}:{secrets.token_hex(8)}", clock.now()
    free = Q(state=WAITING) | Q(state=MAKING, lease_until__lte=now)
    mine = Run.objects.filter(free, pk=pk, state__in=sources("claim"), attempts__lt=MOST_ATTEMPTS)
    with transaction.atomic():
        Sign.objects.select_for_update().first()  # one claim after another: two workers cannot both be the last
        if Run.objects.being_made(now).count() >= AT_ONCE:
            return None
        taken = mine.update(
            state=MAKING,
            since=now,
            lease_owner=owner,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            started=now,
        )
    return Run.objects.select_related("asked_by").get(pk=pk) if taken else None


def held(run: Run):
    """The run as a queryset, empty once somebody else has claimed it."""
    return Run.objects.filter(pk=run.pk, state=MAKING, lease_owner=run.lease_owner)


def renew(run: Run) -> None:
    """Still at it. Raises Lost where another worker has taken over."""
    worker.sign()
    if not held(run).update(lease_until=clock.now() + LEASE):
        raise Lost


def put_back(run: Run, reason: str) -> None:
    """Leave the file for another try, after the last of which it is given up."""
    held(run).update(state=WAITING, since=clock.now(), lease_owner="", lease_until=None, reason=reason)


def end(rows, reason: str) -> bool:
    """Mark the run in `rows` as failed, where it still is what `rows` says."""
    return bool(
        rows.filter(state__in=sources("give up")).update(
            state=FAILED,
            since=clock.now(),
            finished=clock.now(),
            reason=reason,
            snapshot=None,
            lease_owner="",
            lease_until=None,
        )
    )
