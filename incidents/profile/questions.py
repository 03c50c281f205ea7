"""What is asked: `[[questions]]`, and `[[word_checks]]`, which ask one of them. An answer can only raise."""

from collections.abc import Iterator

from incidents.classes import ALWAYS_WAKE, SERIOUSNESS, Class
from incidents.models import Question
from incidents.profile.reading import Row, Said, class_of, each, row_of, tables, texts_in
from school.profile import Problem, Source

WHAT_YES_DOES = ("raises_to", "staff", "wakes", "no_story", "stop_notice")


def check(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Each by itself; the first page must be answerable by whoever has nothing to tick, or is not sure."""
    yield from each(_question)(rows, source)
    first = [row for _, row in tables(rows) if row.get("asked") == Question.Asked.FIRST]
    for means, words in (("none", "None of these"), ("unsure", "I am not sure")):
        if sum(row.get("means") == means for row in first) != 1:
            yield Problem(
                (),
                f"The first page needs one question with means = “{means}”, for example “{words}”.",
                f"The first page needs one answer like “{words}”, and no second one.",
            )


def _question(row: Row, source: Source) -> Iterator[Said]:
    asked, raises = row.get("asked"), row.get("raises_to")
    if asked == Question.Asked.CATEGORY and not row.get("categories"):
        yield (
            "categories",
            "categories is missing: write the codes of the categories it is asked with.",
            "Tick at least one kind, or choose another time to ask it",
        )
    if asked == Question.Asked.FIRST and row.get("means", "yes") == "yes" and not any(map(row.get, WHAT_YES_DOES)):
        yield (
            "raises_to",
            f"Whoever ticks this on the first page changes nothing: write one of {', '.join(WHAT_YES_DOES)}.",
            "Choose what “yes” makes of it, or tick what it does: on the first page every answer changes something",
        )
    if row.get("means") == "none" and (raises or row.get("staff") or row.get("wakes")):
        yield "means", "“None of these” must raise nothing: leave out raises_to, staff and wakes."
    if row.get("means") == "unsure" and not raises:
        yield "raises_to", "“Not sure” counts as yes: write what it raises to, for example “child_protection”."
    if class_of(raises) in ALWAYS_WAKE and row.get("wakes") is not True:
        yield (
            "wakes",
            "wakes: write true, as for every category of that class.",
            "Tick it: what “yes” makes of it must not wait for Monday",
        )
    if class_of(raises) == Class.ILLEGAL and row.get("stop_notice") is not True:
        words = "What may be a crime shows what not to do"
        yield "stop_notice", f"stop_notice: write true. {words}.", f"Tick it: {words[0].lower()}{words[1:]}"


# --- Alarming words -----------------------------------------------------------------------------------------
def word_check(row: Row, source: Source) -> Iterator[Said]:
    """What stands for its question is asked of the reporter, and a "yes" to it raises at least as much."""
    own = row_of(source, "questions", row.get("question"))
    for code in texts_in(row.get("same_as")):
        named = row_of(source, "questions", code)
        if named and named.get("asked") != Question.Asked.CATEGORY:
            yield "same_as", f"same_as: “{code}” does not come with a category. Name one with asked = “category”."
        elif named and _does_less(named, own):
            yield "same_as", f"same_as: “yes” to “{code}” does less than “yes” to “{own['code']}”. Leave it out."


def _does_less(named: Row, own: Row) -> bool:
    to, at_least = class_of(named.get("raises_to")), class_of(own.get("raises_to"))
    raises_less = bool(at_least) and (not to or SERIOUSNESS[to] > SERIOUSNESS[at_least])
    return raises_less or any(own.get(key) and not named.get(key) for key in WHAT_YES_DOES[1:])
