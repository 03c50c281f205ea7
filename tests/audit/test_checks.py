"""The product notices a missing or weakened guard."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.state import ProjectState

from audit import checks, shapes, tables, triggers
from audit.guards import Guard
from tests.database import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def codes(**options):
    return {found.id for found in run_checks(databases=["default"], **options) if found.id.startswith("audit.")}


def test_all_is_well():
    assert codes() == set()


@pytest.mark.parametrize("name", ["audit_entry", "school_historicalterm"])
def test_a_guard_taken_off(name):
    with unguarded(name):
        assert codes() == {"audit.E001"}
    assert codes() == set()


def test_guards_are_put_back(capsys):
    with unguarded("audit_entry"):
        call_command("audit", "guards")
        assert codes() == set()


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_guard_weakened_on_sqlite():
    text = triggers.sqlite(triggers.shape(tables.guarded()["audit_entry"]))["audit_entry_no_delete"]
    with unguarded("audit_entry"):
        connection.cursor().execute(text.replace("BEGIN", "WHEN OLD.seq > 9 BEGIN"))
        assert "audit_entry" in checks.missing_guards()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.parametrize(
    "weaken",
    [
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_change",
        "ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_no_truncate",
        "CREATE OR REPLACE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ],
)
def test_a_guard_weakened_on_postgresql(weaken):
    connection.cursor().execute(weaken)
    assert codes() == {"audit.E001"}


def test_every_guarded_table_has_a_guard_in_some_migration(monkeypatch):
    assert set(tables.guarded()) <= shapes.guarded_in_migrations()
    monkeypatch.setattr(shapes, "guarded_in_migrations", lambda: set(tables.guarded()) - {"audit_entry"})
    assert codes() == {"audit.E003"}


def test_history_switched_off(settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    assert codes() == {"audit.E002"}


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_an_owner_must_not_serve_pages(settings):
    settings.DEBUG = False
    assert "audit.E004" in codes(include_deployment_checks=True)


def test_a_guard_goes_back_and_forth():
    state, editor, guard = ProjectState.from_apps(apps), connection.schema_editor(), Guard("audit_entry")
    guard.database_backwards("audit", editor, state, state)
    assert codes() == {"audit.E001"}
    guard.database_forwards("audit", editor, state, state)
    assert codes() == set()


def test_sqlite_is_said_to_be_for_trying(settings):
    settings.DEBUG = False
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert ("audit.W005" in found) == (connection.vendor == "sqlite")
