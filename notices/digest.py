"""One mail at 07:45 on school days for those who asked for it (U45): how much is new, overdue, due today.

What waits for a person is counted by the rooms that know: each registers a counter. Messages kept back for the daily
mail count too, each matter once.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from django.db import transaction

from audit.ledger import ledger
from esafety.lib import clock, schooltime
from notices import audience
from notices.actions.notices import tell
from notices.actions.tasks import theirs
from notices.models import Delivery, Heartbeat
from school import calendar
from school.models import User

AT = time(7, 45)
KIND = "today"
_DONE = "daily mail"
Waiting = tuple[str, datetime | None]  # reference, and when it is due: nothing due reads as new

_counters: list[Callable[[User], Iterable[Waiting]]] = []


def register(counter: Callable[[User], Iterable[Waiting]]) -> None:
    """`counter(user)` gives what waits for this person, by visible_to: what is new, late, or due today."""
    if counter not in _counters:
        _counters.append(counter)


def is_time(now: datetime) -> bool:
    """Is it a school day, past the hour?"""
    there = clock.local(now)
    return there.time() >= AT and schooltime.is_school_day(there.date(), calendar.current())


def make_daily_mails() -> int:
    """Make today's, once. Called every minute; returns how many were made."""
    now = clock.now()
    _let_go()
    last = Heartbeat.objects.filter(name=_DONE).values_list("at", flat=True).first()
    if (last and clock.local(last).date() >= clock.today()) or not is_time(now):
        return 0
    with transaction.atomic():
        users = User.objects.filter(is_active=True, daily_mail=True).select_related("person")
        made = sum(make_for(user) for user in users)
        Heartbeat.objects.update_or_create(name=_DONE, defaults={"at": now})
    return made


def _let_go() -> None:
    """What was kept for somebody who no longer wants the daily mail goes as it would have."""
    kept = Delivery.objects.filter(state=Delivery.State.HELD, user__daily_mail=False)
    kept.update(state=Delivery.State.WAITING, next_at=clock.now())


def make_for(user: User) -> bool:
    """Today's mail for one person, if anything waits for them; what was kept back for it goes into it."""
    held = user.deliveries.filter(state=Delivery.State.HELD).select_related("notice")
    still = [row for row in held if not row.notice.is_over and audience.may_have(user, row.notice, row.rung)]
    facts = figures(user, [(row.notice.ref, row.notice.due) for row in still])
    with ledger("daily mail", by=None, kind=KIND, ref=user.ref) as book:
        held.update(state=Delivery.State.FOLDED, settled_at=clock.now())
        if not any(facts.values()):
            return False
        tell(book, kind=KIND, ref=user.ref, key=f"{KIND}:{user.ref}:{clock.today()}", facts=facts, by=None)
    return True


def figures(user: User, held: Iterable[Waiting] = ()) -> dict[str, int]:
    """How many matters are new, overdue and due today for this person; each once."""
    waiting = dict(held)
    for counter in _counters:
        waiting.update(counter(user))
    now, tomorrow = clock.now(), clock.at_school(clock.today() + timedelta(days=1))
    found = [_when(due, now, tomorrow) for due in waiting.values()]
    return {name: found.count(name) for name in ("new", "overdue", "today")}


def _when(due: datetime | None, now: datetime, tomorrow: datetime) -> str:
    if due is None:
        return "new"
    return "overdue" if due < now else "today" if due < tomorrow else "later"


def tasks_of(user: User) -> list[Waiting]:
    """A person's own tasks, as the daily mail counts them."""
    return [(task.slip, task.due) for task in theirs(user)]


def whose(notice, rung: int) -> list[User]:
    """The daily mail is for one person alone."""
    return list(User.objects.filter(ref=notice.ref, is_active=True))
