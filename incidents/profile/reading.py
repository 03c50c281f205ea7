"""Reading a file that may be wrong anywhere: what is not of its kind is left out and has its own problem already."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from incidents.classes import Class
from school.profile import Problem, Source

Row = dict[str, Any]
# Key, sentence, and where it reads otherwise on a page that sentence.
Said = tuple[str, str] | tuple[str, str, str]
CheckOfRow = Callable[[Row, Source], Iterable[Said]]


def tables(rows: Any) -> Iterator[tuple[int, Row]]:
    """The rows that are tables, by number."""
    return ((number, row) for number, row in enumerate(rows) if isinstance(row, dict))


def each(
    check: CheckOfRow,
) -> Callable[[list[Row], Source], Iterator[Problem]]:
    """A check of one row, answering `Said`, as a check of the whole list."""

    def whole(rows: list[Row], source: Source) -> Iterator[Problem]:
        for number, row in tables(rows):
            yield from (Problem((number, key), *words) for key, *words in check(row, source))

    return whole


def section(source: Source, name: str) -> list[Row]:
    """The rows of another section of the file."""
    rows = source.data.get(name)
    return [row for _, row in tables(rows)] if isinstance(rows, list) else []


def row_of(source: Source, name: str, code: Any) -> Row:
    """The row of that section with that code; an empty one where there is none."""
    return next((row for row in section(source, name) if row.get("code") == code), {})


def texts_in(value: Any) -> list[str]:
    """The texts of a list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def class_of(value: Any) -> Class | None:
    """The class a key names."""
    return Class(value) if value in Class.values else None


def missing_of(row: Row, keys: dict[str, str], why: str) -> Iterator[Said]:
    """What belongs together and is only partly there: said where something is missing."""
    missing = [key for key in keys if not row.get(key)]
    if len(missing) < len(keys):
        yield from ((key, f"{key} is missing: {why}", keys[key]) for key in missing)
