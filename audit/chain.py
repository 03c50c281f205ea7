"""What is hashed, and how: docs/audit-format.md publishes it, audit/offline/verify_audit.py repeats it."""

import json
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256

from django.db import models

VERSION = 1
START = "0" * 64  # what the first entry follows
ENTRY, COMMITMENT, CHECKPOINT = b"\x00", b"\x02", b"\x03"  # no hash of one sort can pass for another


def instant(moment: datetime) -> str:
    """A moment as the chain writes it: UTC, microseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def plain(value):
    """What JSON has no word for, as text or a whole number."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


_json = json.JSONEncoder(
    default=plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode


def canonical(value) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8 in NFC. Fractions come as text already: see `_as_set`."""
    text = _json(value)
    if not unicodedata.is_normalized("NFC", text):
        text = _json(_normal(json.loads(text)))
    return text.encode()


def _normal(value):
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_normal(key): _normal(inner) for key, inner in value.items()}
    return [_normal(inner) for inner in value] if isinstance(value, list) else value


def _as_set(field: models.Field):
    """A function from a value as code sets it to the value the database will give back, in words JSON has."""
    if isinstance(field, models.JSONField):
        return lambda value: json.loads(json.dumps(value, cls=field.encoder), parse_float=str)
    if isinstance(field, models.DecimalField):
        step = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: field.to_python(value).quantize(step)
    if isinstance(field, models.FloatField):
        return lambda value: repr(float(value))
    return field.get_prep_value


def _as_read(field: models.Field):
    """The same for a value just read, most of which need nothing more: a million of them are read to verify a log."""
    return _as_set(field) if isinstance(field, models.JSONField | models.FloatField) else None


@cache
def columns(model: type[models.Model]) -> tuple[models.Field, ...]:
    """Every column a row of this model commits to."""
    return tuple(field for field in model._meta.concrete_fields if not field.generated)


@cache
def _readers(model: type[models.Model]) -> tuple:
    return tuple((field.attname, _as_read(field)) for field in columns(model))


@cache
def _setters(model: type[models.Model]) -> tuple:
    return tuple((field.attname, _as_set(field)) for field in columns(model))


def content(model: type[models.Model], values, without: frozenset[str] = frozenset()) -> bytes:
    """A row just read, as the chain commits to it; `values` in the order of `columns(model)`.

    Empty columns are left out, so that a column added years later does not disturb the rows before it.
    """
    pairs = zip(_readers(model), values, strict=True)
    known = ((name, read, value) for (name, read), value in pairs if value is not None and name not in without)
    return canonical({name: read(value) if read else value for name, read, value in known})


def content_of(row: models.Model) -> bytes:
    """A row just written, as the chain commits to it: the same bytes."""
    values = ((name, stored, getattr(row, name)) for name, stored in _setters(type(row)))
    return canonical({name: stored(value) for name, stored, value in values if value is not None})


def commitment(salt: bytes, row: bytes) -> str:
    """What an entry says of its row. The salt keeps a name from being guessed; without it nothing can be checked."""
    return sha256(COMMITMENT + salt + row).hexdigest()


def header(entry) -> dict:
    """What the hash of an entry covers besides its place."""
    names = ("version", "at", "actor", "verb", "kind", "ref", "table", "row", "commitment")
    return {name: getattr(entry, name) for name in names}


def entry_hash(prev: str, seq: int, head: dict) -> str:
    """The hash of entry `seq`, which follows the entry whose hash is `prev`."""
    return sha256(ENTRY + bytes.fromhex(prev) + seq.to_bytes(8, "big") + canonical(head)).hexdigest()
