"""Two records become one matter: whoever is kept from one of them is kept from both, from then on (S1, S2)."""

from collections.abc import Iterable

from incidents.actions.record import Change
from incidents.models import Barred, Incident
from incidents.reading.joined import joined_to

WORDS = "Whoever is kept from one is kept from both."


def keep_from_both(change: Change, other: Incident) -> None:
    """The bars of the other in force hold for the record held, and for all that was joined to it before; each stays
    because of what it was. Whoever presses reads both, so it is never them."""
    record, bars = change.record, list(other.barred.filter(lifted=False))
    if _keep_from(change.book, record, bars):
        change.say("conflict", "Somebody was taken off this record", f"{other.ref} is the same matter")
        change.record.owner = record.owner if _may_have_it(record) else None
    for earlier in joined_to(record):
        _keep_from(change.book, earlier, bars)


def _keep_from(book, record: Incident, bars: Iterable[Barred]) -> list[Barred]:
    """Answers those that are new."""
    there = {(row.person_id, row.office): row for row in record.barred.all()}
    new = [bar for bar in bars if not _holds(there.get((bar.person_id, bar.office)))]
    for bar in new:
        who = {"person_id": bar.person_id, "office": bar.office}
        row = there.get((bar.person_id, bar.office)) or Barred(incident=record, **who)
        row.because, row.reason, row.lifted = bar.because, bar.reason, False
        book.save(row)
    return new


def _holds(row: Barred | None) -> bool:
    return row is not None and not row.lifted


def _may_have_it(record: Incident) -> bool:
    """Is whoever has it not among them?"""
    user = getattr(record.owner, "user", None)
    return user is None or Incident.objects.not_barred(user).filter(pk=record.pk).exists()
