"""This app's part of a profile file: what can happen, what is asked, what must be done, by when, how it ends.

Every check answers with what to write. None asks the database: a file is right or wrong by itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from string import Formatter
from typing import Any

from incidents import disclosure
from incidents.classes import Class, Kind, Overlay, kind_of
from incidents.models import Category, Outcome, Question, Reason, StepTemplate, Target, WordCheck
from school import profile
from school.profile import Problem, Source, codes_of, one_of, texts
from school.roles import Role

ALWAYS_WAKE = frozenset({Class.ILLEGAL, Class.CHILD_PROTECTION})
LADO = "lado"  # the code guards ask for: incidents.actions.record.facts_of
PLACEHOLDERS = frozenset({"device", "place"})
TASK_WORDS = 140  # without device and place, which may be as long again (notices.models.Task.words)

Row = dict[str, Any]


def register() -> None:
    """Called when the app is ready."""
    classes, categories = one_of(Class), codes_of("categories")
    profile.register("outcomes", profile.Rows(Outcome, 20, {"classes": classes}, _outcomes))
    profile.register("reasons", profile.Rows(Reason, 20))
    profile.register("categories", profile.Rows(Category, 30, {"tell": one_of(Role)}, _each(_category)))
    profile.register("questions", profile.Rows(Question, 40, {"categories": categories}, _questions))
    profile.register("word_checks", profile.Rows(WordCheck, 50, {"words": texts}))
    steps = {"classes": classes, "categories": categories, "not_for": categories, "document": codes_of("documents")}
    profile.register("steps", profile.Rows(StepTemplate, 50, steps | {"task_role": one_of(Role)}, _each(_step)))
    profile.register("targets", profile.Rows(Target, 50, {}, _targets))


# --- Reading what may be wrong ------------------------------------------------------------------------------
def _tables(rows: Any) -> Iterator[tuple[int, Row]]:
    """The rows that are tables; what is not one has its own problem already."""
    return ((number, row) for number, row in enumerate(rows) if isinstance(row, dict))


def _each(
    check: Callable[[Row, Source], Iterable[tuple[str, str]]],
) -> Callable[[list[Row], Source], Iterator[Problem]]:
    """A check of one row, answering (key, sentence), as a check of the whole list."""

    def whole(rows: list[Row], source: Source) -> Iterator[Problem]:
        for number, row in _tables(rows):
            yield from (Problem((number, key), words) for key, words in check(row, source))

    return whole


def _section(source: Source, name: str) -> list[Row]:
    rows = source.data.get(name)
    return [row for _, row in _tables(rows)] if isinstance(rows, list) else []


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _class(value: Any) -> Class | None:
    return Class(value) if value in Class.values else None


# --- Categories ---------------------------------------------------------------------------------------------
def _category(row: Row, source: Source) -> Iterator[tuple[str, str]]:
    cls, wakes = _class(row.get("cls")), row.get("wakes") is True
    if cls in ALWAYS_WAKE and not wakes:
        yield "wakes", "wakes: write true. What may be a crime and child protection must not wait for Monday."
    if wakes and not _section(source, "ladder"):
        yield "wakes", "Nobody is told next: write [[ladder]] rows first, or leave out “wakes”."
    if cls == Class.ILLEGAL and row.get("no_story") is not True:
        yield "no_story", "no_story: write true, so that nobody describes what they saw."
    if cls == Class.ILLEGAL and not row.get("in_hand"):
        yield "in_hand", "in_hand is missing: write what to do with the phone in one’s hand, in one sentence."
    if row.get("staff") is True and LADO not in [one.get("code") for one in _section(source, "agencies")]:
        yield "staff", f"Write an agency with the code “{LADO}”: such a matter waits until they have been rung."
    yield from _told(row, cls, source)


def _told(row: Row, cls: Class | None, source: Source) -> Iterator[tuple[str, str]]:
    """A role that may not read the record would be left out in silence: say so instead."""
    if cls is None:
        return
    readers = _readers(row, cls, source)
    for role in _texts(row.get("tell")):
        if role in Role.values and role not in readers:
            may = ", ".join(sorted(readers))
            yield (
                "tell",
                f"tell: “{role}” may not read such a record. Write {may}, or give them a step with task_role.",
            )


def _readers(row: Row, cls: Class, source: Source) -> set[str]:
    """Roles that read a record of this category, or of the class a question of this category raises it to."""
    asked = [one for one in _section(source, "questions") if row.get("code") in _texts(one.get("categories"))]
    classes = {cls, *filter(None, (_class(one.get("raises_to")) for one in asked))}
    overlay = Overlay.STAFF if row.get("staff") is True else Overlay.NONE
    return {role.value for one in classes for role in _readers_of(kind_of(one, overlay))}


def _readers_of(kind: Kind) -> frozenset[Role]:
    return disclosure.READERS[kind] | disclosure.TECHNICAL.get(kind, frozenset())


# --- Questions ----------------------------------------------------------------------------------------------
def _questions(rows: list[Row], source: Source) -> Iterator[Problem]:
    yield from _each(_question)(rows, source)
    first = [row for _, row in _tables(rows) if row.get("asked") == Question.Asked.FIRST]
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
    if _class(raises) in ALWAYS_WAKE and row.get("wakes") is not True:
        yield "wakes", "wakes: write true, as for every category of that class."
    if _class(raises) == Class.ILLEGAL and not (row.get("no_story") is True and row.get("stop_notice") is True):
        yield "raises_to", "What may be a crime shows what not to do: write no_story = true and stop_notice = true."


# --- Steps --------------------------------------------------------------------------------------------------
def _step(row: Row, source: Source) -> Iterator[tuple[str, str]]:
    if not (row.get("classes") or row.get("categories") or row.get("staff")):
        yield "classes", "This line is on no list: write classes, categories or staff = true."
    if row.get("staff") is True and row.get("not_staff") is True:
        yield "not_staff", "It is both for and not for matters about an adult here: leave one of the two out."
    if row.get("asks") and row.get("agency"):
        yield "asks", "A line with an agency is done by “I rang”, which asks for itself: leave out asks or agency."
    if bool(row.get("task_role")) != bool(row.get("task_words")):
        yield "task_role", "A task needs task_role and task_words: write both or none."
    yield from (("task_words", words) for words in _wrong_with_task(row.get("task_words")))


def _wrong_with_task(words: Any) -> Iterator[str]:
    """Only {device} and {place} are filled in; anything else would fail when a report is sent."""
    if not isinstance(words, str):
        return
    try:
        named = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError:
        named = {"{"}
    if named - PLACEHOLDERS:
        yield "task_words: only {device} and {place} are filled in. Write the rest as plain words, without brackets."
    elif len(re.sub(r"\{\w+\}", "", words)) > TASK_WORDS:
        yield f"task_words: write at most {TASK_WORDS} letters, not counting {{device}} and {{place}}."


# --- Targets and outcomes -----------------------------------------------------------------------------------
def _targets(rows: list[Row], source: Source) -> Iterator[Problem]:
    yield from _each(_target)(rows, source)
    yield from _two_of_a_kind(rows)
    missing = [cls.value for cls in Class if not any(row.get("cls") == cls for _, row in _tables(rows))]
    if missing:
        yield Problem((), f"Without a target: {', '.join(missing)}. Write a row with cls for each.")


def _target(row: Row, source: Source) -> Iterator[tuple[str, str]]:
    if bool(row.get("cls")) == bool(row.get("category")):
        yield "cls", "A target is for a class or for a category: write cls or category, not both."
    for key in ("acknowledge", "finish"):
        if row.get(key) == 0:
            yield key, f"{key}: write 1 or more; nothing is done in no time."


def _two_of_a_kind(rows: list[Row]) -> Iterator[Problem]:
    seen = set()
    for number, row in _tables(rows):
        aim = (row.get("cls"), row.get("category"))
        if aim in seen:
            yield Problem((number,), "There is a target for this already. Leave one of the two out.")
        seen.add(aim)


def _outcomes(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Every class can end, for pupils and for adults here alike."""
    for staff, about in ((False, ""), (True, " about an adult here (staff = true)")):
        fitting = [row for _, row in _tables(rows) if (row.get("staff") is True) == staff]
        for cls in Class:
            if not any(not row.get("classes") or cls in _texts(row["classes"]) for row in fitting):
                yield Problem((), f"A matter of the class {cls.value}{about} has no outcome. Write one.")
