"""A profile file as read, with the line every key stands on: tomllib tells only where a file is no TOML at all."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "profiles"
HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-\s]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([\w\-]+)\s*=")
Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """What a file says and where: `line("agencies", 2, "name")` is the line of that key of the third agency."""

    name: str
    data: dict[str, Any]
    lines: dict[Where, int]
    gone: dict[str, list[str]] = field(default_factory=dict)  # codes of rows no longer offered, where it is no file

    def line(self, *where: str | int) -> int:
        """The line of a key; of the entry it is missing from where it is not written; 1 where there is neither."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def codes(self, section: str) -> list[str]:
        """The codes of a section's rows, as far as there are any: the section itself may still be wrong."""
        rows = self.data.get(section)
        found = [row.get("code") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        return [code for code in found if isinstance(code, str)] + self.gone.get(section, [])

    def place(self, *where: str | int) -> str:
        return f"profiles/{self.name}.toml, line {self.line(*where)}"


def names() -> list[str]:
    """The profiles there are."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def read(name: str, text: str | None = None) -> Source:
    """Profile `name`, from its file or from `text`. FileNotFoundError or TOMLDecodeError where it cannot be read."""
    if text is None:
        text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return Source(name, tomllib.loads(text), lines_of(text))


def lines_of(text: str) -> dict[Where, int]:
    """The line each header and each plain key of valid TOML stands on; the n-th `[[a]]` is `("a", n - 1)`."""
    found: dict[Where, int] = {}
    entries: dict[Where, int] = {}
    here: Where = ()
    quotes = ""
    for number, line in enumerate(text.splitlines(), start=1):
        inside, quotes = quotes, _open_quotes(line, quotes)
        if inside:
            continue
        if header := HEADER.match(line):
            here = _entry(header[1], re.split(r"\s*\.\s*", header[2]), entries)
            found.setdefault(here, number)
            found.setdefault(here[:1], number)
        elif key := KEY.match(line):
            found.setdefault((*here, key[1]), number)
    return found


def _entry(brackets: str, parts: list[str], entries: dict[Where, int]) -> Where:
    """Where a header leads: each name that is a list of tables is followed by the number of its latest entry."""
    here: Where = ()
    for depth, part in enumerate(parts, start=1):
        here = (*here, part)
        if brackets == "[[" and depth == len(parts):
            entries[here] = entries.get(here, -1) + 1
        if here in entries:
            here = (*here, entries[here])
    return here


def _open_quotes(line: str, quotes: str) -> str:
    """The triple quotes still open at the end of a line that began with `quotes` open, or none."""
    for mark in re.findall(r'"""|\'\'\'', line):
        if not quotes:
            quotes = mark
        elif quotes == mark:
            quotes = ""
    return quotes
