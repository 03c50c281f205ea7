"""The log of a month, and who has what: ordinary and security matters alone, without people or words (M L258, T 6.9).

Private kinds are neither in it nor counted: a senior leader reads those they were given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from esafety.lib import clock
from incidents import disclosure, when
from incidents.classes import Kind
from incidents.lifecycle import OPEN, State
from incidents.models import Event, Filed, Incident, LogReview, Step
from school import people
from school.roles import Role

LOGGED = (Kind.NORMAL, Kind.TECHNICAL)
NOT_ANSWERED = "Not answered in time: senior leaders were told"  # stays known when somebody answers after all
LATE_NOW = ("Not answered in time", "Not finished in time")
YEAR = 12  # how many months back it is asked whether somebody looked


def unanswered() -> Q:
    """Nobody answered in time."""
    return Q(state=State.REPORTED, due_at__lt=clock.now())


def unfinished() -> Q:
    """Somebody has it, and it was not finished in time."""
    return Q(state__in=sorted(OPEN - {State.REPORTED}), finish_by__lt=clock.now())


def late() -> Q:
    """What was not answered, or not finished, in time."""
    return unanswered() | unfinished()


def logged(user):
    """The records that stand in the log of this person."""
    return Incident.objects.not_barred(user).filter(kind__in=LOGGED)


@dataclass
class Row:
    """One line: no people, no words."""

    record: Incident
    titles: list[str]
    is_read: bool
    answered_late: bool = False
    lines_late: int = 0  # of its list, where somebody has it

    @property
    def what(self) -> str:
        return ", ".join(self.titles)

    @property
    def late(self) -> str:
        """How it is late, or was when it ended; nothing where it is not."""
        record, now = self.record, clock.now()
        if record.state == State.DUPLICATE:
            return ""
        if record.state == State.REPORTED:
            return LATE_NOW[0] if record.due_at and record.due_at < now else ""
        if record.finish_by and record.finish_by <= (record.closed_at or now):
            return "Finished late" if record.closed_at else LATE_NOW[1]
        return "Answered late" if self.answered_late else ""

    @property
    def is_late_now(self) -> bool:
        """Does it stand in the list of those, as `late()` asks?"""
        return self.late in LATE_NOW

    @property
    def is_over(self) -> bool:
        return self.record.state not in OPEN

    @property
    def ending(self) -> str:
        """How it ended, of what is finished or closed now: one that was opened again has not ended."""
        return self.record.outcome.words if self.record.has_ended and self.record.outcome else ""

    @property
    def since(self) -> datetime | None:
        """By when it should have been answered, or finished."""
        return self.record.due_at if self.record.state == State.REPORTED else self.record.finish_by


def of_month(user, month: date) -> list[Row]:
    """What was reported in the month, oldest first."""
    return _rows(_in(logged(user), month), user)


def late_now(user) -> list[Row]:
    """What is late now, whenever it was reported, oldest first."""
    return _rows(logged(user).filter(late()), user)


def _rows(found, user) -> list[Row]:
    """Four queries, however many."""
    records = list(found.select_related("outcome").order_by("reported_at", "pk"))
    titles: dict[int, list[str]] = {record.pk: [] for record in records}
    for pk, title in Filed.objects.filter(incident__in=titles, dropped=False).values_list("incident", "title"):
        titles[pk].append(title)
    told = Event.objects.filter(incident__in=titles, verb="late", words=NOT_ANSWERED)
    missed = set(told.values_list("incident", flat=True))
    read, mine = set(disclosure.kinds_read(user.roles)), user.person_id
    lines = _lines_late([one.pk for one in records if one.state in OPEN - {State.REPORTED}])
    return [
        Row(one, titles[one.pk], one.kind in read or one.owner_id == mine, one.pk in missed, lines.get(one.pk, 0))
        for one in records
    ]


def _lines_late(records: list[int]) -> dict[int, int]:
    """How many lines of the list that have to be done are late, by record."""
    late = Step.objects.filter(incident__in=records, state=Step.State.OPEN, required=True, due_at__lt=clock.now())
    return dict(late.order_by().values_list("incident").annotate(number=Count("pk")))


@dataclass(frozen=True)
class Load:
    """How many open records somebody has, and how many of them are late (T 6.2).

    Nobody yet: `waits_for` is the office that answers it, never one whose holder is kept from it.
    """

    owner: str
    open: int
    late: int
    has_left: bool = False
    waits_for: str = ""


def loads(user) -> list[Load]:
    """Who has what, those with late ones first; without an owner where nobody has answered yet."""
    asked = ("owner", "owner__given_name", "owner__family_name", "owner__left_on")
    rows, missed = logged(user).open(), Count("pk", filter=late())
    owned = rows.exclude(owner=None).values(*asked).order_by().annotate(number=Count("pk"), missed=missed)
    found = [Load(_owner(row), row["number"], row["missed"], _left(row)) for row in owned]
    found += _nobodys(rows.filter(owner=None))
    return sorted(found, key=lambda load: (-load.late, -load.open, load.owner))


def _nobodys(rows) -> Iterator[Load]:
    """What nobody has answered yet; by the office it waits for, so that nobody asks one who must not know of it."""
    kept = rows
    for one in people.holders(Role.COORDINATOR):
        kept = kept.exclude(pk__in=Incident.objects.not_barred(one).values("pk"))
    theirs = rows.exclude(pk__in=kept.values("pk"))
    for office, found in ((Role.COORDINATOR, theirs), (Role.DSL, kept)):
        if number := found.count():
            yield Load("", number, found.filter(late()).count(), waits_for=office)


def _owner(row) -> str:
    return f"{row['owner__given_name']} {row['owner__family_name']}"


def _left(row) -> bool:
    return bool(row["owner__left_on"] and row["owner__left_on"] <= clock.today())


def first_of(day: date) -> date:
    return day.replace(day=1)


def after(month: date) -> date:
    """The first day of the next month."""
    return first_of(month + timedelta(days=31))


def before(month: date) -> date:
    """The first day of the month before."""
    return first_of(month - timedelta(days=1))


def month_of(typed: str) -> date:
    """The month an address names, "2026-11"; the present one where it names none, or one to come."""
    this = first_of(clock.today())
    try:
        month = datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
        return this if when.too_long_ago(month) else min(this, month)
    except ValueError:
        return this


def not_looked_at(user) -> list[date]:
    """Months of the last year that are over, had records, and that nobody has looked at since; oldest first."""
    this = first_of(clock.today())
    first = this
    for _ in range(YEAR):
        first = before(first)
    began = logged(user).filter(reported_at__gte=clock.at_school(first), reported_at__lt=clock.at_school(this))
    had = {one.date() for one in began.datetimes("reported_at", "month", tzinfo=clock.LONDON)}
    reviews = LogReview.objects.filter(month__in=had).values_list("month", "at")
    looked = {month for month, at in reviews if clock.local(at).date() >= after(month)}
    return sorted(had - looked)


def _in(rows, month: date):
    return rows.filter(
        reported_at__gte=clock.at_school(month),
        reported_at__lt=clock.at_school(after(month)),
    )


def number_of(user, month: date) -> int:
    """How many records the log of a month has for this person."""
    return _in(logged(user), month).count()
