"""By when, and how it ends: `[[targets]]`, `[[outcomes]]`, `[[grounds]]`, `[[sanctions]]`."""

from collections.abc import Iterator

from incidents.classes import ALWAYS_WAKE, Class
from incidents.models import Target
from incidents.profile import told
from incidents.profile.reading import Row, Said, class_of, each, missing_of, row_of, section, tables, texts_in
from school.profile import Problem, Source

TIMES = ("acknowledge", "finish")
A_DAY = 24 * 60  # minutes


# --- By when ------------------------------------------------------------------------------------------------
def targets(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Every class has a time, and nothing has two."""
    yield from each(_target)(rows, source)
    yield from _two_of_a_kind(rows)
    missing = [cls.value for cls in Class if not any(row.get("cls") == cls for _, row in tables(rows))]
    if missing:
        labels = ", ".join(f"“{Class(cls).label}”" for cls in missing)
        yield Problem(
            (),
            f"Without a target: {', '.join(missing)}. Write a row for each.",
            f"Without it, nothing would say by when {labels} is dealt with.",
        )


def _target(row: Row, source: Source) -> Iterator[Said]:
    if bool(row.get("cls")) == bool(row.get("category")):
        yield (
            "cls",
            "A target is for a class or for a category: write cls or category, not both.",
            "Choose one of the two alone: how serious it is, or a kind of matter"
            if row.get("cls")
            else "Choose for what it counts: how serious it is, or a kind of matter",
        )
    for key in TIMES:
        if row.get(key) == 0 and row.get(f"{key}_unit") != Target.Unit.DAYS:
            yield (
                key,
                f"{key}: write 1 or more; 0 is a time for days alone, and means by the end of that school day.",
                "Enter 1 or more: 0 is for school days alone, and means by the end of that day",
            )
    if _ends_before_it_begins(row):
        yield (
            "finish",
            "finish: write no less than acknowledge, which is counted in the same unit.",
            "Enter as much or more than somebody has to answer: nothing is finished before that",
        )
    yield from _answered_at_night(row, source)
    yield from told.of_class(row, source)


def _answered_at_night(row: Row, source: Source) -> Iterator[Said]:
    """What tells people day and night is answered within a day of real time: hours and days are the school's."""
    kind = row_of(source, "categories", row["category"]) if row.get("category") else row
    if kind.get("wakes") is not True and class_of(kind.get("cls")) not in ALWAYS_WAKE:
        return
    number, unit = row.get("acknowledge"), row.get("acknowledge_unit")
    if unit in (Target.Unit.HOURS, Target.Unit.DAYS):
        yield (
            "acknowledge_unit",
            "acknowledge_unit: write “minutes”, which run day and night. What wakes people does not wait for school.",
            "Choose minutes, day and night: what tells people day and night does not wait until school is open",
        )
    elif type(number) is int and number > A_DAY:
        yield (
            "acknowledge",
            f"acknowledge: write {A_DAY} or fewer, which is a day. What wakes people does not wait longer.",
            f"Enter {A_DAY} minutes or fewer, which is 24 hours: what tells people day and night does not wait longer",
        )


def _ends_before_it_begins(row: Row) -> bool:
    numbers, units = [row.get(key) for key in TIMES], {row.get(f"{key}_unit") for key in TIMES}
    return len(units) == 1 and all(type(number) is int for number in numbers) and numbers[1] < numbers[0]


def _two_of_a_kind(rows: list[Row]) -> Iterator[Problem]:
    seen = []
    for number, row in tables(rows):
        aim = (row.get("cls"), row.get("category"))
        if aim in seen:
            yield Problem(
                (number, "cls" if aim[0] else "category"),
                "There is a target for this already. Leave one of the two out.",
                "There is a time limit for this already: change that one instead",
            )
        seen.append(aim)


# --- How it ended -------------------------------------------------------------------------------------------
def outcomes(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Every class can end, for pupils and for adults here alike, without a reason that allows it."""
    yield from each(_outcome)(rows, source)
    plain = [row for _, row in tables(rows) if row.get("ground") is not True]
    for staff, about, adult in (
        (False, "", ""),
        (True, " about an adult here (staff = true)", ", about an adult here"),
    ):
        missing = [cls for cls in Class if not any(_fits(row, cls, staff) for row in plain)]
        labels = ", ".join(f"“{cls.label}”" for cls in missing)
        page = f"Nothing else could be chosen at the end of what is {labels}{adult}: first add an outcome for that."
        for cls in missing:
            yield Problem((), f"A matter of the class {cls.value}{about} has no outcome. Write one.", page)


def _outcome(row: Row, source: Source) -> Iterator[Said]:
    if row.get("ground") is not True:
        return
    if row.get("breach", True) is True:
        yield (
            "breach",
            "breach: write false, or leave out ground. What was allowed broke no rule.",
            "Take one of the two ticks away: where it was allowed, no rule was broken",
        )
    if row.get("classes") and set(texts_in(row["classes"])) <= ALWAYS_WAKE:
        yield (
            "classes",
            "classes: write a less serious one too. What may be a crime and child protection are never allowed.",
            "Tick something less serious too: what may be a crime and child protection are never allowed, "
            "so this would be offered nowhere",
        )


def _fits(outcome: Row, cls: Class, staff: bool) -> bool:
    """Can a matter of that class end in this way?"""
    return (outcome.get("staff") is True) == staff and (
        not outcome.get("classes") or cls in texts_in(outcome["classes"])
    )


# --- Grounds ------------------------------------------------------------------------------------------------
def ground(row: Row, source: Source) -> Iterator[Said]:
    """A reason for which it is allowed is offered somewhere, and wherever it is, the matter can end by it."""
    if not row.get("categories"):
        yield (
            "categories",
            "categories is missing: write the codes of the categories it is offered for.",
            "Tick at least one kind it is offered for",
        )
    allowing = [one for one in section(source, "outcomes") if one.get("ground") is True]
    for code in texts_in(row.get("categories")):
        category = row_of(source, "categories", code)
        cls, staff = class_of(category.get("cls")), category.get("staff") is True
        if cls and not any(_fits(one, cls, staff) for one in allowing):
            about = ", about an adult here" if staff else ""
            yield (
                "categories",
                f"“{code}” cannot end as allowed: write an outcome with ground = true for {cls.value}{about}.",
                f"“{category.get('title')}” cannot end as allowed yet. First add an outcome, with “It was allowed” "
                f"ticked, for what is “{cls.label}”{about}",
            )


# --- Sanctions ----------------------------------------------------------------------------------------------
A_PRIVILEGE = {
    "task_role": "Choose which office takes it away, or leave all three empty",
    "take_words": "Write what they are asked to take away, or leave all three empty",
    "give_back_words": "Write what they are asked to give back, or leave all three empty",
}


def sanction(row: Row, source: Source) -> Iterator[Said]:
    """How heavy; and where a privilege is taken, who takes it and gives it back."""
    if row.get("tier") == 0:
        yield "tier", "tier: write 1 or more; 1 is the lightest.", "Enter 1 or more: 1 is the lightest"
    why = f"a privilege that is taken away needs {', '.join(A_PRIVILEGE)}, so write all three or none."
    yield from missing_of(row, A_PRIVILEGE, why)
    for key in ("take_words", "give_back_words"):
        if isinstance(row.get(key), str) and {"{", "}"} & set(row[key]):
            yield (
                key,
                f"{key}: nothing is filled in here. Write plain words, without brackets.",
                "Write plain words, without brackets: nothing is filled in here",
            )
