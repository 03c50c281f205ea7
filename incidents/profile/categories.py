"""What can happen: `[[categories]]`."""

from collections.abc import Iterator

from incidents.classes import ALWAYS_WAKE, SERIOUSNESS, Class
from incidents.profile import told
from incidents.profile.reading import Row, Said, class_of, each, row_of, section, tables
from school.profile import Problem, Source

LADO = "lado"  # the code guards ask for: incidents.actions.record.facts_of


def check(rows: list[Row], source: Source) -> Iterator[Problem]:
    """Each by itself, and what the list needs as a whole."""
    yield from each(_category)(rows, source)
    yield from _without_document(rows)
    if "other" not in [row.get("code") for _, row in tables(rows)]:
        yield Problem(
            (),
            "Write a category with the code “other”, for whoever finds nothing else that fits.",
            "Whoever finds nothing else that fits needs it.",
        )


def _without_document(rows: list[Row]) -> Iterator[Problem]:
    """Whoever is sent to a procedure for one kind of matter looks for it under each."""
    if any(row.get("document") for _, row in tables(rows)):
        for number, row in tables(rows):
            if not row.get("document"):
                yield Problem(
                    (number, "document"),
                    "document is missing: other categories name theirs, so write it for each.",
                    "Choose the document it is dealt with under: where one category names one, each does",
                )


def _category(row: Row, source: Source) -> Iterator[Said]:
    cls = class_of(row.get("cls"))
    yield from _waking(row, cls, source)
    if cls == Class.ILLEGAL and row.get("no_story") is not True:
        yield "no_story", "no_story: write true, so that nobody describes what they saw."
    if cls == Class.ILLEGAL and not row.get("in_hand"):
        yield (
            "in_hand",
            "in_hand is missing: write what to do with the phone in one’s hand, in one sentence.",
            "Write in one sentence what to do with the phone in one’s hand",
        )
    if row.get("staff") is True and not row_of(source, "agencies", LADO):
        yield (
            "staff",
            f"Write an agency with the code “{LADO}”: such a matter waits until they have been rung.",
            "A concern about an adult here waits until the LADO has been rung, so that agency has to be offered",
        )
    yield from told.of_category(row, cls, source)
    yield from _sanctioned(row, source)
    yield from _turning_worse(row, cls, source)


def _waking(row: Row, cls: Class | None, source: Source) -> Iterator[Said]:
    wakes = row.get("wakes") is True
    if cls in ALWAYS_WAKE and not wakes:
        yield (
            "wakes",
            "wakes: write true. What may be a crime and child protection must not wait for Monday.",
            "Tick it: what may be a crime and child protection must not wait for Monday",
        )
    if wakes and not section(source, "ladder"):
        yield (
            "wakes",
            "Nobody is told next: write [[ladder]] rows first, or leave out “wakes”.",
            "Take the tick away: this school’s profile does not say who is told next. Ask whoever runs the server",
        )


# --- What follows from it -----------------------------------------------------------------------------------
def _sanctioned(row: Row, source: Source) -> Iterator[Said]:
    usual = row.get("usual_sanction")
    if usual and row.get("no_fault") is True:
        yield (
            "usual_sanction",
            "Nobody is at fault here: leave out usual_sanction or no_fault.",
            "Choose “None”, or take the tick of “Nobody here is at fault” away",
        )
    given = row_of(source, "sanctions", usual)
    if given.get("staff") is True and row.get("staff") is not True:
        yield (
            "usual_sanction",
            f"usual_sanction: “{usual}” is for adults here. Write one without staff = true.",
            f"Choose another: “{given.get('words')}” is for adults who work here",
        )


def _turning_worse(row: Row, cls: Class | None, source: Source) -> Iterator[Said]:
    worse, again = class_of(row.get("if_deliberate")), row.get("after_warning")
    if worse and cls and SERIOUSNESS[worse] >= SERIOUSNESS[cls]:
        yield (
            "if_deliberate",
            f"if_deliberate: write a class more serious than {cls.value}, or leave it out.",
            f"Choose what is more serious than “{cls.label}”, or “The same”",
        )
    then = row_of(source, "categories", again)
    if again and then and then.get("after_warning") != again:
        yield (
            "after_warning",
            f"after_warning: write it for “{again}” itself too, for who goes on after a warning.",
            f"First choose “{then.get('title')}” on its own page too, for who goes on after a warning",
        )
