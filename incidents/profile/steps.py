"""What has to be done: `[[steps]]`, the lines of a checklist."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

from incidents.models import StepTemplate
from incidents.profile.reading import Row, Said, missing_of
from school.profile import Source

PLACEHOLDERS = frozenset({"device", "place", "reference", "head_number"})
TASK_WORDS = 140  # without device and place, which may be as long again (notices.models.Task.words)
How = StepTemplate.How
WITH_HOURS = (How.TICK, How.DECISION, How.TAKE_DOWN)
A_TASK = {
    "task_role": "Choose which office is asked, or take away what they are asked",
    "task_words": "Write what they are asked, or choose no office",
}


def step(row: Row, source: Source) -> Iterator[Said]:
    """On which lists a line is, how it ends, whom it asks."""
    if not (row.get("classes") or row.get("categories") or row.get("staff")):
        yield (
            "classes",
            "This line is on no list: write classes, categories or staff = true.",
            "Tick how serious a matter is, a kind of matter, or that it is for concerns about adults here: "
            "this line is on no list yet",
        )
    if row.get("staff") is True and row.get("not_staff") is True:
        yield (
            "not_staff",
            "It is both for and not for matters about an adult here: leave one of the two out.",
            "Take one of the two ticks away: it is both for and not for concerns about an adult here",
        )
    yield from _ending(row)
    yield from missing_of(row, A_TASK, "a task needs task_role and task_words, so write both or none.")
    yield from (("task_words", words) for words in _wrong_with_task(row.get("task_words")))


def _ending(row: Row) -> Iterator[Said]:
    how = row.get("how", How.TICK)
    if row.get("asks") and row.get("agency"):
        yield (
            "asks",
            "A line with an agency is done by “I rang”, which asks for itself: leave out asks or agency.",
            "Leave this empty, or choose no agency: “I rang” asks for itself",
        )
    if how != How.TICK and row.get("agency"):
        yield (
            "how",
            "A line with an agency is done by “I rang”: leave out how or agency.",
            "Choose “Done” here, or no agency: a line with an agency is done by “I rang”",
        )
    if how != How.TICK and row.get("asks"):
        yield (
            "asks",
            "Such a line is done on a page of its own, which asks for itself: leave out asks or how.",
            f"Leave this empty: what ends by “{How(how).label}” has a page of its own, which asks for itself"
            if how in How.values
            else "",
        )
    if row.get("excusable") is False and row.get("required") is False:
        yield (
            "excusable",
            "What may stay open needs no excuse: leave out excusable or required.",
            "Tick this too, or that it has to be done: what may stay open can always be left out",
        )
    if row.get("hours") is not None and how not in WITH_HOURS:
        yield (
            "hours",
            f"hours: only with how = {', '.join(WITH_HOURS)}. Leave out hours or how.",
            f"Leave this empty: only what ends by {', '.join(f'“{how.label}”' for how in WITH_HOURS)} has hours",
        )
    if row.get("hours") == 0:
        yield "hours", "hours: write 1 or more; nothing is done in no time."


def _wrong_with_task(words: Any) -> Iterator[str]:
    """Only what has a name here is filled in; anything else would fail when a report is sent."""
    if not isinstance(words, str):
        return
    try:
        named = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError:
        named = {"{"}
    if named - PLACEHOLDERS:
        named = "{device}, {place}, {reference} and {head_number}"
        yield f"task_words: only {named} are filled in. Write the rest as plain words, without brackets."
    elif len(re.sub(r"\{\w+\}", "", words)) > TASK_WORDS:
        yield f"task_words: write at most {TASK_WORDS} letters, not counting {{device}} and {{place}}."
