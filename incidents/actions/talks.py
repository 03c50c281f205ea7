"""Who was talked with: parents or carers, a meeting, support, an offer to put it right. Never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.text import Truncator

from esafety.lib import clock
from incidents import parents as rules
from incidents import to_wait
from incidents.actions import lines
from incidents.actions.checklist import PUT_ASIDE, put_aside, take_up
from incidents.actions.record import Change, Refused, changing, manages
from incidents.actions.rising import hear
from incidents.actions.steps import UNDER_WAY
from incidents.models import Contact, Incident, Involved, Question, Step
from incidents.models.particulars import Site
from incidents.models.work import How
from incidents.when import Said, When

TOLD = {"yes": "Parents or carers told", "no": "Parents or carers not told", "later": "Parents not told yet"}
LONGEST = 300  # characters of what the record keeps beside “Parents told”; the timeline has it whole
HELD = {
    How.MEETING: "A meeting was held",
    How.SUPPORT: "Support was offered",
    How.RESTORATIVE: "It was offered to put it right",
}


@dataclass(frozen=True)
class Talk:
    """With whom, when and how, and what came of it. `letter`: where one is kept; `answer`: to what was offered."""

    with_whom: str
    at: datetime
    means: str
    text: str = ""
    letter: str = ""
    answer: str = ""
    involved: Involved | None = None
    at_said: str = Said.TIME

    @property
    def when(self) -> When:
        return When(self.at, self.at_said)

    @property
    def whose(self) -> str:
        """Whom it was about, where it is one of several."""
        return self.involved.said if self.involved else "Somebody not named here"

    def __str__(self) -> str:
        """In one paragraph, for the timeline and the line it ends."""
        at = clock.local(self.at)
        time = f", {at:%H:%M}" if self.at_said == Said.TIME else ""
        how = f"{Contact.Means(self.means).label}: {self.with_whom}, {clock.words_of(at.date())}{time}."
        answer = f"{Contact.Answer(self.answer).label}." if self.answer else ""
        letter = f"Letter: {self.letter}." if self.letter else ""
        return " ".join(filter(None, [how, answer, self.text, letter]))


def talk(incident: Incident, kind: str, *held: Talk, by, step: Step | None = None, version: int | None = None):
    """A meeting, support or an offer to put it right, of `kind`; ends the line that asked for it (T 28.4, T 30.3).

    An offer to several is one talk with each, who answer for themselves. Declining it needs no reason. Raises Refused
    for meetings about a crime nobody has advised on yet.
    """
    with changing(incident, "talk", by=by, version=version) as change:
        line = lines.to_end(change.record, step, kind) if step else None
        if refusal := lines.waits(change.record, kind):
            raise Refused(refusal)
        for one in held:
            _keep(change, kind, one)
            change.say("talk", HELD[How(kind)], f"{one.whose}: {one}" if len(held) > 1 else str(one))
        if line:
            lines.end(change.book, line, by=by, words=_of_all(held))


def _of_all(held: tuple[Talk, ...]) -> str:
    """What the line keeps: one talk as it is; of an offer to several, what each answered, then the rest once."""
    if len(held) == 1:
        return str(held[0])
    answers = ". ".join(f"{one.whose}: {Contact.Answer(one.answer).label.lower()}" for one in held)
    words = f"{answers}. {replace(held[0], answer='')}"
    return Truncator(words).chars(Step._meta.get_field("reason").max_length)


@dataclass(frozen=True)
class OfWhom:
    """Of several pupils, as they are named on the record: whose parents or carers were told, and whose were not."""

    told: list[str]
    left: list[str]

    def words(self, reason: str) -> str:
        """The same in a sentence or two; `reason`: why the others’ were not."""
        left = f" Not those of {'; '.join(self.left)}: {reason.rstrip('.')}." if self.left else ""
        return f"Those of {'; '.join(self.told)}.{left}"


def parents(
    incident: Incident,
    told: str,
    *,
    by,
    reason: str = "",
    held: Talk | None = None,
    of_whom: OfWhom | None = None,
    version: int | None = None,
) -> None:
    """Whether parents or carers were told; if not, why; outside school also when and how. The lines follow.

    `of_whom`: whose, where several pupils are in it; those left out take the reason. Where that is that the school was
    asked to wait, they have still to be told, and nothing ends by it.
    """
    with changing(incident, "parents", by=by, version=version, reason=reason) as change:
        record = change.record
        _may_say(record, told, reason, held)
        _may_leave(of_whom, reason)
        told = _not_yet(record) if told == "no" and to_wait.is_why(reason) else told
        whose = of_whom.words(reason) if told == "yes" and of_whom else ""
        record.parents_told = told
        record.parents_reason = Truncator(whose).chars(LONGEST) if told == "yes" else reason
        said = [whose, str(held or "")] if told == "yes" else [reason]
        words = " ".join(filter(None, said))
        if told == "yes" and held:
            _keep(change, Contact.Kind.PARENTS, held)
        _lines_of_parents(change, told, words)
        change.say("parents", *_for_the_timeline(told, words))


def _not_yet(record: Incident) -> str:
    """What has ended has nothing left to do."""
    if record.state not in UNDER_WAY:
        raise Refused(to_wait.HAS_ENDED, "why_not")
    return "later"


def _for_the_timeline(told: str, words: str) -> tuple[str, str]:
    """Not yet is one sentence: what they wait for is most of it."""
    if told == "later":
        return f"{TOLD[told]}: {words[:1].lower()}{words[1:]}", ""
    return TOLD[told], words


def told_as_asked(step: Step, held: Talk, *, by, answers: Mapping[Question, str] | None = None) -> None:
    """The colleague who was given the line told parents or carers: whom, when and how is kept, and the lines end.

    `answers`: to what alarming words in it made the page ask.
    """
    with lines.given_to(by, step, str(held)) as (change, line):
        record, line = change.record, lines.still_open(change.record, line)
        if line.how != How.PARENTS:
            raise Incident.DoesNotExist
        if _waits(record):
            raise Refused(rules.NOT_YET)
        record.parents_told, record.parents_reason = "yes", ""
        _keep(change, Contact.Kind.PARENTS, held)
        _lines_of_parents(change, "yes", str(held))
        change.say("parents", TOLD["yes"], str(held))
        hear(change, answers or {}, "A colleague who was asked wrote of it")


def _may_say(record: Incident, told: str, reason: str, held: Talk | None) -> None:
    off_site = record.site == Site.OFF
    known = off_site and (held or record.contacts.filter(kind=Contact.Kind.PARENTS).exists())
    if refusal := rules.missing(told, reason, off_site, bool(known)):
        raise Refused(refusal, "reason" if told == "no" else "with_whom")
    if told == "yes" and (refusal := _waits(record)):
        raise Refused(refusal, "told")


def _may_leave(of_whom: OfWhom | None, reason: str) -> None:
    """Said of several families at once: one line of the list is for all of them."""
    if of_whom and of_whom.left and not reason:
        raise Refused("Say why those of the others were not told.", "why_not")
    if of_whom and of_whom.told and of_whom.left and to_wait.is_why(reason):
        raise Refused(to_wait.STILL_TO_TELL, "why_not")


def _waits(record: Incident) -> str | None:
    after_advice = record.steps.filter(how=How.PARENTS, state=Step.State.OPEN, after_advice=True).exists()
    return lines.waits(record, How.PARENTS, after_advice)


def _lines_of_parents(change: Change, told: str, words: str) -> None:
    """What the list says of parents is what the record says of them, whichever was said first."""
    rows = change.record.steps.filter(how=How.PARENTS).exclude(state=Step.State.EXCUSED, reason=PUT_ASIDE)
    for step in rows.select_for_update(of=("self",)).select_related("template", "task"):
        if told == "yes" and step.state == Step.State.DONE:
            continue
        if told == "later":
            _ask_again(change, step)
        elif told == "yes":
            lines.end(change.book, step, by=change.by, words=words)
        elif not step.excusable:
            raise Refused(lines.cannot_be_left_out(step), "told")
        else:
            put_aside(step, words, by=change.by)
            change.book.save(step)


def _ask_again(change: Change, step: Step) -> None:
    """They have still to be told, whatever the line said until now."""
    if step.state != Step.State.OPEN:
        take_up(change.book, change.record, step, by=change.by)
        change.book.save(step)


def _not_before_it_happened(change: Change, held: When) -> None:
    """A colleague who was asked reads nothing else of the record, so not when that was either."""
    record = change.record
    if record.time_was_left or not held.is_before(record.when):
        return
    then = f" ({record.when})" if manages(record, change.by) else ""
    words = f"They cannot have been told before it happened{then}. Check the day and the time."
    raise Refused(words, "time" if clock.local(held.at).date() == clock.local(record.happened_at).date() else "day")


def _keep(change: Change, kind: str, held: Talk) -> None:
    if held.at > clock.now():
        raise Refused("This cannot be in the future.", "day")
    if kind == Contact.Kind.PARENTS:
        _not_before_it_happened(change, held.when)
    row = Contact(incident=change.record, kind=kind, by=change.by, **vars(held))
    change.book.add(row)
