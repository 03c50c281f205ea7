"""What counts for less where a row of the school's own becomes another: a sentence each. Pure.

Whoever keeps the settings is asked once before it is so, and the lead and the head are told of it.
"""

from collections.abc import Iterator

from incidents.classes import SERIOUSNESS, Class
from incidents.models import Category, Question, StepTemplate, Target
from school.models import Agency

NOBODY_WAKES = "will not wake anybody any more: at night and at weekends nobody is told until somebody looks."
A_DAY = 420  # minutes of a school day, near enough to tell a longer limit from a shorter one
MINUTES = {Target.Unit.MINUTES: 1, Target.Unit.HOURS: 60, Target.Unit.DAYS: A_DAY}


def of_category(before: Category, after: Category) -> Iterator[str]:
    """It is less serious, wakes nobody, is about no adult here, or cannot be chosen though it would wake people; an
    office is told of it no more, or nobody says first how serious it is."""
    if after.retired and not before.retired and before.wakes:
        yield "Nobody can choose this any more, so what it was for may wake nobody."
    if _rank(after.cls) > _rank(before.cls):
        yield f"Reports of this kind will be “{Class(after.cls).label}”, which is less serious than before."
    elif _on_purpose(after) > _on_purpose(before):
        yield "Where it was on purpose, reports of this kind will be less serious than before."
    if before.wakes and not after.wakes:
        yield f"Reports of this kind {NOBODY_WAKES}"
    if told_no_more(before, after):
        yield "An office that was told of such reports at once will not be told of them any more."
    if before.place_first and not after.place_first:
        yield "Nobody has to say any more how serious such a report is before it goes on."
    if before.staff and not after.staff:
        yield "Reports of this kind will not be a concern about an adult here any more: more people read them."


def of_agency(before: Agency, after: Agency) -> Iterator[str]:
    """Nobody is led to it any more."""
    if after.retired and not before.retired:
        yield "Nobody is asked to ring it any more, and no call to it can be put on a record."


def of_line(before: StepTemplate, after: StepTemplate) -> Iterator[str]:
    """It stands on no list any more, or may be left to stay open there."""
    if after.retired and not before.retired:
        yield "New records are not asked to do this any more."
    elif before.required and not after.required:
        yield "A record may be closed without this from now on."


def of_question(before: Question, after: Question) -> Iterator[str]:
    """What its “yes” did is done no more."""
    if not after.retired or before.retired:
        return
    if before.raises_to or before.staff:
        yield "It is not asked any more, so no answer to it makes a report more serious."
    if before.wakes:
        yield f"Reports where the answer would be “yes” {NOBODY_WAKES}"


def of_target(before: Target, after: Target) -> Iterator[str]:
    """There is more time than before, the limit counts no more, or an office is told of its class no more."""
    if after.retired and not before.retired:
        yield "This limit counts no more."
    if after.cls and told_no_more(before, after):
        yield "An office that was told of every one of these will not be told of them any more."
    if _length(after.acknowledge, after.acknowledge_unit) > _length(before.acknowledge, before.acknowledge_unit):
        yield "Somebody may take longer than before to answer."
    if _length(after.finish, after.finish_unit) > _length(before.finish, before.finish_unit):
        yield "It may be longer than before until the action is finished."


def told_no_more(before, after) -> list[str]:
    """The offices that were told at once and are not any more, of rows that name any."""
    return sorted(set(getattr(before, "tell", ())) - set(getattr(after, "tell", ())))


def _rank(cls: str) -> int:
    return SERIOUSNESS[Class(cls)]


def _on_purpose(row: Category) -> int:
    return _rank(row.if_deliberate or row.cls)


def _length(number: int, unit: str) -> int:
    """No days is by the end of this one, one day by the end of the next."""
    days = unit == Target.Unit.DAYS or not number
    return number * MINUTES[Target.Unit(unit)] + (A_DAY if days else 0)
