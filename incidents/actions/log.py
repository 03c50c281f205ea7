"""Looking at the log of a month is put on record."""

from datetime import date

from django.core.exceptions import PermissionDenied

from audit.ledger import ledger
from esafety.lib import clock
from incidents import log
from incidents.models import LogReview
from school.refusals import Refused
from school.roles import Perm


def review_log(month: date, text: str, *, by) -> LogReview:
    """Somebody looked at the log of the month that begins on `month`, and what they make of it (T 6.9).

    Pressed twice, it is one. Raises Refused for a month that has not begun.
    """
    if not by.can(Perm.REVIEW_LOG):
        raise PermissionDenied
    if month > clock.today():
        raise Refused("This month has not begun.")
    with ledger("look at the log", by=by, kind="log", ref=f"{month:%Y-%m}") as book:
        same = LogReview.objects.filter(month=month, by=by, text=text).last()
        if same and clock.local(same.at).date() == clock.today():
            return same
        return book.add(LogReview(month=month, by=by, text=text, records=log.number_of(by, month)))
