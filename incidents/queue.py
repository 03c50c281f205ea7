"""One page of the queue, most urgent first, in a number of queries that does not grow with the rows."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce

from esafety.lib import clock
from esafety.lib.prepared import prepared
from incidents import disclosure, waiting
from incidents.asking import asked_by
from incidents.classes import Class, Kind, technical_titles, titled
from incidents.lifecycle import OPEN, State
from incidents.models import Filed, Incident, Involved
from school import calendar
from school.models import Person

ROWS = 25
NAMES = 3  # of those in a matter a row names, before it says how many more there are
ORDER = ("urgency", "due_at", "id")
STANDS = {state.value: state.label for state in State}
# All a row prints; a page of whole records would read four times as much.
OF_A_ROW = (
    *("ref", "kind", "cls", "state", "reported_at", "closed_at", "next_step", "due_at", "urgency", "external_ref"),
    "follow_up_on",
    *("device", "place"),
    *("owner__given_name", "owner__family_name", "owner__left_on"),
)
OF_A_PERSON = (
    "incident",
    "year_group",
    *(f"person__{name}" for name in ("given_name", "family_name", "form", "kind")),
)


@dataclass(frozen=True)
class Filters:
    """What may stand in a queue's address: states, classes and dates only, never words or people."""

    state: str = ""
    kind: str = ""
    due: str = ""
    mine: bool = False

    @property
    def ended(self) -> bool:
        """Nothing of such a list is urgent: the newest stands first."""
        return bool(self.state) and self.state not in OPEN

    @property
    def order(self) -> tuple[str, ...]:
        return ("-id",) if self.ended else ORDER


@dataclass
class Row:
    """One line: what it is, what is next and by when."""

    record: Incident
    stub: bool
    titles: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    people: dict[int, str] = field(default_factory=dict)  # those the register knows, as pages show them, by key
    times_this_term: int = 0
    now: datetime | None = None
    next_told: str = ""  # until an alarm is answered this is its one time, and not by when it should be

    @cached_property
    def key(self) -> str:
        return key_of(self.record)

    @property
    def technical(self) -> bool:
        """Is the technical part all that is read of it?"""
        return self.stub and self.record.kind == Kind.TECHNICAL

    @property
    def what(self) -> str:
        """What it was; for whoever reads the technical part alone, which device and where as well."""
        what = ", ".join(self.titles)
        if not self.technical:
            return what
        where = ", ".join(filter(None, [self.record.device, self.record.place]))
        return ". ".join(filter(None, [what, where or "Device and place not given"]))

    @cached_property
    def late(self) -> bool:
        return bool(self.record.due_at and self.record.due_at < self.now)

    @property
    def days_open(self) -> int:
        return (self.now - self.record.reported_at).days

    @property
    def age(self) -> str:
        """When it was received, and for how long it has been open or when it was closed."""
        day, days = _day(self.record.reported_at), self.days_open
        if self.record.state not in OPEN:
            return f"{day}. Closed {_day(self.record.closed_at)}" if self.record.closed_at else day
        return f"{day}, {days} day{'s' if days > 1 else ''} open" if days else day

    @property
    def stands(self) -> str:
        """Where it stands, in words."""
        return STANDS[self.record.state]

    @property
    def due(self) -> str:
        """By when, in the school's own time."""
        at = clock.local(self.record.due_at)
        return f"{clock.words_of(at.date(), '%a %-d %b')}, {at:%H:%M}"

    @property
    def who(self) -> str:
        """Those in it by name and form; the page hides it until names are asked for (U43)."""
        named = list(self.people.values())
        more = f"and {len(named) - NAMES} more" if len(named) > NAMES else ""
        return "; ".join([*named[:NAMES], *filter(None, [more])])

    @cached_property
    def about(self) -> str:
        """Of which year groups and forms: what tells two of one name apart while names are hidden."""
        years = f"Year {', '.join(self.years)}" if self.years else ""
        forms = f"form {', '.join(self.forms)}" if self.forms else ""
        return " · ".join(filter(None, [years, forms]))

    @cached_property
    def often(self) -> str:
        """How often this term (U38)."""
        return f"{self.times_this_term} records this term" if self.times_this_term > 1 else ""


def _day(at: datetime) -> str:
    return clock.words_of(clock.local(at).date(), "%-d %b")


@dataclass(frozen=True)
class Page:
    """The rows, and where the next page begins."""

    rows: list[Row]
    after: str = ""


def page(user, filters: Filters, after: str = "", most: int = ROWS, told: dict[str, str] | None = None) -> Page:
    """The user's open records from `after` on, most urgent first. Those kept by others are in `private`.

    `told`: who is told next of those that are alarms nobody answered, by reference.
    """
    is_usual = (filters, after, most) == (Filters(), "", ROWS)
    found = _usual(user) if is_usual else list(_page(user, filters, after, most))
    shown = found[:most]
    return Page(rows_of(shown, user, told), key_of(shown[-1]) if len(found) > most else "")


def _page(user, filters: Filters, after: str, most: int):
    return _lean(behind(user, filters, after)).order_by(*filters.order)[: most + 1]


_usual = asked_by(lambda user: _page(user, Filters(), "", ROWS))


def private(user) -> list[tuple[str, str]]:
    """Open records others keep private, newest first: reference, then class and date, and nothing to do (U37)."""
    return [(ref, _of_a_stub(*said)) for ref, *said in _private(user)]


def _of_a_stub(cls: str, reported_at: datetime, external_ref: str) -> str:
    received = f"received {clock.words_of(clock.local(reported_at).date())}"
    return ", ".join(filter(None, [Class(cls).label, received, external_ref]))


def _lean(rows):
    return rows.select_related("owner").only(*OF_A_ROW)


@asked_by
def _private(user):
    """Those of which this person is shown no more than a stub; none, and unasked, for most people."""
    kinds = set(disclosure.kinds_known(user.roles)) - set(disclosure.kinds_worked(user.roles))
    rows = Incident.objects.not_barred(user).open().filter(kind__in=kinds).exclude(owner=user.person_id)
    return rows.order_by("-reported_at").values_list("ref", "cls", "reported_at", "external_ref")[:ROWS]


def listed(user, filters: Filters):
    """The records a queue with these filters is made of."""
    rows = _worked_by(user)
    if filters.state:
        rows = rows.filter(state=filters.state)
    elif filters.due != "again":  # one may look again at what was closed
        rows = rows.filter(state__in=sorted(OPEN))
    if filters.due:
        rows = rows.filter(waiting.DUE[filters.due][1](user))
    if filters.kind:
        rows = rows.filter(kind=filters.kind, kind__in=disclosure.kinds_read(user.roles))
    return rows.filter(owner=user.person_id) if filters.mine else rows


def _worked_by(user):
    """Records this person has something to do with: by office, in full or technically, or because they own them."""
    return Incident.objects.not_barred(user).filter(waiting.theirs(user))


def key_of(record: Incident) -> str:
    """Where a record stands in the queue's order; the next page begins behind the last one's.

    It names the record by its reference: rows are numbered, and a number left out would betray one that is hidden.
    """
    due = record.due_at.isoformat() if record.due_at else ""
    return f"{record.urgency}~{due}~{record.ref}"


def parts_of(key: str) -> tuple[int, datetime | None, str] | None:
    """Urgency, due date and reference of a key; None where it is none of ours."""
    try:
        urgency, due, ref = key.replace("\0", "").split("~")
        return int(urgency), datetime.fromisoformat(due).astimezone(UTC) if due else None, ref
    except (ValueError, OverflowError):
        return None


def behind(user, filters: Filters, key: str):
    """Rows of the list that come after the key's; all of them where the key is none of ours."""
    rows, parts = listed(user, filters), parts_of(key)
    if not parts:
        return rows
    urgency, due, ref = parts
    known = Incident.objects.visible_to(user).filter(ref=ref).values("pk")[:1]
    later, pk = Q(urgency__gt=urgency), Coalesce(Subquery(known), 0)
    if filters.ended:
        return rows.filter(pk__lt=pk)
    if due is None:
        return rows.filter(later | Q(urgency=urgency, pk__gt=pk))
    return rows.filter(later | Q(urgency=urgency, due_at__gt=due) | Q(urgency=urgency, due_at=due, pk__gt=pk))


def rows_of(records: list[Incident], user, told: dict[str, str] | None = None) -> list[Row]:
    """What the queue says of each record: three queries, however many."""
    roles, now, told = user.roles, clock.now(), told or {}
    rows = {
        record.pk: Row(record, _is_stub(record, user, roles), now=now, next_told=told.get(record.ref, ""))
        for record in records
    }
    _add_titles({pk: row for pk, row in rows.items() if row.technical or not row.stub})
    if readable := [pk for pk, row in rows.items() if not row.stub]:
        _add_people(rows, readable, user)
    return list(rows.values())


def _add_titles(rows: dict[int, Row]) -> None:
    """What each is called, as far as it is read."""
    for pk, filed in groupby(_titles(*rows) if rows else (), key=itemgetter(0)):
        row, said = rows[pk], [one[1:] for one in filed]
        whole = (one[:2] for one in said)
        row.titles = technical_titles(said) if row.technical else titled(row.record.kind, whole)


_titles = prepared(
    lambda *pks: (
        Filed.objects.filter(incident__in=pks, dropped=False)
        .order_by("incident", "pk")
        .values_list("incident", "title", "category__staff", "category__cls")
    )
)
_people = prepared(lambda *pks: Involved.objects.filter(incident__in=pks).select_related("person").only(*OF_A_PERSON))


def _is_stub(record: Incident, user, roles) -> bool:
    return disclosure.level(record.kind, roles, owns=record.owner_id == user.person_id) < disclosure.Level.FULL


def _add_people(rows: dict[int, Row], readable: list[int], user) -> None:
    """Who was in each, of which year and form, and how often this term."""
    for one in _people(*readable):
        _add_person(rows[one.incident_id], one)
    times = times_this_term({pk for row in rows.values() for pk in row.people}, user)
    for row in rows.values():
        row.times_this_term = max((times[pk] for pk in row.people), default=0)


def _add_person(row: Row, one: Involved) -> None:
    if one.year_group and one.year_group not in row.years:
        row.years.append(one.year_group)
    if one.person:
        row.people[one.person_id] = one.person.said
        if one.person.kind == Person.Kind.PUPIL and one.person.form and one.person.form not in row.forms:
            row.forms.append(one.person.form)


def times_this_term(people: set[int], user) -> Counter:
    """In how many records the user may read each of these people had a part this term."""
    return Counter(dict(_times(user, calendar.term_began(), *people))) if people else Counter()


def _this_term(user, since: datetime, *people: int):
    """Nobody had a part in a matter before it was reported; saying so spares reading the parts of years."""
    theirs = {"involved__person__in": people, "involved__added_at__gte": since}
    return Incident.objects.readable_by(user).filter(reported_at__gte=since, **theirs)


@asked_by
def _times(user, since: datetime, *people: int):
    rows = _this_term(user, since, *people).order_by().values_list("involved__person")
    return rows.annotate(times=Count("pk", distinct=True))


def this_term(record: Incident, user) -> list[tuple[str, list[Row]]]:
    """Each person in the record, with the records of this term they had a part in and the user may read."""
    involved = record.involved.exclude(person=None).select_related("person").order_by("pk")
    people = {row.person_id: row.person.said for row in involved}
    found = Incident.objects.filter(pk__in=_this_term(user, calendar.term_began(), *people).values("pk"))
    rows = rows_of(list(_lean(found).order_by("-reported_at")), user)
    return [(words, [row for row in rows if pk in row.people]) for pk, words in people.items()]


def next_due(user) -> datetime | None:
    """When the first of the open records the user has something to do with is due: for a list that is empty."""
    to_come = _worked_by(user).filter(state__in=sorted(OPEN), due_at__gte=clock.now())
    return to_come.order_by("due_at").values_list("due_at", flat=True).first()
