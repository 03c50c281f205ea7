"""One death stops all; so does a signal; nobody is left behind."""

import os
import signal
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Two children, each with a child of its own that ignores a polite request; every pid goes to a file.
PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from esafety.lib.supervise import Supervisor, _die_with_parent
child = '''
import os, signal, subprocess, sys, time
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open({folder!r} + "/" + sys.argv[1], "w").write(f"{{os.getpid()}} {{grandchild.pid}}")
time.sleep(60)
'''
sys.exit(Supervisor({{name: [sys.executable, "-c", child, name] for name in ("first", "second")}}).run())
"""


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def everyone(pids):
    return list(chain.from_iterable(pids.values()))


@pytest.fixture
def family(tmp_path):
    """The supervisor, and the pids of child and grandchild by name."""
    program = PROGRAM.format(root=str(ROOT), folder=str(tmp_path))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    supervisor = subprocess.Popen([sys.executable, "-c", program], **quiet)
    told = [tmp_path / "first", tmp_path / "second"]
    wait_until(lambda: all(path.exists() and len(path.read_text().split()) == 2 for path in told))
    pids = {path.name: [int(pid) for pid in path.read_text().split()] for path in told}
    yield supervisor, pids
    for pid in [supervisor.pid, *everyone(pids)]:
        if lives(pid):
            os.kill(pid, signal.SIGKILL)
    supervisor.wait()


def test_one_death_stops_all(family):
    supervisor, pids = family
    os.kill(pids["first"][0], signal.SIGKILL)
    assert supervisor.wait(10) == 1
    assert not [pid for pid in everyone(pids) if lives(pid)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all(family, number):
    supervisor, pids = family
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert not [pid for pid in everyone(pids) if lives(pid)]


def test_children_end_when_the_supervisor_is_killed(family):
    supervisor, pids = family
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: not lives(pids["first"][0]) and not lives(pids["second"][0]))
