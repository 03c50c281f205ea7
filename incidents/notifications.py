"""Who is told what about a record: one function a message. Words and sending are elsewhere."""

from incidents.classes import RESTRICTED
from incidents.models import Incident, Step
from incidents.told import roles_named
from notices.actions import stand_down, tell
from notices.wording import FIRST
from school import kept

ALARM = "incident.alarm"  # wakes people until somebody answers
NEW = "incident.new"
GRAVER = "incident.graver"
MANAGER = "incident.manager"
ANSWERED = "incident.answered"
FINISHED = "incident.finished"
QUESTION = "incident.question"
ADDED = "incident.added"
GIVEN = "incident.given"
STEP = "incident.step"
COUNTERSIGN = "incident.countersign"
LATE = "incident.late"
LEFT = "incident.left"

HANDLERS, NAMED, MANAGERS, REPORTER = "handlers", "named", "managers", "reporter"
OWNER, WORKERS, SECOND, LEADERS, DEALERS = "owner", "workers", "second", "leaders", "dealers"


def reported(book, record: Incident, *, by, again: int = 0) -> None:
    """Those who deal with this kind are told; what wakes people climbs until one of them answers."""
    kind, facts = ALARM if record.wakes else NEW, {FIRST: int(record.reported_at.timestamp())} if again else {}
    _tell(book, record, kind, HANDLERS, by, again, wakes=record.wakes, facts=facts)
    if not again and record.kind not in RESTRICTED and kept.school().line_managers_told:
        _tell(book, record, MANAGER, MANAGERS, by, again)


def handed_over(book, record: Incident, *, by) -> None:
    """It is new to those who deal with it now; whoever was told before need do nothing."""
    for kind in (ALARM, NEW):
        stand_down(kind, record.ref, by=by)
    reported(book, record, by=by, again=record.version)


def graver(book, record: Incident, *, by) -> None:
    """It is more serious now, and stays with whoever has it: those who must know of such a matter are told."""
    if roles_named(record):
        _tell(book, record, GRAVER, NAMED, by, record.version)


def answered(book, record: Incident, *, by) -> None:
    """The reporter learns that somebody has it."""
    _tell(book, record, ANSWERED, REPORTER, by, record.version)


def finished(book, record: Incident, *, by) -> None:
    """The reporter learns that it was dealt with, and nothing else (U35)."""
    _tell(book, record, FINISHED, REPORTER, by, record.version)


def question_waits(book, record: Incident, *, by) -> None:
    """The reporter learns that a question waits."""
    _tell(book, record, QUESTION, REPORTER, by, record.version)


def added(book, record: Incident, *, by) -> None:
    """Those who work on the record learn that somebody else added words to it."""
    _tell(book, record, ADDED, WORKERS, by, record.version)


def given(book, record: Incident, *, by) -> None:
    """Somebody was given the record."""
    _tell(book, record, GIVEN, OWNER, by, record.version)


def to_countersign(book, record: Incident, *, by) -> None:
    """Those who may be the second person learn that one is needed."""
    _tell(book, record, COUNTERSIGN, SECOND, by, record.version)


def late(book, record: Incident, *, key: str, due) -> None:
    """Senior leaders and the head learn that it was not answered, or not finished, in time."""
    tell(book, kind=LATE, ref=record.ref, role=LEADERS, key=key, due=due, by=None)


def left(book, record: Incident, *, key: str) -> None:
    """Those who deal with its kind learn that whoever has it does so no longer."""
    tell(book, kind=LEFT, ref=record.ref, role=DEALERS, key=key, by=None)


def step_given(book, record: Incident, *, by, step: Step) -> None:
    """A colleague was given one step."""
    tell(book, kind=STEP, ref=step.ref, role=OWNER, key=f"{STEP}:{step.ref}:{record.version}", by=by)


def _tell(book, record: Incident, kind: str, role: str, by, turn: int, **more) -> None:
    due = record.due_at if role == HANDLERS else None
    key, told = f"{kind}:{record.ref}:{turn}", {"role": role, "due": due, "by": by}
    tell(book, kind=kind, ref=record.ref, key=key, about=record, **told, **more)
