"""The database of the tests: filled once, put back after each test that commits, unguarded where a test asks for it.

A database that refuses to forget cannot be emptied between tests without help: the guards step aside for that.
"""

import sqlite3
import threading
import time
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection, transaction
from django.dispatch import receiver
from django.test import TransactionTestCase

from audit import checks, guards, tables, triggers

COPY = sqlite3.connect(":memory:")  # of SQLite's whole database
kept: dict[str, bool] = {}  # on PostgreSQL: each table there is, and whether a test begins with rows in it
answering: set[threading.Thread] = set()  # a browser's server's, in the middle of a request


@contextmanager
def unguarded(*names: str):
    """Inside the block anybody may rewrite these tables (all of them where none is named), as an owner could."""
    models = [model for name, model in tables.guarded().items() if not names or name in names]
    if connection.in_atomic_block:
        connection.check_constraints()  # PostgreSQL alters no table while keys wait to be checked
    _step_aside(models)
    try:
        yield
    finally:
        _stand_guard(models)


def keep() -> None:
    """What is in the database now, the profile, is what every test begins with."""
    if connection.vendor == "sqlite":
        return connection.connection.backup(COPY)
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        filled = _holding_rows(cursor, names)
        kept.update(dict.fromkeys(names, False) | dict.fromkeys(filled, True))
        _run(["DROP SCHEMA IF EXISTS kept CASCADE", "CREATE SCHEMA kept"])
        _run(f'CREATE TABLE kept."{table}" AS SELECT * FROM "{table}"' for table in filled)
    return None


def end_other_sessions() -> None:
    """A browser's server may still hold one, and no database is dropped while anybody is in it."""
    if connection.vendor == "postgresql":
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        connection.cursor().execute(f"SELECT pg_terminate_backend(pid) {others}")


def put_back() -> None:
    """The rows as they were kept, and the guards again; of the few tables that hold any, not of all."""
    if connection.vendor == "sqlite":
        return COPY.backup(connection.connection)
    with transaction.atomic(), connection.cursor() as cursor:
        found = _holding_rows(cursor, kept)
        with unguarded(*found):
            _run(f'DELETE FROM "{table}"' for table in found)
            _run(f'INSERT INTO "{table}" SELECT * FROM kept."{table}"' for table, filled in kept.items() if filled)
            connection.check_constraints()
    assert not checks.missing_guards()
    return None


@pytest.fixture(scope="session", autouse=True)
def what_was_there_is_put_back():
    """After tests that commit (transactional_db, live_server), in place of emptying every table and its guards' loss.

    tests/conftest.py imports it, so that every room's tests have it.
    """

    def teardown(test):
        _wait_for_the_last_answer()
        put_back()

    with patch.object(TransactionTestCase, "_fixture_teardown", teardown):
        yield


@receiver(request_started)
def _begun(**kwargs):
    if (thread := threading.current_thread()) is not threading.main_thread():
        answering.add(thread)


@receiver(request_finished)
def _done(**kwargs):
    answering.discard(threading.current_thread())


def _wait_for_the_last_answer(seconds: float = 10) -> None:
    """A test may end while its browser still asks; emptying tables under that answer is a deadlock."""
    end = time.monotonic() + seconds
    while any(thread in answering or thread.name == "last-resort" for thread in threading.enumerate()):
        if time.monotonic() > end:
            return
        time.sleep(0.01)


def _holding_rows(cursor, names) -> list[str]:
    parts = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)
    cursor.execute(" UNION ALL ".join(parts))
    return [name for (name,) in cursor.fetchall()]


def _step_aside(models) -> None:
    """On PostgreSQL switched off in one go: to drop and create them anew takes longer than most tests."""
    if connection.vendor == "postgresql":
        return _run(f'ALTER TABLE "{model._meta.db_table}" DISABLE TRIGGER USER' for model in models)
    editor = connection.schema_editor()
    for model in models:
        guards.remove(editor, model._meta.db_table)
    return None


def _stand_guard(models) -> None:
    if connection.vendor == "postgresql":
        return _run(
            f'ALTER TABLE "{model._meta.db_table}" ENABLE ALWAYS TRIGGER "{name}"'
            for model in models
            for name in triggers.postgres(triggers.shape(model))
        )
    editor = connection.schema_editor()
    for model in models:
        guards.install(editor, model)
    return None


def _run(statements) -> None:
    if text := "; ".join(statements):
        connection.cursor().execute(text)
