"""What a model's field takes from a profile file, said in words."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from school.profile.registry import Problem, did_you_mean, section_of
from school.profile.source import Source, Where

NOT_FROM_A_FILE = {"id", "loaded", "retired", "position"}


def settable(model: type[models.Model], besides: frozenset[str] = frozenset()) -> dict[str, models.Field]:
    """The fields of `model` a profile file may set, by name."""
    return {field.name: field for field in model._meta.concrete_fields if field.name not in NOT_FROM_A_FILE | besides}


def check_table(row: Any, fields: dict[str, models.Field], source: Source, at: Where = ()) -> Iterator[Problem]:
    """Keys nobody knows, keys that are missing, values that do not fit."""
    if not isinstance(row, dict):
        yield Problem(at, "Write a table of keys and values here.")
        return
    for key in row.keys() - fields.keys():
        yield Problem((*at, key), f"“{key}” is not a key here. {did_you_mean(key, fields)}")
    for name, field in fields.items():
        if name in row:
            yield from (Problem((*at, name), words) for words in wrong_with(field, row[name], source))
        elif is_required(field):
            yield Problem((*at, name), f"{name} is missing: write {expected(field)}.")


def is_required(field: models.Field) -> bool:
    return not (field.blank or field.null or field.has_default())


def wrong_with(field: models.Field, value: Any, source: Source) -> list[str]:
    """The sentence about a value that does not fit, or none."""
    if isinstance(field, models.ForeignKey):
        return _wrong_code(field, value, source)
    if not _is_of_kind(value, field):
        return [f"{field.name}: write {expected(field)}."]
    try:
        field.clean(value, None)
    except ValidationError:
        return [f"{field.name}: write {expected(field)}."]
    return []


def _wrong_code(field: models.ForeignKey, value: Any, source: Source) -> list[str]:
    section = section_of(field.related_model)
    codes = source.codes(section)
    if value in codes:
        return []
    return [f"{field.name}: “{value}” is no code in [[{section}]]. {did_you_mean(str(value), codes)}"]


def _is_of_kind(value: Any, field: models.Field) -> bool:
    """TOML's own kinds tell more than a field does: 1 is no yes, and true is no number."""
    if isinstance(value, bool) != isinstance(field, models.BooleanField):
        return False
    return isinstance(value, _kinds(field))


def _kinds(field: models.Field) -> type | tuple[type, ...]:
    for of, kinds in (
        (models.BooleanField, bool),
        (models.IntegerField, int),
        (models.DateTimeField, datetime),
        (models.DateField, date),
        (models.TimeField, (time, str)),
        (models.JSONField, _json_kind(field)),
    ):
        if isinstance(field, of):
            return kinds
    return str


def _json_kind(field: models.Field) -> type | tuple[type, ...]:
    return field.default if field.default in (list, dict) else (list, dict)


def expected(field: models.Field) -> str:
    """What to write for a field, to follow “write”."""
    if field.choices:
        return "one of " + ", ".join(f'"{value}"' for value, _ in field.flatchoices if value)
    if isinstance(field, models.ForeignKey):
        return f"the code of a row in [[{section_of(field.related_model)}]]"
    if isinstance(field, models.SlugField):
        return f'a short code in quotes without spaces, for example "police-101", at most {field.max_length} letters'
    return next((words for of, words in WORDS if isinstance(field, of)), None) or _text(field)


WORDS = (
    (models.BooleanField, "true or false"),
    (models.IntegerField, "a whole number, 0 or more"),
    (models.DateField, "a date, for example 2026-09-01"),
    (models.TimeField, 'a time in quotes, for example "08:00"'),
    (models.JSONField, 'a list of texts, for example ["dsl", "headteacher"]'),
)


def _text(field: models.Field) -> str:
    return f"a text in quotes of at most {field.max_length} letters" if field.max_length else "a text in quotes"
