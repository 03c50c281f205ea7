"""Sanctions: given once to one person, and what is taken away for a time given back on its last day."""

from datetime import date

from django.db.models import Exists, OuterRef

from audit.ledger import ledger
from esafety.lib import clock
from incidents import sanctions
from incidents.actions.checklist import categories_of
from incidents.actions.people import say_part
from incidents.actions.record import Change, Refused, changing, facts_of
from incidents.actions.steps import say_done
from incidents.actions.warned import look_back
from incidents.classes import STAFF_KINDS
from incidents.models import Incident, Involved, Sanction, SanctionKind, Step, StepTemplate
from notices.actions import ask, withdraw
from notices.models import Task

PRIVILEGE = "privilege"  # the kind of task by which something is taken away and given back
AFTER_SCHOOL = 17  # the hour of the day by which it is done


def sanction(
    incident: Incident,
    involved: Involved,
    kind: SanctionKind,
    *,
    by,
    starts: date | None = None,
    ends: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Sanction:
    """Give somebody a sanction, from today where no day is said: their conduct is in question from then on.

    Lines of the checklist that wait for one are done. What is taken away is asked of its role at once, and asked
    back on the last day (T 20.4).
    """
    with changing(incident, "sanction", by=by, version=version, reason=reason) as change:
        person = change.record.involved.select_for_update(of=("self",)).select_related("person").get(pk=involved.pk)
        _may_be_given(change.record, person, kind)
        if person.part != Involved.Part.SUBJECT:
            say_part(change, person, Involved.Part.SUBJECT)
        else:
            look_back(change)
        given = _made(change, person, kind, starts or clock.today(), ends, reason)
        change.book.save(given)
        _end_lines(change, given)
        if kind.task_role:
            _take_away(change, given)
        change.say("sanction", f"Sanction: {given.words}", _detail(given))
        return given


def for_adults(record: Incident, person: Involved) -> bool:
    """Is it the school's adults this person is one of, as far as the register or the record says?"""
    return person.person.is_adult_of_school if person.person else record.kind in STAFF_KINDS


def _may_be_given(record: Incident, person: Involved, kind: SanctionKind) -> None:
    adult = for_adults(record, person)
    if adult and record.kind not in STAFF_KINDS:
        raise Refused("They work here. Say so first, under “It is about an adult here”.", "who")
    if adult != kind.staff:
        raise Refused(f"Choose one that is for {'adults who work here' if adult else 'pupils'}.", "kind")
    if refusal := sanctions.may_sanction(facts_of(record), person.part):
        raise Refused(refusal, "who")


def _made(change: Change, person: Involved, kind: SanctionKind, starts: date, ends: date | None, reason) -> Sanction:
    """The sanction, in the words and the weight its kind has today; refused where a day or a reason is missing."""
    usual = sanctions.usual(categories_of(change.record), staff=kind.staff)
    if usual and sanctions.needs_reason(kind.tier, usual.tier) and not reason:
        raise Refused(f"Usual here is “{usual.words}”. Say why it is another.", "reason")
    if kind.task_role and not ends:
        raise Refused("Enter the last day: what is taken away is given back on it.", "ends")
    if ends and ends < starts:
        raise Refused("Choose a last day that is not before the first.", "ends")
    if kind.task_role and ends < clock.today():
        raise Refused("Choose a last day that is still to come: it is given back on that day.", "ends")
    return Sanction(
        incident=change.record,
        involved=person,
        kind=kind,
        words=kind.words,
        tier=kind.tier,
        usual_tier=usual.tier if usual else None,
        reason=reason,
        warning=kind.warning,
        starts=starts,
        ends=ends,
        given_by=change.by,
    )


def _end_lines(change: Change, given: Sanction) -> None:
    for step in change.record.steps.filter(how=StepTemplate.How.SANCTION, state=Step.State.OPEN):
        step.state, step.reason, step.done_by, step.done_at = Step.State.DONE, given.words, change.by, clock.now()
        change.book.save(step)


def _take_away(change: Change, given: Sanction) -> None:
    due = clock.at_school(given.starts, AFTER_SCHOOL)
    asked = {"words": given.kind.take_words, "for_role": given.kind.task_role}
    ask(change.book, kind=PRIVILEGE, ref=given.ref, due=due if due > clock.now() else None, by=change.by, **asked)


def _detail(given: Sanction) -> str:
    until = f"Until {clock.words_of(given.ends)}." if given.ends else ""
    return " ".join(filter(None, [f"{given.involved.said}.", until, given.reason]))


def privilege_done(task, by) -> None:
    """Something was taken away or given back: the record says so."""
    say_done(Sanction.objects.select_related("incident").get(ref=task.ref).incident, task, by)


def ask_back() -> None:
    """A chore: what was taken away and has its last day today, or had it, is asked back. Bears running twice."""
    taken = Task.objects.filter(kind=PRIVILEGE, ref=OuterRef("ref"))
    over = Sanction.objects.filter(Exists(taken), ends__lte=clock.today(), give_back_asked=False)
    for ref in over.values_list("ref", flat=True):
        _ask_back(ref)


def _ask_back(ref: str) -> None:
    """Asked of the role that took it away, by the words its kind has today; not asked to take it away any more."""
    with ledger("give back", by=None, kind=PRIVILEGE, ref=ref) as book:
        held = Sanction.objects.select_for_update(of=("self",)).select_related("kind").get(ref=ref)
        if held.give_back_asked:
            return  # somebody was quicker
        tasks = Task.objects.filter(kind=PRIVILEGE, ref=ref)
        role = tasks.values_list("for_role", flat=True).first()
        for task in tasks.open():
            withdraw(task, by=None)
        words = held.kind.give_back_words or "Give back what was taken away. What and whose stands on this page."
        ask(
            book,
            words=words,
            for_role=role,
            due=clock.at_school(held.ends, AFTER_SCHOOL),
            kind=PRIVILEGE,
            ref=ref,
            by=None,
        )
        held.give_back_asked = True
        book.save(held)
