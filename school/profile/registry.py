"""Which sections a profile file may have, and who understands them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple, Protocol

from school.profile.source import Source, Where


class Problem(NamedTuple):
    """What is wrong at a place in a section, as a sentence that says what to write.

    `page`: the same for whoever does it on a page, where the file's sentence with the page's labels would not do.
    """

    where: Where
    words: str
    page: str = ""

    @property
    def on_page(self) -> str:
        return self.page or self.words


@dataclass
class Report:
    """What a load did to each section, by the codes of its rows."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # edited by hand, so the file's words were not taken
    unchanged: int = 0

    @property
    def wrote(self) -> bool:
        return bool(self.added or self.changed or self.retired)


@dataclass
class Loading:
    """One load in progress: the file, the ledger's book, whether rows edited by hand are replaced, what happened."""

    source: Source
    book: Any
    replace: bool = False
    reports: dict[str, Report] = field(default_factory=dict)

    def report(self, section: str) -> Report:
        return self.reports.setdefault(section, Report())


class Section(Protocol):
    """A part of a profile file. `order`: lower is loaded earlier, so that codes can be referred to.

    `absent` is what a file without the section says: an empty list retires what an earlier one had, None is silent.
    """

    order: int
    absent: Any

    def check(self, value: Any, source: Source) -> Iterable[Problem]:
        """What is wrong with the section, by the file alone; `value` is a list of tables or one table."""
        ...

    def load(self, name: str, value: Any, loading: Loading) -> None:
        """Write the rows through `loading.book`. Called only when no section of the file has a problem."""
        ...


_sections: dict[str, Section] = {}


def register(name: str, section: Section) -> None:
    """This app understands the section `name` of a profile file."""
    _sections[name] = section


def in_order() -> list[tuple[str, Section]]:
    """Every registered section, the ones others refer to first."""
    return sorted(_sections.items(), key=lambda item: (item[1].order, item[0]))


def section_of(model: type) -> str | None:
    """The name of the section whose rows are of that model."""
    return next((name for name, section in _sections.items() if getattr(section, "model", None) is model), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Did you mean “name”?' where something like it is known, otherwise what is known."""
    known = list(known)
    near = get_close_matches(word, known, n=1)
    return f"Did you mean “{near[0]}”?" if near else f"Write one of: {', '.join(sorted(known))}."
