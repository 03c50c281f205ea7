"""Alarming words of which whoever wrote them said that it is nothing: whoever ends the matter with one press reads
them whole, and answers for themselves what they asked (U12)."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from incidents.models import Answer, Incident, Question, Step, WordCheck
from incidents.reading.showing import UNDECIDED, Shown
from incidents.reporting import alarming
from school import kept

READ_AGAIN = "Words to read again: answer for yourself"  # the next step of a record as long as any of them wait
WHY = "Words on the record made a page ask this. Whoever wrote them answered no."


def to_answer(shown: Shown, user) -> list[Question]:
    """What such words asked of its reporter, or of a colleague who helped, and nobody else has answered since."""
    asked = _asked()
    wrote = {shown.record.reporter_id, *(step.done_by_id for step in shown.steps if step.given_by_id)} - {user.pk}
    said_no = (row for row in shown.answers if row.value == Answer.Value.NO and row.by_id in wrote)
    return [row.question for row in said_no if row.question_id in asked]


def _asked() -> set[int]:
    return {check.question_id for check in kept.rows(WordCheck)}


def to_read_again(shown: Shown, user) -> list[Question]:
    """The same, as long as it is decided what happens."""
    return to_answer(shown, user) if shown.record.state in UNDECIDED else []


def said_no(user) -> Exists:
    """Of each record of a list: does any such question wait for somebody else's answer?"""
    same = {"incident": OuterRef("incident"), "question": OuterRef("question")}
    since = Answer.objects.filter(**same, pk__gt=OuterRef("pk"))
    asked = WordCheck.objects.filter(question=OuterRef("question"), retired=False)
    helped = Step.objects.filter(incident=OuterRef("incident"), done_by=OuterRef("by"), given_by__isnull=False)
    wrote = Q(by=OuterRef("reporter")) | Exists(helped)
    rows = Answer.objects.filter(wrote, Exists(asked), ~Exists(since), incident=OuterRef("pk"), value=Answer.Value.NO)
    return Exists(rows.exclude(by=user.pk))


def unread_since(record: Incident) -> datetime | None:
    """Since when the first of such words wait for an answer of anybody but who wrote them: more of them put nothing
    off. None where nobody has to: what whoever has the record wrote, they answered for themselves."""
    rows = list(record.answers.filter(question__in=_asked()).select_related("by").order_by("pk"))
    helped = record.steps.filter(given_by__isnull=False).values_list("done_by", flat=True) if rows else ()
    wrote, since = {record.reporter_id, *helped}, {}
    for row in rows:
        if row.value == Answer.Value.NO and row.by_id in wrote and row.by.person_id != record.owner_id:
            since.setdefault(row.question_id, row.at)
        else:
            since.pop(row.question_id, None)
    return min(since.values(), default=None)


def are_sent_with(answers: dict[Question, str]) -> bool:
    """Does a report come with such words, by what its reporter answered?"""
    return bool(_asked() & {one.pk for one, said in answers.items() if said == Answer.Value.NO})


def of_colleagues(shown: Shown) -> list[Step]:
    """The lines at which a colleague wrote such words."""
    return [step for step in shown.steps if step.given_by_id and step.done_by_id and is_alarming(step.reason)]


def is_alarming(words: str) -> bool:
    return bool(alarming.questions_for(kept.rows(WordCheck), [words]))
