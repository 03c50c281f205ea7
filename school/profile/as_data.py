"""The school as its database has it, in the shape of a profile file: what holds for a file holds for a page.

A page that changes a row asks `problems_with`, and gets the sentences `load_profile` would say.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import models

from school.models.profile import ProfileRow
from school.profile import registry
from school.profile.fields import settable
from school.profile.registry import Problem
from school.profile.rows import Rows
from school.profile.source import Source

NEW = "-"  # the code of a row that has none yet


class Found(NamedTuple):
    """A problem, and the row it is about."""

    section: str
    code: str  # empty where it is about the list as a whole
    key: str
    words: str
    page: str = ""  # the same sentence for a page: registry.Problem

    @property
    def on_page(self) -> str:
        return self.page or self.words


def as_data() -> Source:
    """Every row that is offered. Codes of those no longer offered are known: whatever names one keeps it."""
    data, gone = {}, {}
    for name, section in sections():
        rows = list(section.model.objects.select_related(*links(section.model)))
        data[name] = [as_row(row) for row in rows if not row.retired]
        gone[name] = [row.code for row in rows if row.retired]
    return Source("pages", data, {}, gone)


def as_row(row: ProfileRow) -> dict[str, Any]:
    """The row as a file would say it: what is empty, or as it is anyway, is left out."""
    values = {field.name: _value(row, field) for field in settable(type(row)).values()}
    usual = {name: field.get_default() for name, field in settable(type(row)).items()}
    return {name: value for name, value in values.items() if value not in (None, "", usual[name])}


def problems_with(section: str, row: ProfileRow, *, offered: bool = True) -> tuple[list[Problem], list[Found]]:
    """What would be wrong with the row, and what would newly be wrong elsewhere, were it saved like this.

    With `offered` False: were it no longer offered.
    """
    now = as_data()
    code = row.code or NEW
    then = _with(now, section, code, {**as_row(row), "code": code} if offered else None)
    found = list(problems_in(then))
    if not found:
        return [], []
    before = set(problems_in(now))
    own = [one for one in found if (one.section, one.code) == (section, code)]
    return [Problem((one.key,), one.words, one.page) for one in own], [
        one for one in found if one not in before and one not in own
    ]


def problems_in(source: Source) -> Iterator[Found]:
    """Everything wrong with the rows, by the very checks of a file."""
    for name, section in sections():
        rows = source.data[name]
        for where, words, page in section.check(rows, source):
            code = rows[where[0]].get("code", "") if where else ""
            yield Found(name, code, str(where[1]) if len(where) > 1 else "", words, page)


def sections() -> list[tuple[str, Rows]]:
    """The sections that are rows, in the order they refer to each other."""
    return [(name, section) for name, section in registry.in_order() if isinstance(section, Rows)]


def _with(source: Source, section: str, code: str, row: dict | None) -> Source:
    """The source with that row in the place of the one of its code, or without it."""
    rows = source.data[section]
    there = next((at for at, one in enumerate(rows) if one["code"] == code), len(rows))
    changed = [*rows[:there], *([row] if row else []), *rows[there + 1 :]]
    gone = source.gone if row else {**source.gone, section: [*source.gone[section], code]}
    return replace(source, data={**source.data, section: changed}, gone=gone)


def links(model: type[models.Model]) -> list[str]:
    """Its fields that name a row of another list."""
    return [field.name for field in settable(model).values() if isinstance(field, models.ForeignKey)]


def _value(row: ProfileRow, field: models.Field) -> Any:
    value = getattr(row, field.name)
    return value.code if value is not None and isinstance(field, models.ForeignKey) else value
