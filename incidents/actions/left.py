"""Records whose owner deals with them no longer: those who deal with that kind are told, once."""

from django.db.models import Q

from audit.ledger import ledger
from esafety.lib import clock
from incidents import disclosure, notifications
from incidents.models import Event, Incident
from notices.models import Notice
from school.models import Person

WORDS = "Whoever has it deals with it no longer: those who may were told that it needs another"


def tell_left() -> int:
    """Tell of every record that was left behind and was not told of yet. Answers how many that were."""
    waiting = {_key(record): record for record in _left_behind(Q())}
    known = set(Notice.objects.filter(key__in=waiting).values_list("key", flat=True))
    return sum(_tell(record) for key, record in waiting.items() if key not in known)


def is_left_behind(record: Incident) -> bool:
    """Did its owner leave, or hold no office any more by which they could have it?"""
    user = getattr(record.owner, "user", None)
    roles = user.roles if user and not record.owner.has_left else frozenset()
    may = disclosure.owns(record.kind, record.cls, roles) or disclosure.answers(record.kind, roles)
    return record.owner_id is not None and not may


def _left_behind(which: Q) -> list[Incident]:
    """Asked owner by owner: they are few, and their offices are read once each."""
    rows = Incident.objects.open().filter(which)
    owners = Person.objects.filter(pk__in=rows.values("owner")).select_related("user")
    found = []
    for owner in owners:
        for record in rows.filter(owner=owner):
            record.owner = owner
            found += [record] if is_left_behind(record) else []
    return found


def _tell(found: Incident) -> bool:
    """One record, held so that it is told of once however many look; False where somebody has it meanwhile."""
    with ledger("left behind", by=None, kind="incident", ref=found.ref) as book:
        Incident.objects.select_for_update(of=("self",)).get(pk=found.pk)
        record = next(iter(_left_behind(Q(pk=found.pk))), None)
        if not record or Notice.objects.filter(key=_key(record)).exists():
            return False
        book.add(Event(incident=record, verb="left behind", words=WORDS, by=None, at=clock.now()))
        notifications.left(book, record, key=_key(record))
    return True


def _key(record: Incident) -> str:
    """Each time it went from somebody once: given to another and left again, it has another."""
    return f"{notifications.LEFT}:{record.ref}:{record.owner_id}"
