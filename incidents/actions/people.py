"""Who had a part, and who must find no trace from this commit on."""

from incidents import routing
from incidents.actions.checklist import categories_of
from incidents.actions.record import Change, Refused, changing
from incidents.actions.rising import hand_over, refit
from incidents.actions.warned import look_back
from incidents.classes import Kind, kind_of
from incidents.models import Barred, Incident, Involved
from incidents.sanctions import BLAMELESS
from school.people import roles_of


def involve(incident: Incident, *, person=None, description: str = "", part: str, by, version=None) -> None:
    """Add somebody with a part in the matter. An adult of the school as subject is barred and makes it private."""
    if not person and not description:
        raise Refused("Choose a person or describe them.", "person")
    with changing(incident, "involve", by=by, version=version) as change:
        if person and change.record.involved.filter(person=person, part=part).exists():
            raise Refused("This person is on the record in that part already.", "person")
        year = person.year_group if person else ""
        row = Involved(incident=change.record, person=person, description=description, year_group=year, part=part)
        change.book.save(row)
        change.say("involve", f"Added: {row.get_part_display().lower()}", _who(row))
        if person and part == Involved.Part.SUBJECT:
            _in_question(change, person)


def take_part(involved: Involved, part: str, *, by, version: int | None = None) -> None:
    """Say what part somebody had. A victim or witness is no longer barred; an adult as subject is."""
    with changing(involved.incident, "part", by=by, version=version) as change:
        say_part(change, change.record.involved.select_for_update().get(pk=involved.pk), part)


def _who(row: Involved) -> str:
    """Whom the line of the timeline is about, beside whoever wrote it."""
    return row.person.said if row.person else row.description


def say_part(change: Change, row: Involved, part: str) -> None:
    """The part somebody had, as one of several things that change."""
    others = change.record.involved.exclude(pk=row.pk)
    if row.person_id and others.filter(person=row.person_id, part=part).exists():
        raise Refused("This person is on the record in that part already.", "who")
    row.part = part
    change.book.save(row)
    change.say("part", f"Now: {row.get_part_display().lower()}", _who(row))
    if row.person_id and part == Involved.Part.SUBJECT:
        _in_question(change, row.person)
    elif row.person_id and part in BLAMELESS:
        _lift(change, change.record.barred.filter(person=row.person, because=Barred.Because.SUBJECT))
    elif row.description and part in BLAMELESS:
        _lift(change, change.record.barred.filter(because=Barred.Because.NAME))


def _in_question(change: Change, person) -> None:
    """It is this person's conduct: an adult of the school finds no trace; a warning before makes it more serious."""
    if person.is_adult_of_school:
        make_subject(change, person)
    look_back(change)


def make_subject(change: Change, person) -> None:
    """The adult in question is known: they are barred, offices and namesakes are freed, others may have to judge."""
    _bar(change, person, Barred.Because.SUBJECT)
    _lift(change, change.record.barred.filter(because__in=[Barred.Because.OFFICE, Barred.Because.NAME]))
    others = change.record.involved.filter(part=Involved.Part.SUBJECT, person__isnull=False).exclude(person=person)
    overlays = [
        routing.overlay_of_offices(roles_of(pk)) for pk in [person.pk, *others.values_list("person", flat=True)]
    ]
    change.record.overlay = routing.narrowest(overlays)
    go_to_its_handlers(change)


def go_to_its_handlers(change: Change) -> None:
    """Where the overlay changes who deals with it, it is new to them."""
    kind_was = change.record.kind
    change.record.kind = Kind(kind_of(change.record.cls, change.record.overlay))
    if change.record.kind != kind_was:
        categories = categories_of(change.record)
        change.record.wakes = change.record.wakes or routing.wakes_once_named(change.record.cls, categories)
        hand_over(change, categories)
        refit(change, categories)


def conflicted(incident: Incident, person, *, by, reason: str, version: int | None = None) -> None:
    """Somebody should not handle this, for example a relative: they find no trace from now on (S2)."""
    with changing(incident, "conflict", by=by, version=version, reason=reason) as change:
        if person.pk == by.person_id:
            raise Refused("Give the record to another person first, then they can take you off it.", "person")
        _bar(change, person, Barred.Because.CONFLICTED, reason)
        if change.record.owner_id == person.pk:
            change.record.owner = None
        change.say("conflict", "Somebody was taken off this record")


def no_longer_conflicted(barred: Barred, *, by, reason: str) -> None:
    """The conflict is over."""
    with changing(barred.incident, "conflict over", by=by, reason=reason) as change:
        _lift(change, change.record.barred.filter(pk=barred.pk, because=Barred.Because.CONFLICTED))
        change.say("conflict over", "Somebody may handle this again", reason)


def _bar(change: Change, person, because: str, reason: str = "") -> None:
    row = change.record.barred.filter(person=person).first() or Barred(incident=change.record, person=person)
    row.because, row.reason, row.lifted = because, reason, False
    change.book.save(row)


def _lift(change: Change, rows) -> None:
    for row in rows.filter(lifted=False):
        row.lifted = True
        change.book.save(row)
