"""What a list says of each record: what it is, what is next and by when, who was in it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from esafety.lib import clock
from esafety.lib.prepared import prepared
from incidents import disclosure
from incidents.classes import Kind, technical_titles, titled
from incidents.lifecycle import OPEN, State
from incidents.models import Filed, Incident, Involved
from incidents.reading.alarmed import READ_AGAIN
from incidents.reading.showing import UNDECIDED
from incidents.triage.terms import times_this_term
from school.models import Person

NAMES = 3  # of those in a matter a row names, before it says how many more there are
OF_A_COLLEAGUE = "To be read again by a colleague"  # for who wrote it, and who may not know that it alarms
STANDS = {state.value: state.label for state in State}
OF_A_PERSON = (
    "incident",
    "year_group",
    *(f"person__{name}" for name in ("given_name", "family_name", "form", "kind")),
)


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

    @property
    def words_again(self) -> bool:
        """Were alarming words on it answered "no" by whoever wrote them, and by nobody else yet (U12)?"""
        waits = getattr(self.record, "said_no", self.record.next_step == READ_AGAIN)
        return waits and not self.stub and self.record.state in UNDECIDED

    @property
    def next_step(self) -> str:
        if self.words_again:
            return READ_AGAIN
        return OF_A_COLLEAGUE if self.record.next_step == READ_AGAIN else self.record.next_step

    @cached_property
    def late(self) -> bool:
        return bool(self.record.due_at and self.record.due_at < self.now)

    @property
    def days_open(self) -> int:
        """Civil days in the school: what came in yesterday is a day old, whatever the hour."""
        return (clock.local(self.now).date() - clock.local(self.record.reported_at).date()).days

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


def key_of(record: Incident) -> str:
    """Where a record stands in the queue's order; the next page begins behind the last one's.

    It names the record by its reference: rows are numbered, and a number left out would betray one that is hidden.
    """
    due = record.due_at.isoformat() if record.due_at else ""
    return f"{record.urgency}~{due}~{record.ref}"


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
        row, ever = rows[pk], [one[1:] for one in filed]
        said = [one for *one, dropped in ever if not dropped]
        whole = (row.record.kind, row.record.cls, said, ever[0][0])
        row.titles = technical_titles(said) if row.technical else titled(*whole)


_titles = prepared(
    lambda *pks: (
        Filed.objects.filter(incident__in=pks)
        .order_by("incident", "pk")
        .values_list("incident", "title", "category__staff", "category__cls", "dropped")
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
