"""One page of the queue, most urgent first, in a number of queries that does not grow with the rows."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce

from esafety.lib import clock
from incidents import disclosure
from incidents.asking import asked_by
from incidents.classes import Class
from incidents.lifecycle import OPEN
from incidents.models import Incident
from incidents.reading import alarmed
from incidents.triage import waiting
from incidents.triage.rows import Row, key_of, rows_of
from incidents.triage.terms import of_people
from school import calendar

ROWS = 25
ORDER = ("urgency", "due_at", "id")
# All a row prints; a page of whole records would read four times as much.
OF_A_ROW = (
    *("ref", "kind", "cls", "state", "reported_at", "closed_at", "next_step", "due_at", "urgency", "external_ref"),
    "follow_up_on",
    *("device", "place"),
    *("owner__given_name", "owner__family_name", "owner__left_on"),
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
    rows = _lean(behind(user, filters, after)).annotate(said_no=alarmed.said_no(user))
    return rows.order_by(*filters.order)[: most + 1]


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


def this_term(record: Incident, user) -> list[tuple[str, list[Row]]]:
    """Each person in the record, with the records of this term they had a part in and the user may read."""
    involved = record.involved.exclude(person=None).select_related("person").order_by("pk")
    people = {row.person_id: row.person.said for row in involved}
    found = Incident.objects.filter(pk__in=of_people(user, calendar.term_began(), *people).values("pk"))
    rows = rows_of(list(_lean(found).order_by("-reported_at")), user)
    return [(words, [row for row in rows if pk in row.people]) for pk, words in people.items()]


def next_due(user) -> datetime | None:
    """When the first of the open records the user has something to do with is due: for a list that is empty."""
    to_come = _worked_by(user).filter(state__in=sorted(OPEN), due_at__gte=clock.now())
    return to_come.order_by("due_at").values_list("due_at", flat=True).first()
