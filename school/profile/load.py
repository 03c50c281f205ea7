"""Loading a profile file: all of it or nothing, and never a person's own edit unless asked."""

import tomllib
from collections.abc import Iterator

from audit.ledger import ledger
from school.profile import registry
from school.profile.as_data import Found, as_data, problems_in
from school.profile.registry import Loading, Report
from school.profile.rows import RowRefused
from school.profile.source import Source, names, read


class ProfileError(Exception):
    """What keeps a file from being loaded: one line a problem, each naming file, line and what to write."""

    def __init__(self, lines: list[str]):
        super().__init__("\n".join(lines))
        self.lines = lines


class _OnlyTried(Exception):
    """Leaves the ledger, so that all it wrote is undone."""


def load(name: str, *, replace: bool = False, dry_run: bool = False, text: str | None = None) -> dict[str, Report]:
    """Bring the database to what profiles/NAME.toml (or `text`) says, and answer what happened by section.

    ProfileError with every problem, and nothing written, where the file has one.
    """
    source = opened(name, text)
    if problems := list(problems_of(source)):
        raise ProfileError(problems)
    loading, before = Loading(source, None, replace), set(problems_in(as_data()))
    try:
        with ledger("load profile", by=None, kind="profile", ref=name) as loading.book:
            _load_sections(loading)
            _check_what_was_kept(loading, before)
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        pass
    return loading.reports


def opened(name: str, text: str | None = None) -> Source:
    """The file, or ProfileError with the sentence about a file that is absent or no TOML."""
    try:
        return read(name, text)
    except FileNotFoundError:
        raise ProfileError([f"There is no profiles/{name}.toml. There are: {', '.join(names()) or 'none'}."]) from None
    except tomllib.TOMLDecodeError as wrong:
        raise ProfileError([f"profiles/{name}.toml cannot be read as TOML: {wrong}. Mend that line first."]) from None


def problems_of(source: Source) -> Iterator[str]:
    """Every problem of the file, by the file alone: no database is asked."""
    known = dict(registry.in_order())
    for name in source.data.keys() - known.keys():
        yield f"{source.place(name)}: “{name}” is not a section. {registry.did_you_mean(name, known)}"
    found = [
        (source.line(name, *problem.where), f"{_entry(source, name, problem.where)}: {problem.words}")
        for name, section in known.items()
        if name in source.data
        for problem in section.check(source.data[name], source)
    ]
    for line, words in sorted(found):
        yield f"profiles/{source.name}.toml, line {line}: {words}"
    if "school" not in source.data:
        yield f"{source.place()}: [school] is missing. Write it first, with the school's name."


def _entry(source: Source, section: str, where: tuple) -> str:
    """'agencies 3 (lado)', so that the entry is found even where lines have moved."""
    if not where or not isinstance(where[0], int):
        return section
    row = source.data[section][where[0]]
    code = row.get("code") if isinstance(row, dict) else None
    return f"{section} {where[0] + 1}" + (f" ({code})" if code else "")


def _check_what_was_kept(loading: Loading, before: set[Found]) -> None:
    """The file is right by itself; together with rows that people wrote it may not be, and then it waits for them."""
    found = [one for one in problems_in(as_data()) if one.section in loading.source.data and one not in before]
    if found:
        raise ProfileError(
            [
                f"{one.section} ({one.code or 'all'}), as changed on the pages: {one.words} Change it there first."
                for one in found
            ]
        )


def _load_sections(loading: Loading) -> None:
    for name, section in registry.in_order():
        value = loading.source.data.get(name, section.absent)
        if value is None:
            continue
        try:
            section.load(name, value, loading)
        except RowRefused as refused:
            where = loading.source.place(name, refused.number)
            raise ProfileError([f"{where}: {_entry(loading.source, name, (refused.number,))}: {refused}"]) from None
