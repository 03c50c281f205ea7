"""Telling, climbing, answering, standing down."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q

from audit.ledger import Book, ledger
from esafety.lib import clock
from notices import audience, channels, nudge
from notices.ladder import WHOLE, Ladder
from notices.models import Delivery, Notice, Rung
from notices.models.notice import NOBODY_YET
from notices.outside import by_mail
from school.models import School, User

log = logging.getLogger(__name__)

_LOOK_AGAIN = timedelta(seconds=60)  # after a fault in finding out whom to tell


class NotTheirs(PermissionDenied):
    """This is not a notice this person may have, so they cannot answer it. Pages say 404."""


def tell(
    book: Book,
    *,
    kind: str,
    ref: str,
    key: str,
    by: User | None,
    role: str = "",
    wakes: bool = False,
    due: datetime | None = None,
    at_once: bool | None = None,
    practice: bool = False,
    facts: dict | None = None,
    about=None,
) -> Notice:
    """Owe people a notice: it and its first messages commit with what the caller's `book` writes, or not at all.

    The same `key` is the same notice, told once. `wakes` climbs the ladder until somebody answers; what does not is
    kept from `by`, who knows already. `facts` are plain numbers its words need; `about` is the matter, where the
    caller has just written it. A fault in finding out whom to tell never loses the caller's work: the daemon finds out
    instead.
    """
    if at_once is None:
        at_once = wakes or _is_at_once(kind)
    given = {"role": role, "wakes": wakes, "due": due, "practice": practice, "at_once": at_once, "facts": facts or {}}
    notice, ladder = Notice(key=key, kind=kind, ref=ref, **given), Rung.objects.ladder()
    _rise(notice, ladder, notice.created, clock.now())
    notice, new = Notice.objects.once(notice)
    if new:
        notice.about = about
        book.note("tell", kind=kind, ref=ref)
        _tell_first(notice, ladder, by)
        transaction.on_commit(partial(nudge.nudge, notice.pk, wakes), robust=True)
    return notice


def climb(notice: Notice, *, by: User | None = None) -> bool:
    """Tell the next rung of a notice whose time has come. Once only, however many processes try; True for the one."""
    try:
        with ledger("climb", by=by, kind=notice.kind, ref=notice.ref) as book:
            ladder, now = Rung.objects.ladder(), clock.now()
            if not _reach(notice, ladder, now):
                return False
            _address(notice, ladder)
            book.note(f"rung {notice.rung} told")
    except Exception as error:  # a resolver's fault stops this notice for a minute, not the others
        _note_trouble(notice, error)
        return False
    return True


def answer(kind: str, ref: str, *, by: User) -> list[Notice]:
    """ "I have this": end the climbing, tell everyone alerted. Raises NotTheirs. Nothing open, or again: no change."""
    with ledger("answer", by=by, kind=kind, ref=ref) as book:
        waiting = list(Notice.objects.select_for_update().open().filter(kind=kind, ref=ref))
        theirs = [notice for notice in waiting if audience.may_have(by, notice)]
        if waiting and not theirs:
            raise NotTheirs
        for notice in theirs:
            _end(notice, answered_at=clock.now(), answered_by=by)
            book.note("answer")
    return theirs


def stand_down(kind: str, ref: str, *, by: User | None) -> list[Notice]:
    """End the notices of a matter that needs no answer any more, without one; everyone alerted is told."""
    with ledger("stand down", by=by, kind=kind, ref=ref) as book:
        waiting = list(Notice.objects.select_for_update().open().filter(kind=kind, ref=ref))
        for notice in waiting:
            _end(notice, stood_down_at=clock.now())
            book.note("stand down")
    return waiting


def shift_ladders(jump: timedelta, *, by: User | None = None) -> None:
    """The machine's clock was set: move what is to come by as much, so that minutes without an answer stay minutes."""
    with ledger("shift ladders", by=by, kind="notice", ref="") as book:
        Notice.objects.open().exclude(next_at=None).update(next_at=F("next_at") + jump)
        Delivery.objects.filter(state=Delivery.State.WAITING).update(next_at=F("next_at") + jump)
        book.note("the clock was set")


def _is_at_once(kind: str) -> bool:
    try:
        return audience.kind_of(kind).at_once
    except audience.Unregistered:
        return True


def _tell_first(notice: Notice, ladder: Ladder, by: User | None) -> None:
    now = clock.now()
    try:
        with transaction.atomic():
            _address(notice, ladder, but=None if notice.wakes else by)
    except Exception as error:  # the report it is about must be saved all the same
        _note_trouble(notice, error, at=now, rung=NOBODY_YET)


def _note_trouble(notice: Notice, error: Exception, at: datetime | None = None, **stands) -> None:
    log.error("notice %s could not be addressed: %s", notice.pk, type(error).__name__)
    again = at or clock.now() + _LOOK_AGAIN
    troubled = {"trouble": type(error).__name__[:60], "next_at": again, **stands}
    Notice.objects.open().filter(pk=notice.pk).update(**troubled)


def _rise(notice: Notice, ladder: Ladder, reached: datetime, now: datetime) -> None:
    """One rung up, and when the next is due."""
    notice.rung += 1
    ends = not notice.wakes or (notice.practice and ladder.is_last(notice.rung))
    notice.next_at = None if ends else ladder.next_due(notice.rung, reached, now)


def _reach(notice: Notice, ladder: Ladder, now: datetime) -> bool:
    """Move up one rung, if nobody else just did and nobody answered."""
    untouched = Notice.objects.open().filter(pk=notice.pk, rung=notice.rung)
    _rise(notice, ladder, notice.next_at, now)
    return bool(untouched.update(rung=notice.rung, next_at=notice.next_at, trouble=""))


def _address(notice: Notice, ladder: Ladder, but: User | None = None) -> None:
    """The messages of the rung just reached. Nobody gets a second while a first still waits: no storm after a gap."""
    asked, step = audience.asked(notice, notice.rung), ladder.step(notice.rung)
    alerted = notice.deliveries.filter(what=Delivery.What.ALERT)
    coming = alerted.filter(state=Delivery.State.WAITING) if step.repeat else alerted
    spared = {*(coming.values_list("user", flat=True) if notice.rung else ()), but.pk if but else None}
    messages = [row for user in asked.users if user.pk not in spared for row in _messages(notice, user)]
    outside = step.outside or asked.outside or not asked.users
    if notice.wakes and not notice.practice and outside and not alerted.filter(outside=True).exists():
        messages += _messages_outside(notice)
    Delivery.objects.bulk_create(messages, ignore_conflicts=True)


def _messages(notice: Notice, user: User, what: str = Delivery.What.ALERT) -> list[Delivery]:
    both = notice.wakes and settings.WEBHOOK_URL
    held = user.daily_mail and not notice.at_once
    state = Delivery.State.HELD if held else Delivery.State.WAITING
    ways = [Delivery.Channel.MAIL, Delivery.Channel.WEBHOOK] if both else [Delivery.Channel.MAIL]
    return [_message(notice, way, what, user=user, state=state) for way in ways]


def _messages_outside(notice: Notice, what: str = Delivery.What.ALERT) -> list[Delivery]:
    """To an address by mail, to a number over the second channel; none until the school ticked "agreed with them"."""
    school = School.current()
    if not (school.outside_agreed and school.outside_contact and (by_mail(school) or settings.WEBHOOK_URL)):
        return []
    way = Delivery.Channel.MAIL if by_mail(school) else Delivery.Channel.WEBHOOK
    return [_message(notice, way, what, outside=True)]


def _message(notice: Notice, channel: str, what: str, **to) -> Delivery:
    message = Delivery(notice=notice, rung=notice.rung, what=what, channel=channel, wakes=notice.wakes, **to)
    message.message_id = channels.message_id(notice.key, message)
    return message


def _end(notice: Notice, **how) -> None:
    for name, value in how.items():
        setattr(notice, name, value)
    Notice.objects.filter(pk=notice.pk).update(next_at=None, trouble="", **how)
    in_nobodys_hands = Q(lease_until=None) | Q(lease_until__lte=clock.now())
    unsent = notice.deliveries.filter(
        in_nobodys_hands, what=Delivery.What.ALERT, state__in=[Delivery.State.WAITING, Delivery.State.HELD]
    )
    unsent.update(state=Delivery.State.DROPPED, settled_at=clock.now(), last_error="answered")
    if notice.wakes:
        _stand_everyone_down(notice)
        transaction.on_commit(partial(nudge.nudge, notice.pk, False), robust=True)


def _stand_everyone_down(notice: Notice) -> None:
    """To everyone a message was tried for, the deny rules asked again: whoever may no longer know hears nothing."""
    tried = notice.deliveries.filter(what=Delivery.What.ALERT, attempts__gt=0)
    alerted = set(tried.values_list("user", flat=True))
    may_know = [user for user in audience.asked(notice, WHOLE).users if user.pk in alerted]
    rows = [row for user in may_know for row in _messages(notice, user, Delivery.What.STAND_DOWN)]
    if tried.filter(outside=True).exists():
        rows += _messages_outside(notice, Delivery.What.STAND_DOWN)
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
