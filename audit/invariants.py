"""What must always be true, in one list: `manage.py invariants` asks them all. Each room registers its own."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from audit import verify

Check = Callable[[], Iterable[str]]  # a sentence for each thing that breaks it, without names or words of a record


@dataclass(frozen=True)
class Invariant:
    """`name` as in security.md 5.1, such as INV-5; `words` what holds."""

    name: str
    words: str
    broken: Check


_registered: dict[str, Invariant] = {}


def register(name: str, words: str, function: Check) -> None:
    """Called in AppConfig.ready. `function` yields a sentence for each breach; nothing when it holds."""
    _registered[name] = Invariant(name, words, function)


def registered() -> list[Invariant]:
    """All of them, in the order of their numbers."""
    return sorted(_registered.values(), key=lambda one: (int(re.sub(r"\D", "", one.name)), one.name))


def chain_breaches() -> Iterable[str]:
    """INV-5: what `audit verify` finds."""
    with verify.snapshot():
        return [str(finding) for finding in islice(verify.findings(), 1)]


def database_breaches() -> Iterable[str]:
    """INV-12: what the database says of itself."""
    return _sqlite_breaches() if connection.vendor == "sqlite" else _postgres_breaches()


def _sqlite_breaches() -> list[str]:
    with connection.cursor() as cursor:
        said = [line for (line,) in cursor.execute("PRAGMA integrity_check").fetchall() if line != "ok"]
        keys = cursor.execute("PRAGMA foreign_key_check").fetchall()
    return said + [f"row {row} of {table} points at a {parent} that is not there" for table, row, parent, _ in keys]


def _postgres_breaches() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready)")
        indexes = [f"index {name} is not valid" for (name,) in cursor.fetchall()]
        cursor.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        return indexes + [f"constraint {name} was never validated" for (name,) in cursor.fetchall()]
