"""The moves of a record's life, one function each."""

from audit.ledger import ledger
from esafety.lib import clock
from incidents import guards, notifications
from incidents.actions import sanctions
from incidents.actions.checklist import categories_of, clocks, withdraw_tasks
from incidents.actions.joining import (
    ask_again,
    give_there,
    given_of,
    go_over,
    no_longer_asked,
    said,
    take_over,
)
from incidents.actions.kept_apart import keep_from_both
from incidents.actions.record import (
    READ_IT,
    Change,
    Refused,
    answers,
    changing,
    countersigns,
    facts_of,
    manages,
    may_own,
    reported,
    to_do,
)
from incidents.actions.same_matter import is_graver, take_in
from incidents.actions.steps import UNDER_WAY
from incidents.classes import RESTRICTED
from incidents.lifecycle import State
from incidents.models import Ground, Incident, Outcome, Step
from incidents.outcomes import may_end
from notices.actions import answer as answer_notice
from notices.actions import stand_down


def acknowledge(incident: Incident, *, by, version: int | None = None) -> None:
    """ "I have this": somebody who may act on it takes it, and everyone alerted is stood down.

    A reporter may take an ordinary or security matter they would handle anyway, never the rest (product.md, Settled).
    """
    with changing(incident, "acknowledge", by=by, version=version, may=answers) as change:
        record = change.record
        own = reported(record, by) and record.kind in RESTRICTED
        change.move("acknowledge", "You reported this, so another person has to answer it." if own else None)
        record.owner = by.person if record.owner is None or record.owner.has_left else record.owner
        record.acknowledged_at = clock.now()
        change.say("acknowledge", "Somebody has it")
        answer_notice(kind=notifications.ALARM, ref=record.ref, by=by)
        stand_down(notifications.NEW, record.ref, by=by)
        change.tell(notifications.answered)


def investigate(incident: Incident, *, by, version: int | None = None) -> None:
    """Look into it. Never for what may be a crime; for staff matters only after advice."""
    with changing(incident, "investigate", by=by, version=version) as change:
        change.move("investigate", guards.may_investigate(facts_of(change.record)))
        change.say("investigate", "Being looked into")


def refer(incident: Incident, *, by, version: int | None = None) -> None:
    """Pass it on to the agency that was rung."""
    with changing(incident, "refer", by=by, version=version) as change:
        change.move("refer", guards.may_refer(facts_of(change.record)))
        change.say("refer", "Passed on")


def resolve(
    incident: Incident,
    *,
    by,
    outcome: Outcome,
    note: str = "",
    which_sanction: str = "",
    no_sanction: str = "",
    external_ref: str = "",
    ground: Ground | None = None,
    version: int | None = None,
) -> None:
    """The action is finished: how it ended, or why it was allowed, once every required step is done or excused.

    Where it ends by a sanction and none is on the record: `which_sanction`, in words, with who gave it, if the school
    has none written down; else `no_sanction`, why none is.
    """
    with changing(incident, "resolve", by=by, version=version) as change:
        record = change.record
        if refusal := may_end(record, outcome, record.sanctions.filter(taken_back="").exists()):
            raise Refused(refusal, "outcome")
        of_sanction = sanctions.said_of(record, outcome, which_sanction, no_sanction)
        record.outcome, record.ground = outcome, ground
        record.outcome_note = "\n".join(filter(None, [note, of_sanction]))
        record.external_ref = external_ref or record.external_ref
        change.move("resolve", guards.may_resolve(facts_of(record)))
        record.resolved_by = by
        ended = f"{outcome.words}: {ground.words}" if ground else outcome.words
        change.say("resolve", "Action finished", "\n".join(filter(None, [ended, record.outcome_note])))
        if record.kind in RESTRICTED:
            change.tell(notifications.to_countersign)


def may_close(record: Incident, user) -> bool:
    """Whoever manages the record, or may be its second person."""
    return manages(record, user) or countersigns(record, user)


def close(incident: Incident, *, by, version: int | None = None) -> None:
    """Close it: for private records another person than the one who said the action is finished."""
    with changing(incident, "close", by=by, version=version, may=may_close) as change:
        record = change.record
        change.move("close", guards.may_close(facts_of(record), by.pk))
        record.closed_at = clock.now()
        stand_down(notifications.COUNTERSIGN, record.ref, by=by)
        change.say("close", "Closed")
        change.tell(notifications.finished)


def reopen(incident: Incident, *, by, reason: str, version: int | None = None) -> None:
    """Open it again, with a reason."""
    with changing(incident, "reopen", by=by, version=version, reason=reason, may=may_close) as change:
        open_again(change, reason)


def open_again(change: Change, reason: str) -> None:
    """The move itself, for whoever holds the record. What was closed has the time of a new matter."""
    record = change.record
    change.move("reopen", None if reason else "Say why it is opened again.")
    if record.next_step == READ_IT:
        record.follow_up_on = None
    if record.closed_at:
        record.finish_by = clocks(record, clock.now(), categories_of(record))[1]
    record.closed_at = record.resolved_by = record.duplicate_of = None
    stand_down(notifications.COUNTERSIGN, record.ref, by=change.by)
    ask_again(change.book, record, by=change.by)
    change.say("reopen", "Opened again", reason)


def join(incident: Incident, other: Incident, *, by, version: int | None = None) -> None:
    """The same matter as `other`: one stays, the other says where it went. Only between records of one kind.
    Whoever is kept from one is kept from both, before anything else of it is written.

    What has still to be done for the one goes over to the other, so none is joined to one that has ended meanwhile.
    """
    stays = _staying(incident, other, by)
    with ledger("join two", by=by, kind="incident", ref=incident.ref):
        _lock(incident, stays)
        lines, given = go_over(incident, stays), given_of(incident)
        with changing(incident, "join", by=by, version=version) as change:
            change.move("join")
            keep_from_both(change, stays)
            change.record.duplicate_of = stays
            tasks = withdraw_tasks(change.record, by=by)
            no_longer_asked(change, given)
            change.say("join", f"Joined to {stays.ref}")
            answer_notice(kind=notifications.ALARM, ref=change.record.ref, by=by)
        with changing(stays, "joined", by=by) as change:
            _take_over(change, incident, lines, given, tasks)


def _lock(*records: Incident) -> None:
    """Both at once, in one order whichever is joined to which: two people may press at the same time."""
    both = Incident.objects.filter(pk__in=[record.pk for record in records])
    list(both.order_by("pk").select_for_update(of=("self",)))


def _take_over(change: Change, joined: Incident, lines: list[Step], given: list[Step], tasks: list) -> None:
    if change.record.state == State.DUPLICATE:  # asked under lock: two that point to each other leave none that stays
        raise Refused("That one was joined to another record itself. Choose the record that stays.", "other")
    keep_from_both(change, joined)
    has_ended = change.record.state not in UNDER_WAY
    if has_ended and (lines or given):
        raise Refused(HAS_ENDED, "other")
    if has_ended and is_graver(joined, change.record):
        raise Refused(IS_GRAVER, "other")
    change.say("joined", f"{joined.ref} was joined to this", said(lines))
    take_over(change.book, change.record, joined, lines, tasks, by=change.by)
    give_there(change.book, change.record, given)
    take_in(change, joined)
    if has_ended and to_do(change.record):
        raise Refused(HAS_ENDED, "other")


HAS_ENDED = (
    "That record has ended, and here something is still to do. "
    "Open that one again first, or mark here what is not needed."
)
IS_GRAVER = "That record has ended, and this one is more serious. Open that one again first."


def _staying(incident: Incident, other: Incident, by) -> Incident:
    if other.pk == incident.pk:
        raise Refused("This is the record itself. Choose another.", "other")
    stays = Incident.objects.readable_by(by).filter(pk=other.pk).first()
    if not stays or stays.kind != incident.kind or not manages(stays, by):
        raise Refused("These two cannot be joined: different people deal with them.", "other")
    return stays


def give_to(incident: Incident, person, *, by, version: int | None = None) -> None:
    """Give the record an owner who may read it, or, for ordinary matters, a senior leader (T 30.2)."""
    with changing(incident, "give", by=by, version=version) as change:
        user = getattr(person, "user", None)
        if not user or not may_own(change.record, user):
            raise Refused("Choose somebody who may deal with this record.", "person")
        change.record.owner = person
        change.say("give", "Given to another person")
        change.tell(notifications.given)
