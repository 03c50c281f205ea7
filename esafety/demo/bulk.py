"""`demo --size N`: N back-dated records for measuring, inserted in bulk with their history and sealed in one pass.

The one exception to "actions are the only writers", refused unless DEBUG. A fixed seed gives the same school twice.
"""

from datetime import timedelta
from random import Random
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Max

from audit.ledger import ledger
from esafety.lib import clock
from incidents.classes import kind_of
from incidents.lifecycle import State
from incidents.models import Category, Event, Filed, Incident, Involved, Outcome, Statement, Step
from incidents.triage.urgency import Urgency
from school.models import Person

MONTHS = 36
BATCH = 2000
WORDS = [
    "phone",
    "lesson",
    "corridor",
    "group",
    "chat",
    "picture",
    "shared",
    "library",
    "laptop",
    "search",
    "proxy",
    "game",
    "bus",
    "football",
    "message",
    "weekend",
    "screenshot",
    "password",
    "link",
    "video",
    "tutor",
    "break",
    "afternoon",
    "account",
    "filter",
    "homework",
    "parent",
    "sister",
    "friend",
    "year",
    "canteen",
]


def fill(size: int) -> None:
    """Add `size` records over the last 36 months, most of them closed, open ones recent."""
    draw = Random(size)
    first = (Incident.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    about = _About(draw)
    for start in range(first, first + size, BATCH):
        with ledger("demo bulk", by=None, kind="demo", ref="") as book:
            _batch(book, about, range(start, min(start + BATCH, first + size)), first + size)


class _About:
    """What the records draw from."""

    def __init__(self, draw: Random):
        self.draw, self.now = draw, clock.now()
        self.categories = list(Category.objects.filter(retired=False).order_by("pk"))
        self.weights = [1 / (rank + 1) for rank in range(len(self.categories))]
        self.pupils = list(Person.objects.filter(kind=Person.Kind.PUPIL).values_list("pk", "year_group"))
        self.reporters = list(get_user_model().objects.filter(person__kind=Person.Kind.STAFF))
        self.outcome = Outcome.objects.get(code="advice")

    def words(self, n: int) -> str:
        return " ".join(self.draw.choices(WORDS, k=n))


def _batch(book, about: _About, numbers, end: int) -> None:
    rows = [_incident(about, number, end) for number in numbers]
    categories = about.draw.choices(about.categories, about.weights, k=len(rows))
    for row, category in zip(rows, categories, strict=True):
        row.cls, row.wakes, row.overlay = category.cls, category.wakes, "A" if category.staff else ""
        row.kind = kind_of(row.cls, row.overlay)
        if row.cls == "illegal" and row.state == State.INVESTIGATING:
            row.state = State.REFERRED
    book.save_all(rows)
    book.save_all([Filed.under(row, category) for row, category in zip(rows, categories, strict=True)])
    book.save_all([_involved(about, row) for row in rows])
    book.save_all([_step(row, position) for row in rows for position in (1, 2)])
    book.add_all(
        [
            Statement(incident=row, kind="report", author=row.reporter, text=_text(about), at=row.reported_at)
            for row in rows
        ]
    )
    book.add_all([event for row in rows for event in _events(row)])


def _incident(about: _About, number: int, end: int) -> Incident:
    """Older records are closed; the last two hundred or so are open."""
    age = timedelta(days=MONTHS * 30.4 * (end - number) / max(end, 1))
    at = about.now - age - timedelta(minutes=about.draw.randint(0, 600))
    is_open = end - number <= 200
    state = (
        about.draw.choice([State.REPORTED, State.ACKNOWLEDGED, State.INVESTIGATING, State.REFERRED])
        if is_open
        else State.CLOSED
    )
    return Incident(
        submission_key=UUID(int=about.draw.getrandbits(128)),
        reporter=about.draw.choice(about.reporters),
        reported_at=at,
        happened_at=at - timedelta(minutes=30),
        state=state,
        outcome=None if is_open else about.outcome,
        closed_at=None if is_open else at + timedelta(days=4),
        acknowledged_at=None if state == State.REPORTED else at + timedelta(hours=2),
        urgency=Urgency.BY_DATE if is_open else Urgency.ENDED,
        due_at=at + timedelta(days=3) if is_open else None,
        finish_by=at + timedelta(days=14),
        next_step="Decide what happens" if is_open else "",
        parents_told="" if is_open else "yes",
    )


def _involved(about: _About, row: Incident) -> Involved:
    person, year = about.draw.choice(about.pupils)
    return Involved(incident=row, person_id=person, year_group=year, added_at=row.reported_at)


def _step(row: Incident, position: int) -> Step:
    done = row.state == State.CLOSED
    return Step(
        incident=row,
        position=position,
        words="Speak with the pupil" if position == 1 else "Tell the tutor",
        state="done" if done else "open",
        done_by=row.reporter if done else None,
        done_at=row.closed_at,
        due_at=row.due_at,
    )


def _text(about: _About) -> str:
    return about.words(60).capitalize() + "."


def _events(row: Incident) -> list[Event]:
    lines = [("report", "Reported", row.reported_at)]
    if row.acknowledged_at:
        lines.append(("acknowledge", "Somebody has it", row.acknowledged_at))
    if row.closed_at:
        lines.append(("close", "Closed", row.closed_at))
    return [Event(incident=row, verb=verb, words=words, by=row.reporter, at=at) for verb, words, at in lines]
