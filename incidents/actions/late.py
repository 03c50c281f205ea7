"""What was not answered or not finished in time: senior leaders and the head are told, once (M L258)."""

from django.db.models import Q

from audit.ledger import ledger
from esafety.lib import clock
from incidents import log, notifications
from incidents.lifecycle import State
from incidents.models import Event, Incident
from notices.models import Notice

WORDS = {
    "answer": log.NOT_ANSWERED,
    "finish": "Not finished in time: senior leaders were told",
}


def tell_late() -> int:
    """Tell of everything that is late and was not told of yet. Called every minute; answers how many that were."""
    waiting = {_key(record): record for record in _missed(Q())}
    known = set(Notice.objects.filter(key__in=waiting).values_list("key", flat=True))
    return sum(_tell(record) for key, record in waiting.items() if key not in known)


def _missed(which: Q):
    """Late records of the log; what wakes people has its ladder."""
    return Incident.objects.filter(log.late(), which, kind__in=log.LOGGED, wakes=False)


def _tell(found: Incident) -> bool:
    """One record, held so that it is told of once however many processes look; False where it is late no more."""
    with ledger("late", by=None, kind="incident", ref=found.ref) as book:
        record = _missed(Q(pk=found.pk)).select_for_update(of=("self",)).first()
        if not record or Notice.objects.filter(key=_key(record)).exists():
            return False
        stage = _stage(record)
        book.add(Event(incident=record, verb="late", words=WORDS[stage], by=None, at=clock.now()))
        notifications.late(book, record, key=_key(record), due=_due(record))
    return True


def _stage(record: Incident) -> str:
    return "answer" if record.state == State.REPORTED else "finish"


def _due(record: Incident):
    return record.due_at if record.state == State.REPORTED else record.finish_by


def _key(record: Incident) -> str:
    """Each time that was missed once: one opened again has another."""
    return f"{notifications.LATE}:{record.ref}:{_stage(record)}:{_due(record):%Y%m%d%H%M}"
