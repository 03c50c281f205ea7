"""Four processes write at once: the chain has no gap, no fork and nobody's entry twice."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from audit.models import Entry
from audit.verify import verify
from tests.audit.conftest import make_term, written

pytestmark = pytest.mark.sqlite
WRITERS, TIMES = 4, 15
ROOT = Path(__file__).parents[2]


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The URL of a database other processes can write to. SQLite's test database lives in memory: they get a copy."""
    with written() as book:
        book.save(make_term(2090, name="Shared"))
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        yield f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
        return
    path = tmp_path / "shared.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    yield f"sqlite:///{path}"


def start(number: int, url: str, folder: Path) -> subprocess.Popen:
    environment = os.environ | {"DATABASE_URL": url, "DEBUG": "1", "DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "tests.audit.writer", str(number), str(TIMES)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def test_four_writers(shared_database, tmp_path):
    before = Entry.objects.count()
    writers = [start(number, shared_database, tmp_path) for number in range(WRITERS)]
    assert [(writer.communicate(timeout=120)[1][-2000:], writer.returncode) for writer in writers] == [("", 0)] * 4
    bring_back(shared_database)
    assert Entry.objects.count() == before + WRITERS * TIMES * 3
    assert verify().finding is None


def bring_back(url: str) -> None:
    """What they wrote to the copy, for this process to look at."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(url.removeprefix("sqlite:///")) as copy:
            copy.backup(connection.connection)
        copy.close()
