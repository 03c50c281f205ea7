"""Attempts to open what is not theirs are on record, alike for what is hidden and for what is not there (S11)."""

from datetime import timedelta

from audit.ledger import actor_of, note
from audit.models import Entry
from esafety.lib import clock
from esafety.lib.refs import is_ref

REFUSED, NOT_FOUND = "refused", "not found"
MOST, WITHIN = 60, timedelta(hours=1)  # entries a person can cause that way: trying addresses must not fill the log


def refused(by, kind: str, ref: str) -> None:
    """Their offices open nothing of that kind."""
    _note(REFUSED, by, kind, ref)


def not_found(by, kind: str, ref: str) -> None:
    """No such row among those they may know of."""
    _note(NOT_FOUND, by, kind, ref)


def _note(verb: str, by, kind: str, ref: str) -> None:
    """What was typed is kept where it is shaped as a reference; anything else may be a name."""
    if not _is_enough(by):
        note(verb, by=by, kind=kind, ref=ref if is_ref(ref) else "")


def _is_enough(by) -> bool:
    lately = Entry.objects.filter(at__gt=clock.now() - WITHIN, actor=actor_of(by), verb__in=[REFUSED, NOT_FOUND])
    return lately.order_by()[:MOST].count() == MOST
