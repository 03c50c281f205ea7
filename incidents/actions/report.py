"""Somebody tells: the report, its route, its checklist and the notices it owes are one transaction."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from audit.ledger import ledger
from esafety.lib import clock
from incidents import notifications, routing
from incidents.actions.checklist import clocks, open_checklist
from incidents.actions.record import read_first, settle
from incidents.models import (
    Answer,
    Barred,
    Category,
    Custody,
    Event,
    Filed,
    Incident,
    Involved,
    Question,
    Statement,
)
from incidents.reading import alarmed
from incidents.reporting import choosing
from incidents.when import When
from school.models import Person
from school.people import roles_of


@dataclass(frozen=True)
class Meant:
    """A name the reporter wrote of somebody here whom it is, or may be, about; and everybody who has it."""

    words: str
    people: list[Person]


@dataclass(frozen=True)
class Report:
    """What a reporter said, checked by the form and nothing more."""

    categories: list[Category]
    answers: dict[Question, str]
    happened: When
    text: str = ""
    people: list[Person] = field(default_factory=list)
    description: str = ""
    parts: dict[int | None, str] = field(default_factory=dict)  # said of each, by key; None: of whoever is described
    pupil: str = ""  # described, where it is about an adult and `description` is theirs
    offices: frozenset[str] = frozenset()
    meant: list[Meant] = field(default_factory=list)
    told_by: str = ""
    reach_me: str = ""
    place: str = ""
    device: str = ""
    addresses: str = ""
    custody: dict[str, str] = field(default_factory=dict)
    particulars: dict[str, Any] = field(default_factory=dict)

    @property
    def adults(self) -> list[Person]:
        """The adults of the school found on the register and ticked."""
        return [person for person in self.people if person.is_adult_of_school]

    @property
    def kept_out(self) -> list[Person]:
        """Everybody who may find no trace of it, by name."""
        return list({one.pk: one for one in [*self.adults, *self._meant]}.values())

    @property
    def _meant(self) -> list[Person]:
        return [person for name in self.meant for person in name.people]


def said(report: Report) -> list[routing.Says]:
    """What the categories and the raising answers of a report say, and whom its words are about."""
    chosen = _chosen(report)
    if not report.meant:
        return chosen
    wakes = routing.wakes_once_named(routing.route(chosen).cls, report.categories)
    return [*chosen, routing.Says(staff=True, wakes=wakes)]


def _chosen(report: Report) -> list[routing.Says]:
    raising = [question for question, value in report.answers.items() if value != Answer.Value.NO]
    return [
        *(routing.Says.of_category(category) for category in report.categories),
        *(routing.Says.of_question(question) for question in raising),
    ]


def route_of(report: Report) -> routing.Route:
    """Class, overlay and who is told, for the page before Send and for Send alike."""
    plain = routing.route(said(report))
    return routing.route(said(report), _overlay(report)) if plain.overlay else plain


def _overlay(report: Report):
    said = _offices_beside(report) or (set() if report.kept_out else {"unknown"})
    found = [routing.overlay_of_offices(roles_of(person.pk)) for person in report.kept_out]
    return routing.narrowest([*found, *([routing.overlay_of_said(said)] if said else [])])


def _offices_beside(report: Report) -> set[str]:
    """The offices ticked that say of whom it is about more than their names do.

    Somebody found by name and "The headteacher" are two people, both kept out, unless it is the head who was found.
    """
    held = {role for person in report.adults for role in roles_of(person.pk)}
    vague = {code for code, (_, offices) in routing.SAID_OFFICES.items() if not offices} if report.adults else set()
    return {code for code in report.offices - vague if not routing.SAID_OFFICES[code][1] & held}


def report(key: UUID, said_by_reporter: Report, *, by) -> Incident:
    """Record a report once, however often Send is pressed: the same key gives the same record."""
    try:
        return _report(key, said_by_reporter, by)
    except IntegrityError:  # it is there already, or another press of the same moment was first
        if before := _sent(key, by):
            return before
        raise


def _sent(key: UUID, by) -> Incident | None:
    return Incident.objects.reported_by(by).filter(submission_key=key).first()


def _report(key: UUID, said_by_reporter: Report, by) -> Incident:
    route = route_of(said_by_reporter)
    record = _record(key, said_by_reporter, route, by)
    record.due_at, record.finish_by = clocks(record, record.reported_at, said_by_reporter.categories)
    settle(record)
    if alarmed.are_sent_with(said_by_reporter.answers):
        read_first(record, record.reported_at)
    with ledger("report", by=by, kind="incident", ref=record.ref) as book:
        book.save(record)
        _file(book, record, said_by_reporter, by)
        _bar(book, record, said_by_reporter, route)
        open_checklist(book, record, said_by_reporter.categories, by=by)
        book.add(Event(incident=record, verb="report", words="Reported", by=by, at=record.reported_at))
        notifications.reported(book, record, by=by)
    return record


def _record(key: UUID, report: Report, route: routing.Route, by) -> Incident:
    now = clock.now()
    happened = report.happened.kept(now)
    return Incident(
        submission_key=key,
        reporter=by,
        reported_at=now,
        happened_at=happened.at,
        happened_said=happened.said,
        told_by=report.told_by,
        reach_me=report.reach_me,
        place=report.place,
        device=report.device,
        addresses=report.addresses,
        **report.particulars,
        cls=route.cls,
        overlay=route.overlay,
        kind=route.kind,
        wakes=route.wakes,
        no_story=route.no_story,
    )


def _file(book, record: Incident, report: Report, by) -> None:
    """The words and answers as they were given."""
    book.save_all([Filed.under(record, category) for category in report.categories])
    book.add_all(
        [Answer(incident=record, question=question, value=value, by=by) for question, value in report.answers.items()]
    )
    if report.text:
        book.add(Statement(incident=record, kind=Statement.Kind.REPORT, author=by, text=report.text))
    if any(report.custody.values()):
        book.add(Custody(incident=record, by=by, **report.custody))


def _bar(book, record: Incident, report: Report, route: routing.Route) -> None:
    """People named, and who may find no trace: every adult of the school who was named, or the offices said (U29)."""
    book.save_all(_named(record, report) + _described(record, report))
    because = dict.fromkeys([one.pk for one in report.kept_out], Barred.Because.NAME)
    sure = [person for person, _ in _one_person(report)]
    because |= dict.fromkeys([one.pk for one in [*report.adults, *sure]], Barred.Because.SUBJECT)
    offices = routing.offices_barred(_offices_beside(report)) if route.overlay else ()
    book.save_all(
        [Barred(incident=record, person_id=pk, because=why) for pk, why in because.items()]
        + [Barred(incident=record, office=office, because=Barred.Because.OFFICE) for office in offices]
    )


def _named(record: Incident, report: Report) -> list[Involved]:
    """Those ticked, with the part that is said of them, or usual; those the words are about, with the words that named
    them."""
    subject = Involved.Part.SUBJECT
    of_adult = subject if _is_about_adult(report) else Involved.Part.UNSURE
    ticked = [(one, of_adult if one in report.adults else _part(report, one.pk), "") for one in report.people]
    meant = [(one, subject, words) for one, words in _one_person(report)]
    rows = [
        Involved(incident=record, person=one, year_group=one.year_group, part=part, description=words)
        for one, part, words in ticked + meant
    ]
    for row in rows[: len(ticked)]:
        row.part_said = report.parts.get(row.person_id, "")
    return rows


def _one_person(report: Report) -> list[tuple[Person, str]]:
    """Those the words are about whose name nobody shares."""
    return [(name.people[0], name.words) for name in report.meant if len(name.people) == 1]


def _is_about_adult(report: Report) -> bool:
    """Was the reporter asked which adult it is about? An answer about a name comes after all that was asked."""
    return any(one.staff for one in _chosen(report))


def _part(report: Report, whose: int | None = None) -> str:
    """Which part a pupil had, as it is said; else which one who is named usually has in such a matter."""
    return report.parts.get(whose) or report.categories[0].part


def _described(record: Incident, report: Report) -> list[Involved]:
    """Those described in words, each once. The year that the words about an adult name is not theirs."""
    adult, pupils = (report.description, report.pupil) if _is_about_adult(report) else ("", report.description)
    shared = [name.words for name in report.meant if len(name.people) > 1]
    said_already = {name.words for name in report.meant}
    rows = [Involved(incident=record, description=words, part=Involved.Part.SUBJECT) for words in shared]
    rows += [Involved(incident=record, description=adult)] if adult and adult not in said_already else []
    return rows + [
        Involved(
            incident=record,
            description=words,
            year_group=choosing.year_in(words),
            part=_part(report),
            part_said=report.parts.get(None, ""),
        )
        for words in filter(None, [pupils])
        if words not in said_already
    ]
