"""Somebody tells: the report, its route, its checklist and the notices it owes are one transaction."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from audit.ledger import ledger
from esafety.lib import clock
from incidents import choosing, notifications, routing
from incidents.actions.checklist import clocks, open_checklist
from incidents.actions.record import settle
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
from school.models import Person
from school.people import roles_of


@dataclass(frozen=True)
class Report:
    """What a reporter said, checked by the form and nothing more."""

    categories: list[Category]
    answers: dict[Question, str]
    happened_at: datetime
    text: str = ""
    people: list[Person] = field(default_factory=list)
    description: str = ""
    pupil: str = ""  # described, where it is about an adult and `description` is theirs
    offices: frozenset[str] = frozenset()
    told_by: str = ""
    reach_me: str = ""
    place: str = ""
    device: str = ""
    addresses: str = ""
    custody: dict[str, str] = field(default_factory=dict)
    particulars: dict[str, Any] = field(default_factory=dict)


def said(report: Report) -> list[routing.Says]:
    """What the categories and the raising answers of a report say."""
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
    named = [person for person in report.people if person.is_adult_of_school]
    if named:
        return routing.narrowest(routing.overlay_of_offices(roles_of(person.pk)) for person in named)
    return routing.overlay_of_said(report.offices or {"unknown"})


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
    with ledger("report", by=by, kind="incident", ref=record.ref) as book:
        book.save(record)
        _file(book, record, said_by_reporter, by)
        _bar(book, record, said_by_reporter, route)
        open_checklist(book, record, said_by_reporter.categories, by=by)
        book.add(Event(incident=record, verb="report", words="Reported", by=by, at=record.reported_at))
        notifications.reported(book, record, by=by)
    return record


def _record(key: UUID, report: Report, route: routing.Route, by) -> Incident:
    return Incident(
        submission_key=key,
        reporter=by,
        reported_at=clock.now(),
        happened_at=report.happened_at,
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
    adults = [person for person in report.people if person.is_adult_of_school]
    part = Involved.Part.SUBJECT if route.overlay else Involved.Part.UNSURE
    book.save_all(
        [
            Involved(
                incident=record,
                person=person,
                year_group=person.year_group,
                part=part if person in adults else _part(report),
            )
            for person in report.people
        ]
        + _described(record, report, route)
    )
    book.save_all(
        [Barred(incident=record, person=person, because=Barred.Because.SUBJECT) for person in adults]
        + [
            Barred(incident=record, office=office, because=Barred.Because.OFFICE)
            for office in (routing.offices_barred(report.offices) if route.overlay and not adults else ())
        ]
    )


def _part(report: Report) -> str:
    """Which part a pupil who is named usually has in such a matter."""
    return report.categories[0].part


def _described(record: Incident, report: Report, route: routing.Route) -> list[Involved]:
    """Those described in words. The year that the words about an adult name is not theirs."""
    adult, pupils = (report.description, [report.pupil]) if route.overlay else ("", [report.description])
    rows = [Involved(incident=record, description=adult)] if adult else []
    return rows + [
        Involved(incident=record, description=words, year_group=choosing.year_in(words), part=_part(report))
        for words in filter(None, pupils)
    ]
