"""By when, and how it ends: `[[targets]]`, `[[outcomes]]`, `[[grounds]]`, `[[sanctions]]`."""

from collections.abc import Iterator

from incidents.classes import Class
from incidents.models import Target
from incidents.profile import told
from incidents.profile.reading import Row, class_of, each, row_of, section, tables, texts_in
from school.profile import Problem, Source


# --- By when ------------------------------------------------------------------------------------------------
def targets(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Every class has a time, and nothing has two."""
    yield from each(_target)(rows, source)
    yield from _two_of_a_kind(rows)
    missing = [cls.value for cls in Class if not any(row.get("cls") == cls for _, row in tables(rows))]
    if missing:
        yield Problem((), f"Without a target: {', '.join(missing)}. Write a row for each.")


def _target(row: Row, source: Source) -> Iterator[tuple[str, str]]:
    if bool(row.get("cls")) == bool(row.get("category")):
        yield "cls", "A target is for a class or for a category: write cls or category, not both."
    for key in ("acknowledge", "finish"):
        if row.get(key) == 0 and row.get(f"{key}_unit") != Target.Unit.DAYS:
            yield key, f"{key}: write 1 or more; 0 is a time for days alone, and means by the end of that school day."
    yield from told.of_class(row, source)


def _two_of_a_kind(rows: list[Row]) -> Iterator[Problem]:
    seen = []
    for number, row in tables(rows):
        aim = (row.get("cls"), row.get("category"))
        if aim in seen:
            yield Problem((number,), "There is a target for this already. Leave one of the two out.")
        seen.append(aim)


# --- How it ended -------------------------------------------------------------------------------------------
def outcomes(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Every class can end, for pupils and for adults here alike, without a reason that allows it."""
    plain = [row for _, row in tables(rows) if row.get("ground") is not True]
    for staff, about in ((False, ""), (True, " about an adult here (staff = true)")):
        for cls in Class:
            if not any(_fits(row, cls, staff) for row in plain):
                yield Problem((), f"A matter of the class {cls.value}{about} has no outcome. Write one.")


def _fits(outcome: Row, cls: Class, staff: bool) -> bool:
    """Can a matter of that class end in this way?"""
    return (outcome.get("staff") is True) == staff and (
        not outcome.get("classes") or cls in texts_in(outcome["classes"])
    )


# --- Grounds ------------------------------------------------------------------------------------------------
def ground(row: Row, source: Source) -> Iterator[tuple[str, str]]:
    """A reason for which it is allowed is offered somewhere, and wherever it is, the matter can end by it."""
    if not row.get("categories"):
        yield "categories", "categories is missing: write the codes of the categories it is offered for."
    allowing = [one for one in section(source, "outcomes") if one.get("ground") is True]
    for code in texts_in(row.get("categories")):
        category = row_of(source, "categories", code)
        cls, staff = class_of(category.get("cls")), category.get("staff") is True
        if cls and not any(_fits(one, cls, staff) for one in allowing):
            about = ", about an adult here" if staff else ""
            yield (
                "categories",
                f"“{code}” cannot end as allowed: write an outcome with ground = true for {cls.value}{about}.",
            )


# --- Sanctions ----------------------------------------------------------------------------------------------
A_PRIVILEGE = ("task_role", "take_words", "give_back_words")


def sanction(row: Row, source: Source) -> Iterator[tuple[str, str]]:
    """How heavy; and where a privilege is taken, who takes it and gives it back."""
    if row.get("tier") == 0:
        yield "tier", "tier: write 1 or more; 1 is the lightest."
    if len({bool(row.get(key)) for key in A_PRIVILEGE}) > 1:
        yield "task_role", f"A privilege that is taken away needs {', '.join(A_PRIVILEGE)}: write all three or none."
    for key in A_PRIVILEGE[1:]:
        if isinstance(row.get(key), str) and {"{", "}"} & set(row[key]):
            yield key, f"{key}: nothing is filled in here. Write plain words, without brackets."
