"""What an administrator must know about alarms, worst first (security.md 4.1 P3, P6)."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from esafety.lib import clock
from notices import audience, heartbeat
from notices.daemon import CHORES
from notices.models import Delivery, Notice, Rung
from school.models import School

LATE = timedelta(seconds=60)
FAILING = 3  # attempts
RED, AMBER = "red", "amber"
Finding = tuple[str, str]  # colour, sentence


def findings() -> list[Finding]:
    """Everything that is wrong; an empty list is green."""
    checks = (_daemon, _chores, _alarms_unsent, _unregistered, _trouble, _ladder_ended, _failing, _mail, _outside)
    return [finding for check in checks for finding in check()]


def _daemon() -> Iterator[Finding]:
    since = heartbeat.age()
    if since is None:
        yield RED, "The alert daemon has never run. Start `manage.py alertd`."
    elif since > heartbeat.OLD:
        yield RED, f"The alert daemon was last seen {since.seconds // 60} minutes ago. Start `manage.py alertd`."


def _chores() -> Iterator[Finding]:
    since = heartbeat.age(CHORES)
    if since and since > 10 * heartbeat.OLD:
        yield AMBER, "The alert daemon's chores have stood still for some time: start `manage.py alertd` again."


def _alarms_unsent() -> Iterator[Finding]:
    old = clock.now() - LATE
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, wakes=True, created__lt=old)
    alarms = waiting.values("notice").distinct().count()
    if alarms:
        yield (
            RED,
            f"{alarms} alarms have a message unsent for more than a minute. Telephone the safeguarding lead.",
        )


def _unregistered() -> Iterator[Finding]:
    known = [kind.name for kind in audience.kinds()]
    count = Notice.objects.open().exclude(kind__in=known).count()
    if count:
        yield RED, f"{count} notices are of a kind nobody answers for, and are not sent."


def _trouble() -> Iterator[Finding]:
    count = Notice.objects.open().exclude(trouble="").count()
    if count:
        yield RED, f"For {count} notices it could not be found out whom to tell."


def _ladder_ended() -> Iterator[Finding]:
    last = len(Rung.objects.ladder().steps) - 1
    count = Notice.objects.open().real().filter(wakes=True, rung__gte=last).count()
    if count:
        yield RED, f"{count} alarms went through everyone on the ladder and nobody answered."


def _failing() -> Iterator[Finding]:
    people = Delivery.objects.filter(state=Delivery.State.WAITING, attempts__gte=FAILING).values("user").distinct()
    if count := people.count():
        yield AMBER, f"Messages to {count} people keep failing. Check their addresses and the mail server."


def _mail() -> Iterator[Finding]:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend") and not settings.DEBUG:
        yield RED, "Mail is not set up: messages only reach a folder. Set EMAIL_URL."


def _outside() -> Iterator[Finding]:
    school = School.current()
    if not (school.outside_contact and school.outside_agreed):
        yield AMBER, "Nobody outside the school has agreed to be told when no one answers."
    elif "@" not in school.outside_contact and not settings.WEBHOOK_URL:
        yield (
            AMBER,
            "The outside contact is a number and there is no second channel. Set WEBHOOK_URL, or a mail address.",
        )
    elif not school.telephone:
        yield AMBER, "The outside contact is not told which number to ring. Add the safeguarding lead's number."
