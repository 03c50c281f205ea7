"""What a reporter may know of their report: that it arrived, roughly where it stands, their own words (U30–U32)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery, TextChoices
from django.urls import reverse

from esafety.lib import clock
from incidents import disclosure
from incidents.actions.checklist import clocks
from incidents.lifecycle import State
from incidents.models import Event, Filed, Incident, Statement
from incidents.reading.joined import stays_of
from incidents.reading.said import ALLEGED, RANG, Said
from incidents.reporting.unsent import said_of
from incidents.triage import newest
from school import drafts
from school.models import User

ROWS = 20
ANSWERED = "acknowledge"
A_MINUTE, A_MOMENT = timedelta(minutes=1), timedelta(minutes=15)
OVER = (State.CLOSED,)
ASKING = (Statement.Kind.QUESTION, Statement.Kind.ANSWER)
TURNS = Q(verb=ANSWERED) | Q(verb__startswith=ALLEGED)
CALLS = TURNS | Q(verb=RANG)
LATER = (Statement.Kind.ADDED, Statement.Kind.ANSWER)
THEIRS = (Statement.Kind.REPORT, Statement.Kind.ADDED, Statement.Kind.ANSWER)


class Stands(TextChoices):
    """All a reporter learns of where it stands (security.md R1)."""

    RECEIVED = "received", "Received"
    BEING = "being", "Being dealt with"
    FINISHED = "finished", "Finished"


def of(user: User):
    """The person's reports. `bare`: it is about them now, so reference and date are all they keep (R3)."""
    known = Incident.objects.not_barred(user).filter(pk=OuterRef("pk"))
    events = Event.objects.filter(incident=OuterRef("pk")).order_by("-pk").values("verb")
    turns = {"last_turn": Subquery(events.filter(TURNS)[:1]), "last_call": Subquery(events.filter(CALLS)[:1])}
    asked = Statement.objects.filter(incident=OuterRef("pk"), kind__in=ASKING).order_by("-at", "-id").values("kind")
    filed = Filed.objects.filter(incident=OuterRef("pk")).order_by("pk").values("title")
    rows = Incident.objects.reported_by(user).select_related("duplicate_of")
    seen = {"last_asked": Subquery(asked[:1]), "chosen": Subquery(filed[:1])}
    return rows.annotate(bare=~Exists(known), **turns, **seen)


def sent(user: User, key: UUID) -> Incident | None:
    """What this person sent with that press of Send."""
    return of(user).filter(submission_key=key).first()


def just_sent(user: User) -> Incident | None:
    """What they sent a moment ago: whoever comes back to page 1 then may think that it was not (U33)."""
    lately = of(user).filter(reported_at__gt=clock.now() - A_MOMENT, bare=False)
    return lately.order_by("-reported_at").first()


def sent_as(user: User, key: UUID) -> str | None:
    """The reference of what this person sent with that press of Send."""
    return Incident.objects.reported_by(user).filter(submission_key=key).values_list("ref", flat=True).first()


def stands(record: Incident) -> Stands:
    """Received, being dealt with, finished. Never backwards, but where what its reporter added began it anew with
    others: that is theirs to know. What was joined to another stands where that one does."""
    if record.bare:
        return Stands.RECEIVED
    where = stays_of(record)
    if where.state in OVER:
        return Stands.FINISHED
    begun = record.last_turn == ANSWERED or where.state != State.REPORTED
    return Stands.BEING if begun and not _rings(record) else Stands.RECEIVED


def _rings(record: Incident) -> bool:
    """Has nobody answered yet what its reporter added that raised it?"""
    return record.last_call == RANG and record.state == State.REPORTED


@dataclass(frozen=True)
class Receipt:
    """One report as its reporter may see it."""

    record: Incident

    @property
    def stands(self) -> Stands:
        return stands(self.record)

    @property
    def is_private(self) -> bool:
        """Its words are not shown any more, not even to who wrote them (U32)."""
        return not disclosure.text_is_shown_to_reporter(self.record.kind, self.record.bare)

    @property
    def about(self) -> str:
        """What happened, as the reporter chose it, while it may be shown."""
        return "" if self.is_private else self.record.chosen

    @property
    def answer_by(self) -> datetime | None:
        """By when somebody should have answered, the report or what rang anew; None once somebody has."""
        if self.stands != Stands.RECEIVED:
            return None
        return self._answer_anew or stays_of(self.record).due_at

    @cached_property
    def passed_on(self) -> datetime | None:
        """When what they added made it ring anew, as long as nobody has answered that: what another raised since, or
        had raised before, is not theirs to know."""
        return self.said.rang_at if _rings(self.record) else None

    @cached_property
    def _answer_anew(self) -> datetime | None:
        """The same since they added what raised it, or that it is about an adult here: by what they said, whatever
        others made of it."""
        alleged = self.said.alleged if self.record.last_turn else []
        since = self.passed_on or (alleged[-1].at if alleged else None)
        if since is None:
            return None
        chosen = [self.said.category] if self.said.category else []
        return clocks(Incident(cls=self.said.cls), since, chosen)[0]

    @property
    def answer_by_words(self) -> str:
        """That time as one says it: "11:34" today, "9:00 on Monday 23 November" on another day."""
        by = clock.local(self.answer_by)
        return f"{by:%H:%M}" if by.date() == clock.today() else f"{by:%H:%M on %A %-d %B}"

    @property
    def is_late(self) -> bool:
        return bool(self.answer_by and self.answer_by < clock.now())

    @property
    def ring_at(self) -> datetime:
        """When they ring if nobody answers, a minute before a school day may end; now where that is past."""
        by = self.answer_by
        return max(by - A_MINUTE, clock.now()) if by else clock.now()

    @property
    def words(self) -> list[Statement]:
        """What the reporter wrote, while it may be shown."""
        return [] if self.is_private else list(self.record.statements.filter(kind__in=THEIRS))

    @property
    def kept(self) -> list[Statement]:
        """What they wrote since it was sent and is not shown any more: that it is there, and since when."""
        return list(self.record.statements.filter(kind__in=LATER).defer("text")) if self.is_private else []

    @cached_property
    def said(self) -> Said:
        """What they said when they reported. Private or not, they know what they said (U32 hides the words)."""
        return Said(self.record)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """All they ticked, chose and typed beside the story, while it may be shown."""
        return [] if self.is_private else self.said.rows

    @property
    def is_asked(self) -> bool:
        """A question waits for the reporter."""
        return self.record.last_asked == Statement.Kind.QUESTION and not self.record.bare

    @property
    def question(self) -> Statement | None:
        """The question that waits for the reporter's answer."""
        return self.record.statements.filter(kind=Statement.Kind.QUESTION).last() if self.is_asked else None


@dataclass(frozen=True)
class Begun:
    """What somebody began to write on a receipt and did not send: to which, since when. None of its words."""

    ref: str
    begun: datetime
    is_answer: bool

    @property
    def when(self) -> str:
        return said_of(self.begun)


def begun(request) -> list[Begun]:
    """All of it, newest first: what was added, else the answer to a question that still waits."""
    home = reverse("incidents:mine")
    kept = {row.path.removeprefix(home).strip("/"): row for row in drafts.under(request, home)}
    rows = of(request.user).filter(ref__in=kept, bare=False) if kept else ()
    asked = {row.ref: Receipt(row).is_asked for row in rows}
    found = ((ref, row, _box_of(row.fields, asked[ref])) for ref, row in kept.items() if ref in asked)
    return [Begun(ref, row.begun, box == "answer") for ref, row, box in found if box]


def _box_of(typed: dict, is_asked: bool) -> str | None:
    """Which box of the receipt something stands in."""
    boxes = ("add", "answer") if is_asked else ("add",)
    return next((box for box in boxes if any(text.strip() for text in typed.get(f"{box}-text", ()))), None)


def page(user: User, before: str = "") -> tuple[list[Incident], str]:
    """One page of the person's reports, newest first, and the mark of the next page or nothing."""
    found = list(newest.behind(of(user), before).order_by(*newest.ORDER)[: ROWS + 1])
    shown = found[:ROWS]
    return shown, newest.mark_of(shown[-1]) if len(found) > ROWS else ""
