"""What is known of a record that is joined to another is known of the one that stays: what it is, who is in it."""

from incidents import routing
from incidents.actions.checklist import PUT_ASIDE, categories_of
from incidents.actions.joining import ASKED_THERE, CARRIED, same_line
from incidents.actions.record import Change
from incidents.actions.rising import rise
from incidents.classes import SERIOUSNESS, Class
from incidents.models import Answer, Filed, Incident, Involved, Step
from incidents.reading import alarmed
from incidents.reading.showing import Shown

WORDS = "What this one is filed under, and who is in it, is added there."
ENDED = ("state", "reason", "decision", "done_by_id", "done_at")
PERSON = ("person_id", "description", "year_group", "part", "part_said", "added_at")
NO_LINE_OF_IT = (PUT_ASIDE, ASKED_THERE)


def is_graver(joined: Incident, stays: Incident) -> bool:
    """Would it raise the one that stays?"""
    return SERIOUSNESS[Class(joined.cls)] < SERIOUSNESS[Class(stays.cls)] or (joined.wakes and not stays.wakes)


def take_in(change: Change, joined: Incident) -> None:
    """The kinds of both, the people of both, what was done for either; then it is as serious as the graver of them.

    As serious as the joined one is now: of what a lead made less serious, the category says nothing any more.
    """
    _add_answers(change, joined)
    _file(change, joined)
    _add_people(change, joined)
    _keep_what_was_done(change, joined)
    said = routing.Says(cls=Class(joined.cls), wakes=joined.wakes, no_story=joined.no_story)
    rise(change, [said], categories_of(change.record), f"{joined.ref} was joined to this")


def _add_answers(change: Change, joined: Incident) -> None:
    """What was asked of the one is not asked again; what raised the one speaks louder than the other's "no". A "no"
    that somebody else has still to look at is not one yet (U12)."""
    known, no = _answers(change.record), Answer.Value.NO
    waits = {question.pk for question in alarmed.to_answer(Shown(joined), change.by)}
    for pk, row in _answers(joined).items():
        new = pk not in waits if pk not in known else row.value != no == known[pk].value
        if new:
            same = {"question_id": pk, "value": row.value, "by_id": row.by_id, "at": row.at}
            change.book.add(Answer(incident=change.record, **same))


def _answers(record: Incident) -> dict[int, Answer]:
    """The latest to each question."""
    return {row.question_id: row for row in record.answers.order_by("pk")}


def _file(change: Change, joined: Incident) -> None:
    rows = {row.category_id: row for row in change.record.filed.all()}
    new = []
    for category in categories_of(joined):
        row = rows.get(category.pk) or Filed.under(change.record, category)
        if row.pk is None or row.dropped:
            row.dropped = False
            change.book.save(row)
            new.append(row.title)
    if new:
        change.say("file", "Filed under as well", ", ".join(new))


def _add_people(change: Change, joined: Incident) -> None:
    for row in joined.involved.select_related("person").order_by("pk"):
        theirs = _rows_of(change.record, row)
        if any(one.part == row.part for one in theirs) or (theirs and row.part == Involved.Part.UNSURE):
            continue
        unsure = next((one for one in theirs if one.part == Involved.Part.UNSURE), None)
        here = unsure or Involved(incident=change.record, **{name: getattr(row, name) for name in PERSON})
        here.part = row.part
        change.book.save(here)
        verb, words = ("part", "Now") if unsure else ("involve", "Added")
        change.say(verb, f"{words}: {here.get_part_display().lower()}", row.said)


def _rows_of(record: Incident, row: Involved) -> list[Involved]:
    """What the record says of the same person, or of somebody described in the same words."""
    if row.person_id:
        return list(record.involved.filter(person=row.person_id))
    return list(record.involved.filter(person=None, description__iexact=row.description))


def _keep_what_was_done(change: Change, joined: Incident) -> None:
    """Parents are not rung twice: a line that the one that stays has not is as the joined one left it."""
    known = {same_line(step) for step in change.record.steps.select_related("template")}
    ended = joined.steps.exclude(state=Step.State.OPEN).exclude(template=None).exclude(reason__in=NO_LINE_OF_IT)
    for step in ended.select_related("template"):
        if same_line(step) not in known:
            fields = {name: getattr(step, name) for name in (*CARRIED, *ENDED)}
            change.book.save(Step(incident=change.record, **fields))
