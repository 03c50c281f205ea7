"""The reporter says later that somebody here is, or may be, whom it is about: they are kept out from then on."""

from collections.abc import Collection, Sequence

from incidents import routing
from incidents.actions.checklist import categories_of
from incidents.actions.moves import open_again
from incidents.actions.people import go_to_its_handlers
from incidents.actions.record import Change
from incidents.actions.report import Meant
from incidents.actions.rising import hand_over
from incidents.classes import Overlay, narrowest
from incidents.lifecycle import OPEN
from incidents.models import Barred, Involved
from school.models import Person
from school.people import roles_of

B = Barred.Because


def keep_out(change: Change, meant: Sequence[Meant], said: Collection[str] = ()) -> None:
    """Everybody who may be meant, by name or by the offices said, finds no trace; those who may know of it are told.

    Nobody is let in by it: it may be about one more adult, not instead of one.
    """
    record, kept = change.record, []
    if record.state not in OPEN:
        open_again(change, "The reporter added to it")
    for name in meant:
        _write(change, name)
        kept += _bar(change, name)
    offices = _bar_offices(change, said)
    overlays = [routing.overlay_of_offices(roles_of(person.pk)) for person in kept]
    overlays += [routing.overlay_of_said(said)] if said else []
    record.overlay = narrowest([record.overlay, Overlay.STAFF, *overlays])
    go_to_its_handlers(change)
    if record.owner_id in {person.pk for person in kept} or (offices and offices & {*roles_of(record.owner_id)}):
        hand_over(change, categories_of(record))


def _write(change: Change, name: Meant) -> None:
    """As the report does: the person, where nobody shares the name, with the words that named them."""
    person = name.people[0] if len(name.people) == 1 else None
    rows = change.record.involved.filter(part=Involved.Part.SUBJECT)
    same = rows.filter(person=person) if person else rows.filter(description=name.words)
    if same.exists():
        return
    row = Involved(incident=change.record, person=person, description=name.words, part=Involved.Part.SUBJECT)
    change.book.save(row)
    change.say("involve", f"Added: {row.get_part_display().lower()}")


def _bar(change: Change, name: Meant) -> list[Person]:
    """Of one name all, unless it was found out already who it is. Answers whom."""
    bars = {row.person_id: row for row in change.record.barred.filter(person__in=name.people)}
    if any(row.because == B.SUBJECT and not row.lifted for row in bars.values()):
        return []
    for person in name.people:
        _keep_from(change, person, bars.get(person.pk), B.SUBJECT if len(name.people) == 1 else B.NAME)
    return name.people


def _bar_offices(change: Change, said: Collection[str]) -> frozenset[str]:
    """Whoever holds one, until somebody names the adult. Answers which."""
    offices = routing.offices_barred(said)
    bars = {row.office: row for row in change.record.barred.filter(office__in=offices)}
    for office in sorted(offices):
        row = bars.get(office) or Barred(incident=change.record, office=office, because=B.OFFICE)
        row.lifted = False
        change.book.save(row)
    return offices


def _keep_from(change: Change, person: Person, before: Barred | None, because: str) -> None:
    row = before or Barred(incident=change.record, person=person)
    row.because, row.lifted = because, False
    change.book.save(row)
