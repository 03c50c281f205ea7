"""The one door through which a record changes: lock, check, change, record, tell."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.text import Truncator

from audit.ledger import ledger
from esafety.lib import clock
from esafety.lib.lifecycle import NotNow
from incidents import advice, disclosure, parents
from incidents.actions.checklist import answer_by, categories_of, clocks
from incidents.guards import Facts
from incidents.lifecycle import LIFECYCLE, OPEN, State
from incidents.models import Event, Incident, Step, StepTemplate
from incidents.reading import alarmed
from incidents.reading.showing import UNDECIDED, Shown
from incidents.targets import due
from incidents.triage.urgency import urgency
from school import calendar
from school.refusals import Refused

When = StepTemplate.When
READ_IT = "Read the words that were added after it was closed"  # the next step of what has ended, until somebody did
GOING_ON = frozenset({State.ACKNOWLEDGED, State.INVESTIGATING, State.REFERRED})  # its list is what is next


class ChangedMeanwhile(Exception):
    """Somebody else changed the record since the page was read. What was typed is the caller's to keep."""


@dataclass
class Change:
    """A record held under lock while an action changes it."""

    record: Incident
    book: object
    by: object
    owed: list[Callable] = field(default_factory=list)

    def say(self, verb: str, words: str, detail: str = "") -> None:
        """A line of the timeline, in words for the reader."""
        words = Truncator(words).chars(Event._meta.get_field("words").max_length)
        self.book.add(Event(incident=self.record, verb=verb, words=words, detail=detail, by=self.by, at=clock.now()))

    def tell(self, notification: Callable) -> None:
        """Owe people a notice. Whom it is for is asked of the record as the change leaves it, so it is told last."""
        self.owed.append(notification)

    def move(self, name: str, refusal: str | None = None) -> None:
        """Make a move of the lifecycle's table, unless the table or a guard says no."""
        try:
            move = LIFECYCLE.check(name, self.record.state)
        except NotNow as no:
            stands = State(self.record.state).label.lower()
            raise Refused(f"This record stands at “{stands}” now, so this no longer fits. Read it again.") from no
        if refusal:
            raise Refused(refusal)
        self.record.state = move.target


def manages(record: Incident, user) -> bool:
    """May this person act on the record: by office, or because they own it."""
    return disclosure.manages(record.kind, user.roles, owns=record.owner_id == user.person_id)


def may_own(record: Incident, user) -> bool:
    """May the record be given to this person, who is not barred from it."""
    known = Incident.objects.filter(pk=record.pk).not_barred(user).exists()
    return known and disclosure.owns(record.kind, record.cls, user.roles)


def answers(record: Incident, user) -> bool:
    """May this person say "I have this"."""
    return manages(record, user) or disclosure.answers(record.kind, user.roles)


def countersigns(record: Incident, user) -> bool:
    """May this person be the second of two for the record."""
    return disclosure.countersigns(record.kind, user.roles)


def reported(record: Incident, user) -> bool:
    """Is this the person who reported it."""
    return record.reporter_id == user.pk


@contextmanager
def changing(
    incident: Incident, verb: str, *, by, version: int | None = None, reason: str = "", may: Callable = manages
):
    """Hold the record under lock for one change by `by`, then write it with its history and seal it.

    Raises Incident.DoesNotExist where `by` may not know of it, Refused where they may not act on it,
    ChangedMeanwhile where `version` is no longer the record's.
    """
    with ledger(verb, by=by, kind="incident", ref=incident.ref, reason=reason) as book:
        known = Incident.objects.reported_by(by) if may is reported else Incident.objects.visible_to(by)
        record = known.select_for_update(of=("self",)).get(pk=incident.pk)
        if not may(record, by):
            raise Refused("Somebody else deals with this record. You can read it, not change it.")
        if version is not None and record.version != version:
            raise ChangedMeanwhile
        change = Change(record, book, by)
        yield change
        settle(record)
        record.version += 1
        book.save(record)
        for notification in change.owed:
            notification(book, record, by=by)


def facts_of(record: Incident) -> Facts:
    """What the guards need to know, read from the record and what stands beside it."""
    return Shown(record).facts


def settle(record: Incident) -> None:
    """Keep what the queue shows and sorts by: the next step, when it is due, how urgent it is."""
    all_lines = to_do(record) if record.state in GOING_ON else []
    held = held_back(record, all_lines)
    lines = [step for step in all_lines if step not in held]
    record.urgency = urgency(record.state, record.wakes, any(step.when == When.NOW for step in lines))
    record.next_step, record.due_at = _next(record, lines, bool(held))
    since = alarmed.unread_since(record) if record.pk and record.state in UNDECIDED else None
    if since:
        read_first(record, since)


def read_first(record: Incident, since: datetime) -> None:
    """Words that alarm, answered "no" by whoever wrote them, are read by another the same school day, or the next one
    where it was over; what is due sooner stays so. Nothing is more serious because of them (U12)."""
    by = due(since, 0, "days", calendar.current())
    record.next_step, record.due_at = alarmed.READ_AGAIN, min(record.due_at or by, by)


def first_of(lines: Iterable[Step]) -> Step | None:
    """The line that is next, to the queue and to the button alike: the first due, then as the list has them."""
    return min(lines, key=lambda line: (line.due_at is None, line.due_at, line.position, line.pk), default=None)


def to_do(record: Incident) -> list[Step]:
    """The lines of the list that have to be done."""
    return list(record.steps.filter(state=Step.State.OPEN, required=True))


def held_back(record: Incident, lines: list[Step]) -> list[Step]:
    """Those of them that wait for advice nobody has given yet: until then none of them is late."""
    about_adult = bool(record.overlay)
    held = [step for step in lines if parents.is_held_back(record.cls, step.how, step.after_advice, about_adult)]
    return held if held and not Shown(record).may_be_told else []


def _next(record: Incident, lines: list[Step], waits: bool):
    """The next step in words and when it is due. `waits`: lines are left that wait for advice."""
    if record.state not in OPEN:
        unread = record.follow_up_on and record.next_step == READ_IT
        return READ_IT if unread else "", None
    if record.state == State.REPORTED:
        return "Answer it", answer_by(record)
    if record.finish_by is None:  # reported before this was kept
        record.finish_by = clocks(record, record.reported_at, categories_of(record))[1]
    return _going_on(record, lines, waits)


def _going_on(record: Incident, lines: list[Step], waits: bool):
    if record.state == State.RESOLVED:
        return "Close it", due(clock.now(), 1, "days", calendar.current())
    if line := first_of(lines):
        return line.words, line.due_at
    waiting = record.referrals.waiting().order_by("chase_at").select_related("agency").first()
    if waiting and (waits or record.state == State.REFERRED):
        return f"Chase {waiting.agency.short_name or waiting.agency.name}", waiting.chase_at
    if waits:
        return parents.advice_wanted(advice.names()), record.finish_by
    words = "Decide what happens" if record.state == State.ACKNOWLEDGED else "Say how it ended"
    return words, record.finish_by
