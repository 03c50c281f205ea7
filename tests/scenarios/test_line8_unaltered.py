"""`audit verify` says unaltered; a change with the database's own shell is named; so does the one file, elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from audit import checkpoints, export
from audit.models import Entry
from incidents import actions
from tests.make import make_report

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not os.environ.get("DATABASE_URL", "").startswith("postgres"),
        reason="another process sees nothing of an SQLite database in memory; tests/audit changes that one by SQL",
    ),
]
VERIFIER = Path(export.__file__).parent / "offline" / "verify_audit.py"


@pytest.fixture
def record(cast, settings, tmp_path):
    """A matter somebody took, under a signed checkpoint."""
    settings.SIGNING_KEY_FILE = tmp_path / "keys" / "signing.key"
    checkpoints.make_key_if_absent()
    record = make_report(cast.teacher, "bullying", place="Library")
    actions.acknowledge(record, by=cast.coordinator)
    checkpoints.seal()
    return record


def psql(table: str, change: str) -> None:
    """What the owner of the database could type, guards switched off; the next test puts them back."""
    there = connection.settings_dict
    command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", there["HOST"], "-p", str(there["PORT"])]
    command += ["-U", there["USER"], "-d", there["NAME"], "-c", f"ALTER TABLE {table} DISABLE TRIGGER USER"]
    command += ["-c", f"UPDATE {table} SET {change}"]
    subprocess.run(command, check=True, timeout=60, capture_output=True)


def says(capsys) -> tuple[int, str]:
    """What `manage.py audit verify` answers with, and prints."""
    try:
        call_command("audit", "verify")
    except SystemExit as ended:
        return ended.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def elsewhere(tmp_path) -> tuple[int, str]:
    """What the one-file verifier says of an export, in a folder of its own, without the product."""
    folder = tmp_path / "auditor"
    folder.mkdir()
    call_command("audit", "export", str(folder / "log.jsonl"))
    shutil.copy(VERIFIER, folder)
    command = [sys.executable, "-I", "verify_audit.py", "log.jsonl"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    return ran.returncode, ran.stdout + ran.stderr


def test_unaltered_here_and_elsewhere(record, capsys, tmp_path):
    code, words = says(capsys)
    assert (code, words.split(":")[0]) == (0, "Unaltered")
    assert elsewhere(tmp_path)[0] == 0


def test_a_changed_record_is_named_by_its_entry(record, capsys):
    psql("incidents_incident", f"place = 'Canteen' WHERE id = {record.pk}")
    code, words = says(capsys)
    last = Entry.objects.filter(table="incidents_historicalincident", ref=record.ref).last().seq
    assert code == 1
    assert f"at entry {last}: a row of incidents_incident" in words


def test_a_changed_line_of_its_history_is_named(record, capsys):
    first = Entry.objects.filter(table="incidents_historicalincident", ref=record.ref).first()
    psql("incidents_historicalincident", f"place = 'Canteen' WHERE history_id = {first.row}")
    code, words = says(capsys)
    assert code == 1
    assert f"commitment at entry {first.seq}" in words


def test_changed_words_of_a_reporter_are_named(record, capsys):
    said = record.statements.get()
    entry = Entry.objects.get(table="incidents_statement", row=str(said.pk))
    psql("incidents_statement", f"text = 'Nothing' WHERE id = {said.pk}")
    code, words = says(capsys)
    assert code == 1
    assert f"at entry {entry.seq}" in words


def test_a_changed_entry_is_named_alike_here_and_elsewhere(record, capsys, tmp_path):
    entry = Entry.objects.filter(verb="acknowledge", ref=record.ref).first()
    psql("audit_entry", f"actor = 'ZZZZ-ZZZZ' WHERE seq = {entry.seq}")
    code, words = says(capsys)
    assert code == 1
    assert f"hash at entry {entry.seq}" in words
    code, words = elsewhere(tmp_path)
    assert code == 1
    assert f"hash at entry {entry.seq}" in words
