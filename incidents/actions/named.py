"""The reporter says later that somebody here is, or may be, whom it is about: they are kept out from then on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from incidents import routing
from incidents.actions import rising
from incidents.actions.checklist import categories_of
from incidents.actions.moves import open_again
from incidents.actions.record import Change
from incidents.actions.report import Meant
from incidents.actions.rising import rise
from incidents.classes import Class, Overlay, narrowest
from incidents.lifecycle import OPEN
from incidents.models import Answer, Barred, Involved, Question
from incidents.reading.said import ALLEGED, RANG
from school.models import Person
from school.people import roles_of

B = Barred.Because
ADDED = "The reporter added to it"


@dataclass(frozen=True)
class About:
    """Whom the reporter says that it is, or may be, about, by name or by office; and what else they answered."""

    meant: Sequence[Meant] = ()
    offices: Collection[str] = ()
    answers: Mapping[Question, str] = field(default_factory=dict)

    @property
    def is_of_adult(self) -> bool:
        """Is it said to be about somebody here, or only something else answered?"""
        return bool(self.meant or self.offices)

    @property
    def overlay(self) -> Overlay:
        """What that makes of it, whatever others have found."""
        return self.overlay_of(person for name in self.meant for person in name.people)

    def overlay_of(self, people: Iterable[Person]) -> Overlay:
        """The same, where of those meant by name only these may still be whom it is about."""
        found = [routing.overlay_of_offices(roles_of(person.pk)) for person in people]
        said = [routing.overlay_of_said(self.offices)] if self.offices else []
        return narrowest([Overlay.STAFF, *found, *said])

    @property
    def raising(self) -> list[routing.Says]:
        """What the answers say."""
        return [routing.Says.of_question(one) for one, value in self.answers.items() if value != Answer.Value.NO]


def keep_out(change: Change, about: About) -> None:
    """Everybody who may be meant, by name or by the offices said, finds no trace; those who may know of it are told as
    of a new report, whatever was known of it: what the reporter sees then must not say what others had found.

    Nobody is let in by it: it may be about one more adult, not instead of one.
    """
    record = change.record
    _open(change)
    kept = [person for name in about.meant for person in _keep(change, name)]
    _bar_offices(change, about.offices)
    rising.keep_answers(change, about.answers)
    change.say(f"{ALLEGED} {about.overlay}", "The reporter said that it is, or may be, about somebody who works here")
    record.overlay = narrowest([record.overlay, about.overlay_of(kept)])
    _rise(change, about.raising)


def hear(change: Change, about: About) -> bool:
    """What was answered of alarming words raises it as it would have raised the report. Did it?"""
    record = change.record
    before = (record.cls, record.kind, record.wakes)
    if about.raising:
        _open(change)
    if rising.hear(change, about.answers, ADDED):
        change.say(RANG, "Passed on at once to those who deal with it now")
    return (record.cls, record.kind, record.wakes) != before


def _open(change: Change) -> None:
    if change.record.state not in OPEN:
        open_again(change, ADDED)


def _rise(change: Change, raising: list[routing.Says]) -> None:
    """As the report would have been with the tick that it is about an adult here."""
    categories = categories_of(change.record)
    cls = routing.route([*raising, routing.Says(cls=Class(change.record.cls))]).cls
    staff = routing.Says(staff=True, wakes=routing.wakes_once_named(cls, categories))
    rise(change, [*raising, staff], categories, "It is about an adult here", alleged=True)


def _keep(change: Change, name: Meant) -> list[Person]:
    _write(change, name)
    return _bar(change, name)


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


def _bar_offices(change: Change, said: Collection[str]) -> None:
    """Whoever holds one, until somebody names the adult."""
    offices = routing.offices_barred(said)
    bars = {row.office: row for row in change.record.barred.filter(office__in=offices)}
    for office in sorted(offices):
        row = bars.get(office) or Barred(incident=change.record, office=office, because=B.OFFICE)
        row.lifted = False
        change.book.save(row)


def _keep_from(change: Change, person: Person, before: Barred | None, because: str) -> None:
    row = before or Barred(incident=change.record, person=person)
    row.because, row.lifted = because, False
    change.book.save(row)
