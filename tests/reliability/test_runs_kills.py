"""A real worker killed -9 at every marked point (security.md RT-11, RT-28), the disk full (RT-18).

Each engine gets a database, a data folder and a broker folder of its own; nothing here touches anybody else's.
Time is helped along by ageing leases in the database, except in the last test, which waits as people would.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from runs.marks import POINTS

pytestmark = pytest.mark.reliability

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable
CELERY = str(Path(PYTHON).parent / "celery")
KILLS = int(os.environ.get("KILLS", "3"))
SERVER = os.environ.get("DATABASE_URL", "")
ENGINES = ["sqlite", *(["postgresql"] if SERVER.startswith("postgres") else [])]


class School:
    """A deployment of its own: database, folders, and the processes started on it."""

    def __init__(self, folder: Path, database: str):
        self.folder, self.processes = folder, []
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            "DEBUG": "1",
            "DATA_DIR": str(folder),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tests.reliability.worker_settings",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.manage("migrate", "--skip-checks")
        self.hand = self.start([PYTHON, "-m", "tests.reliability.hand"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    @property
    def log(self):
        return (self.folder / "processes.log").read_text()[-3000:]

    def manage(self, *arguments):
        subprocess.run([PYTHON, "manage.py", *arguments, "-v0"], cwd=ROOT, env=self.env, check=True)

    def start(self, command, die_at="", **streams):
        env = {**self.env, "RUNS_DIE_AT": die_at}
        log = (self.folder / "processes.log").open("ab")
        process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=log, **{"stdout": log, **streams})
        log.close()
        self.processes.append(process)
        return process

    def worker(self, die_at="", pool="solo"):
        options = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--concurrency", "1"]
        return self.start([CELERY, "-A", "tests.reliability.worker", "worker", "--pool", pool, *options], die_at)

    def beat(self):
        state = str(self.folder / "beat")
        return self.start([CELERY, "-A", "tests.reliability.worker", "beat", "--schedule", state, "--pidfile", ""])

    def tell(self, *words):
        self.hand.stdin.write(json.dumps(words).encode() + b"\n")
        self.hand.stdin.flush()
        line = self.hand.stdout.readline()
        assert line, self.log
        return json.loads(line)

    def until(self, pk, *states, seconds=40):
        end = time.monotonic() + seconds
        while (now := self.tell("look", pk))["state"] not in states:
            assert time.monotonic() < end, f"{now} {self.log}"
            time.sleep(0.2)
        return now

    def end(self, process, how=signal.SIGTERM):
        process.send_signal(how)
        process.wait(30)

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait(10)
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()


@pytest.fixture(scope="module", params=ENGINES)
def school(request, tmp_path_factory):
    folder, name = tmp_path_factory.mktemp("school"), f"esafety_runs_{secrets.token_hex(4)}"
    database = f"sqlite:///{folder / 'db.sqlite3'}"
    if request.param == "postgresql":
        on_server(f'CREATE DATABASE "{name}"')
        database = f"{SERVER.rsplit('/', 1)[0]}/{name}"
    school = School(folder, database)
    yield school
    school.close()
    if request.param == "postgresql":
        on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def on_server(statement):
    server = psycopg2.connect(f"{SERVER.rsplit('/', 1)[0]}/postgres")
    server.autocommit = True
    server.cursor().execute(statement)
    server.close()


def ready_after_a_new_worker(school, pk):
    """The sweeper mentions what was left, and a fresh worker finishes it."""
    school.tell("age", pk)
    worker = school.worker()
    school.tell("sweep")
    found = school.until(pk, "ready", "failed")
    school.end(worker)
    return found


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_marked_point_it_is_resumed_and_made_once(school, point):
    for number in range(KILLS):
        before = set(school.tell("on_disk"))
        pk = school.tell("ask", f"{point}:{number}")
        dying = school.worker(die_at=point)
        assert dying.wait(40) == -signal.SIGKILL, school.log
        left = school.tell("look", pk)
        assert school.tell("whole"), "half a file under its final name"
        assert left["state"] == ("ready" if point == "ready" else "waiting" if point == "begun" else "making")
        found = ready_after_a_new_worker(school, pk)
        assert (found["state"], len(found["files"]), found["snapshot"]) == ("ready", 1, False)
        if left["frozen"]:
            assert found["frozen"] == left["frozen"], "what was frozen was taken anew"
        new = set(school.tell("on_disk")) - before
        assert new == {f"{found['files'][0][:2]}/{found['files'][0]}.pdf"}, "exactly one file, and nothing half-made"
    assert school.tell("invariants")[0] == 0, school.tell("invariants")[1]


def test_what_kills_every_worker_is_given_up_visibly(school):
    """The pool's child dies each time and Celery hands the task out again: no loop, five tries, a reason."""
    pk = school.tell("ask", "poison")
    worker = school.worker(die_at="rendered", pool="prefork")
    school.until(pk, "making")
    time.sleep(20)  # the child is dead by now, and Celery has handed the message out again
    assert school.tell("look", pk)["attempts"] == 1, "tried again before the lease ran out"
    end = time.monotonic() + 240
    while (found := school.tell("look", pk))["state"] != "failed":
        assert time.monotonic() < end, f"{found} {school.log}"
        school.tell("age", pk)
        school.tell("sweep")
        time.sleep(2)
    school.end(worker, signal.SIGKILL)
    assert (found["attempts"], found["files"], found["snapshot"]) == (5, [], False)
    assert "5 times" in found["reason"]
    assert school.tell("invariants")[0] == 0


def test_a_full_disk_leaves_nothing_half_made(school):
    place = school.folder / "files" / "runs"
    place.mkdir(parents=True, exist_ok=True)
    kept = Path(shutil.copytree(place, school.folder / "kept"))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], check=False).returncode:
        pytest.skip("This machine lets us mount no small disk.")
    try:
        (place / "filler").mkdir()
        (place / "filler" / "filler").write_bytes(b"x" * (1024 * 1024 - 12 * 1024))
        pk = school.tell("ask", "full")
        school.tell("make", pk)
        assert "no room left on the server" in school.tell("look", pk)["reason"]
        assert school.tell("look", pk)["state"] == "waiting"
        assert school.tell("on_disk") == ["filler/filler"]
        (place / "filler" / "filler").unlink()
        school.tell("make", pk)
        assert school.tell("look", pk)["state"] == "ready"
        made = school.tell("look", pk)["files"][0]
        assert school.tell("whole")
        shutil.copytree(place / made[:2], kept / made[:2], dirs_exist_ok=True)
    finally:
        subprocess.run(["umount", place], check=True)
    shutil.copytree(kept, place, dirs_exist_ok=True)
    assert school.tell("invariants")[0] == 0, school.tell("invariants")[1]


def test_without_help_it_is_resumed_within_two_minutes(school):
    """Real lease, real scheduler, no broker visibility time-out to wait for (RT-11)."""
    pk = school.tell("ask", "unhelped")
    dying = school.worker(die_at="rendered")
    assert dying.wait(40) == -signal.SIGKILL, school.log
    begun = time.monotonic()
    beat, worker = school.beat(), school.worker()
    school.until(pk, "ready", seconds=120)
    print(f"\nresumed {time.monotonic() - begun:.0f} s after the kill")
    school.end(beat)
    school.end(worker)
