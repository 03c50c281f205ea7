"""The last alarm test in a sentence, for the home page and for governors (U25, U26)."""

from datetime import timedelta

from django.conf import settings

from esafety.lib import clock
from notices.models import Notice
from notices.own import PRACTICE
from school.notifications import leave_the_machine

SENDER = "sender"  # the account that pressed, among the facts of the notice
NOWHERE = "nowhere"  # and whether its mails stayed on this machine, where nobody reads them
A_MONTH = timedelta(days=31)  # testing it is a monthly duty


def last() -> Notice | None:
    """The latest practice alarm."""
    return Notice.objects.filter(kind=PRACTICE).select_related("answered_by__person").last()


def was_answered() -> bool:
    """Did a test that counts ever get its answer."""
    return any(map(_counts, Notice.objects.filter(kind=PRACTICE, answered_at__isnull=False)))


def leaves_the_machine() -> bool:
    """Would an alarm reach anybody who is not looking at a page: by mail, or over the second channel?"""
    return leave_the_machine() or bool(settings.WEBHOOK_URL)


def went_nowhere(notice: Notice | None) -> bool:
    """Did it go to a folder alone, so that whoever answered had a page open?"""
    return bool(notice and notice.facts.get(NOWHERE))


def _counts(notice: Notice) -> bool:
    """One that its sender answered shows nothing, nor does one that went to a folder, but where nothing is real."""
    return not by_sender(notice) and (settings.DEBUG or not went_nowhere(notice))


def by_sender(notice: Notice | None) -> bool:
    """Did whoever sent it answer it? That shows nothing of whether it reaches anybody."""
    return bool(notice and notice.answered_by_id and notice.answered_by_id == notice.facts.get(SENDER))


def is_due() -> bool:
    """Was the last test that counts more than a month ago, or never?"""
    lately = Notice.objects.filter(kind=PRACTICE, created__gte=clock.now() - A_MONTH)
    return not any(map(_counts, lately))


def recent() -> list[tuple[str, str]]:
    """The day and the outcome of the last twelve tests, latest first."""
    tests = Notice.objects.filter(kind=PRACTICE).order_by("-created")[:12]
    return [(_day(test), _outcome(test)) for test in tests]


def sentence(notice: Notice | None) -> str:
    """ "Last alarm test 3 Nov: answered in 6 minutes." """
    if notice is None:
        return "The alarm has not been tested yet."
    return f"Last alarm test {_day(notice)}: {_outcome(notice)}."


def minutes(notice: Notice) -> int | None:
    """Whole minutes until somebody answered, at least 1; None where nobody did."""
    if notice.answered_at is None:
        return None
    return max(1, round((notice.answered_at - notice.created).total_seconds() / 60))


def _outcome(notice: Notice) -> str:
    taken = minutes(notice)
    if by_sender(notice):
        return "answered only by whoever sent it"
    if taken:
        where = ", on a page alone: mail went to a folder" if went_nowhere(notice) else ""
        return f"answered in {taken} minute{'' if taken == 1 else 's'}{where}"
    return "nobody answered" if notice.is_over or notice.next_at is None else "not answered yet"


def _day(notice: Notice) -> str:
    there = clock.local(notice.created)
    year = "" if there.year == clock.today().year else f" {there.year}"
    return f"{there.day} {there:%b}{year}"
