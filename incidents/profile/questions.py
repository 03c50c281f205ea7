"""What is asked: `[[questions]]`. An answer can only raise."""

from collections.abc import Iterator

from incidents.classes import ALWAYS_WAKE, Class
from incidents.models import Question
from incidents.profile.reading import Row, class_of, each, tables
from school.profile import Problem, Source


def check(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Each by itself; the first page must be answerable by whoever has nothing to tick, or is not sure."""
    yield from each(_question)(rows, source)
    first = [row for _, row in tables(rows) if row.get("asked") == Question.Asked.FIRST]
    for means, words in (("none", "None of these"), ("unsure", "I am not sure")):
        if sum(row.get("means") == means for row in first) != 1:
            yield Problem((), f"The first page needs one question with means = “{means}”, for example “{words}”.")


def _question(row: Row, source: Source) -> Iterator[tuple[str, str]]:
    asked, raises = row.get("asked"), row.get("raises_to")
    if asked == Question.Asked.CATEGORY and not row.get("categories"):
        yield "categories", "categories is missing: write the codes of the categories it is asked with."
    if row.get("means") == "none" and (raises or row.get("staff") or row.get("wakes")):
        yield "means", "“None of these” must raise nothing: leave out raises_to, staff and wakes."
    if row.get("means") == "unsure" and not raises:
        yield "raises_to", "“Not sure” counts as yes: write what it raises to, for example “child_protection”."
    if class_of(raises) in ALWAYS_WAKE and row.get("wakes") is not True:
        yield "wakes", "wakes: write true, as for every category of that class."
    if class_of(raises) == Class.ILLEGAL and not (row.get("no_story") is True and row.get("stop_notice") is True):
        yield "raises_to", "What may be a crime shows what not to do: write no_story = true and stop_notice = true."
