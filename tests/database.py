"""The guards and the tests: a database that refuses to forget cannot be emptied between tests without help."""

from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import TransactionTestCase

from audit import guards, tables


@contextmanager
def unguarded(*names: str):
    """Inside the block anybody may rewrite these tables (all of them where none is named), as an owner could."""
    models = [model for name, model in tables.guarded().items() if not names or name in names]
    editor = connection.schema_editor()
    if connection.in_atomic_block:
        connection.check_constraints()  # PostgreSQL alters no table while keys wait to be checked
    for model in models:
        guards.remove(editor, model._meta.db_table)
    try:
        yield
    finally:
        for model in models:
            guards.install(editor, model)


@pytest.fixture(scope="session", autouse=True)
def guards_let_the_tests_empty_tables():
    """Tests that commit (transactional_db, live_server) flush every table afterwards; the guards step aside for that.

    tests/conftest.py imports it, so that every room's tests have it.
    """
    emptied = TransactionTestCase._fixture_teardown

    def teardown(test):
        with unguarded():
            emptied(test)

    with patch.object(TransactionTestCase, "_fixture_teardown", teardown):
        yield
