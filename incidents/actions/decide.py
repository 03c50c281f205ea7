"""Deciding what happens: categories, answers, more serious at once, less serious only by the safeguarding lead."""

from esafety.lib import clock
from incidents import notifications, routing
from incidents.actions.checklist import categories_of
from incidents.actions.record import Change, Refused, changing, countersigns
from incidents.actions.rising import hand_over, keep_answers, refit, rise
from incidents.actions.warned import look_back
from incidents.classes import RESTRICTED, SERIOUSNESS, Class, Overlay, kind_of
from incidents.models import Answer, Category, Incident, Proposal, Question
from incidents.models.words import Filed
from notices.actions import answer as answer_notice
from school.roles import Perm


def file_under(incident: Incident, categories: list[Category], *, by, version: int | None = None) -> None:
    """Put the matter under these categories instead. A category may raise the class; it never lowers it."""
    if not categories:
        raise Refused("Choose what it was.", "categories")
    with changing(incident, "file", by=by, version=version) as change:
        _refile(change, categories)
        change.say("file", "Filed under", ", ".join(category.title for category in categories))
        meant = [routing.Says.of_intent(category, change.record.intent) for category in categories]
        rise(change, [*(routing.Says.of_category(category) for category in categories), *meant], categories)
        look_back(change)


def _refile(change: Change, categories: list[Category]) -> None:
    rows = {row.category_id: row for row in change.record.filed.all()}
    for row in rows.values():
        row.dropped = row.category_id not in {category.pk for category in categories}
        change.book.save(row)
    change.book.save_all([Filed.under(change.record, category) for category in categories if category.pk not in rows])


def answer(incident: Incident, answers: dict[Question, str], *, by, version: int | None = None) -> None:
    """Answer the deciding questions. "Yes" and "not sure" raise; "no" lowers nothing."""
    with changing(incident, "answer", by=by, version=version) as change:
        keep_answers(change, answers)
        raising = [one for one, value in answers.items() if value != Answer.Value.NO]
        rise(change, [routing.Says.of_question(one) for one in raising], categories_of(change.record))


def raise_class(incident: Incident, to: str, *, by, reason: str, version: int | None = None) -> None:
    """Make it more serious, in one step, by anyone handling it (the ratchet)."""
    with changing(incident, "raise", by=by, version=version, reason=reason) as change:
        if SERIOUSNESS[Class(to)] >= SERIOUSNESS[Class(change.record.cls)]:
            raise Refused("Choose a class more serious than the one it has. Only a safeguarding lead lowers it.", "to")
        rise(change, [routing.Says.of_class(to)], categories_of(change.record), reason)


def place(incident: Incident, to: str, *, by, reason: str, version: int | None = None) -> None:
    """Say how serious something is that the profile cannot know, before it goes on; never less than it is (T 25.3)."""
    with changing(incident, "place", by=by, version=version, reason=reason) as change:
        if SERIOUSNESS[Class(to)] > SERIOUSNESS[Class(change.record.cls)]:
            raise Refused("Choose a class at least as serious. Only a safeguarding lead makes it less serious.", "to")
        change.say("placed", f"How serious it is: {Class(to).label.lower()}", reason)
        rise(change, [routing.Says.of_class(to)], categories_of(change.record), reason)


def concerns_adult(incident: Incident, overlay: str, *, by, reason: str, version: int | None = None) -> None:
    """The person whose conduct is in question is an adult of the school: the record becomes private at once."""
    with changing(incident, "staff overlay", by=by, version=version, reason=reason) as change:
        categories = categories_of(change.record)
        said = routing.Says(staff=True, wakes=routing.wakes_once_named(change.record.cls, categories))
        change.record.overlay = routing.narrowest([change.record.overlay, Overlay(overlay)])
        rise(change, [said], categories, reason)


def lower(incident: Incident, to: str, *, by, reason: str, version: int | None = None) -> Proposal | None:
    """Make it less serious: only a safeguarding lead, with a reason; leaving `illegal` waits for a second person.

    Answers the proposal where one was made, None where the class was lowered at once.
    """
    _may_lower(incident, to, by, reason)
    with changing(incident, "lower", by=by, version=version, reason=reason) as change:
        if change.record.cls == Class.ILLEGAL:
            return _propose(change, to, reason)
        _lower(change, to, reason)
        return None


def _may_lower(incident: Incident, to: str, by, reason: str) -> None:
    if not by.can(Perm.LOWER):
        raise Refused("Only a safeguarding lead makes a record less serious.")
    if SERIOUSNESS[Class(to)] <= SERIOUSNESS[Class(incident.cls)]:
        raise Refused("Choose a class less serious than the one it has.", "to")
    if len(reason) < 20:
        raise Refused("Say why in a sentence of at least 20 letters; it is kept with the record.", "reason")


def _propose(change: Change, to: str, reason: str) -> Proposal:
    if change.record.proposals.filter(agreed=None).exists():
        raise Refused("A second person has already been asked.")
    proposal = Proposal(incident=change.record, to_class=to, reason=reason, asked_by=change.by)
    change.book.save(proposal)
    change.say("propose", "A second person was asked to agree that this is no crime", reason)
    change.tell(notifications.to_countersign)
    return proposal


def _lower(change: Change, to: str, reason: str) -> None:
    record, kind_was, categories = change.record, change.record.kind, categories_of(change.record)
    record.cls = Class(to)
    record.kind = kind_of(Class(to), Overlay(record.overlay))
    record.wakes = record.kind in RESTRICTED and record.wakes
    change.say("lower", "Made less serious", reason)
    if kind_was in RESTRICTED and record.kind not in RESTRICTED:
        hand_over(change, categories)
    refit(change, categories)


def decide_proposal(proposal: Proposal, *, agree: bool, by) -> None:
    """The second person agrees or refuses; never the one who asked."""
    with changing(proposal.incident, "agree" if agree else "refuse", by=by, may=countersigns) as change:
        held = change.record.proposals.select_for_update().get(pk=proposal.pk)
        if held.agreed is not None:
            raise Refused("This was decided already.")
        if held.asked_by_id == by.pk:
            raise Refused("You asked for this, so another person has to decide.")
        held.decided_by, held.decided_at, held.agreed = by, clock.now(), agree
        change.book.save(held)
        if agree:
            _lower(change, held.to_class, held.reason)
        else:
            change.say("refuse", "A second person did not agree; it stays as it is")
        answer_notice(kind=notifications.COUNTERSIGN, ref=change.record.ref, by=by)
