"""Sections that are lists of ProfileRow: checked against their model, loaded without losing what a person changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from audit import shapes
from school.models.profile import ProfileRow
from school.profile.fields import check_table, settable
from school.profile.registry import Loading, Problem, Report, did_you_mean
from school.profile.source import Source

Check = Callable[[Any, Source], Iterable[str]]


class RowRefused(Exception):
    """A row the database's constraints refuse: its number in the section, and the sentence."""

    def __init__(self, number: int, words: str):
        super().__init__(words)
        self.number = number


@dataclass(frozen=True)
class Rows:
    """`[[section]]` as rows of `model`; `also` checks single keys further, `whole` a row or the list as a whole."""

    model: type[ProfileRow]
    order: int = 50
    also: dict[str, Check] = field(default_factory=dict)
    whole: Callable[[list[dict], Source], Iterable[Problem]] | None = None
    absent: tuple = ()

    def check(self, value: Any, source: Source) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem((), "Write this as a list: one heading in double brackets for each row.")
            return
        fields = settable(self.model)
        for number, row in enumerate(value):
            yield from check_table(row, fields, source, (number,))
            if isinstance(row, dict):
                yield from self._check_keys(number, row, source)
        yield from _said_twice(value)
        if self.whole:
            yield from self.whole(value, source)

    def _check_keys(self, number: int, row: dict, source: Source) -> Iterator[Problem]:
        for key in self.also.keys() & row.keys():
            yield from (Problem((number, key), f"{key}: {words}") for words in self.also[key](row[key], source))

    def load(self, name: str, value: list[dict], loading: Loading) -> None:
        load_rows(self.model, value, loading.book, loading.replace, loading.report(name))


def _said_twice(rows: list[dict]) -> Iterator[Problem]:
    codes = Counter(row.get("code") for row in rows if isinstance(row, dict))
    for number, row in enumerate(rows):
        if isinstance(row, dict) and codes[row.get("code")] > 1 and "code" in row:
            yield Problem((number, "code"), f"“{row['code']}” is the code of two rows. Write another for one of them.")
            codes[row["code"]] = 1


# --- Checks for single keys ---------------------------------------------------------------------------------
def one_of(choices: Iterable[str]) -> Check:
    """Each text of the list is one of `choices`: roles, classes."""
    known = [str(choice) for choice in choices]

    def check(value: Any, source: Source) -> list[str]:
        items = value if isinstance(value, list) else [value]
        return [f"“{item}” is not known. {did_you_mean(str(item), known)}" for item in items if item not in known]

    return check


def codes_of(section: str) -> Check:
    """Each text of the list is the code of a row of another section of the same file."""

    def check(value: Any, source: Source) -> Iterable[str]:
        return one_of(source.codes(section))(value, source)

    return check


def texts(value: Any, source: Source) -> list[str]:
    """A list of texts and nothing else."""
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return []
    return ['write a list of texts, for example ["one", "two"].']


# --- Loading ------------------------------------------------------------------------------------------------
def load_rows(model: type[ProfileRow], rows: list[dict], book: Any, replace: bool, report: Report) -> list[ProfileRow]:
    """Bring the table of `model` to what the file says, and answer the rows written.

    Rows edited by hand are kept unless `replace`; rows the file no longer has are retired; a second run writes none.
    """
    there = {row.code: row for row in model.objects.all()}
    wanted = _wanted(model, rows)
    written = [row for new in wanted if (row := _bring(there.get(new.code), new, replace, report))]
    gone = there.keys() - {row.code for row in wanted}
    written += [row for code in sorted(gone) if (row := _retire(there[code], replace, report))]
    numbers = {row.code: number for number, row in enumerate(wanted)}
    for row in written:
        _validate(row, numbers.get(row.code, 0))
    book.save_all(written)
    return written


def fingerprint(row: ProfileRow, without: frozenset[str] = frozenset()) -> str:
    """SHA-256 of everything a file could have written in the row, so that an edit by hand shows."""
    values = {f.attname: f.to_python(getattr(row, f.attname)) for f in _compared(row) if f.attname not in without}
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def edited_by_hand(row: ProfileRow) -> bool:
    """Was the row changed, or added, by a person since a file last wrote it?

    One written before the table had a column is known by the others, as long as nobody filled that column.
    """
    unfilled = [names for names in shapes.earlier(type(row)) if all(_as_made(row, name) for name in names)]
    return row.loaded not in {fingerprint(row), *(fingerprint(row, names) for names in unfilled)}


def _as_made(row: ProfileRow, name: str) -> bool:
    """Does the column hold what it was given when it joined the table?"""
    return getattr(row, name) == row._meta.get_field(name).get_default()


def _compared(row: models.Model) -> list[models.Field]:
    return [f for f in row._meta.concrete_fields if f.name not in ("id", "loaded")]


def _wanted(model: type[ProfileRow], rows: list[dict]) -> list[ProfileRow]:
    """The rows as the file says them, unsaved, with codes of other rows looked up."""
    links = [f for f in settable(model).values() if isinstance(f, models.ForeignKey)]
    known = {f.name: dict(f.related_model.objects.values_list("code", "pk")) for f in links}
    made = []
    for position, row in enumerate(rows):
        plain = {name: value for name, value in row.items() if name not in known}
        linked = {f.attname: known[f.name][row[f.name]] for f in links if f.name in row}
        new = model(**{"position": position, **plain, **linked})
        new.loaded = fingerprint(new)
        made.append(new)
    return made


def _bring(old: ProfileRow | None, new: ProfileRow, replace: bool, report: Report) -> ProfileRow | None:
    """The row to save so that the table says what the file says, or None where there is nothing to do."""
    if old is None:
        report.added.append(new.code)
        return new
    if fingerprint(old) == new.loaded:
        report.unchanged += 1
        return None
    if edited_by_hand(old) and not replace:
        report.kept.append(old.code)
        return None
    report.changed.append(old.code)
    for field_ in _compared(new):
        setattr(old, field_.attname, getattr(new, field_.attname))
    old.loaded = new.loaded
    return old


def _retire(old: ProfileRow, replace: bool, report: Report) -> ProfileRow | None:
    """A row that came from a file which has it no more. Rows an administrator added are theirs, and stay."""
    if old.retired or not old.loaded:
        return None
    if edited_by_hand(old) and not replace:
        report.kept.append(old.code)
        return None
    old.retired = True
    old.loaded = fingerprint(old)
    report.retired.append(old.code)
    return old


def _validate(row: ProfileRow, number: int) -> None:
    """Constraint names of this product are sentences: they say what the row has to be."""
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError:
            raise RowRefused(number, f"This cannot be: {constraint.name.replace('_', ' ')}.") from None
