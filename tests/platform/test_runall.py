"""`manage.py runall` for real: it starts, one death stops all, Ctrl-C stops all, starting again keeps the data."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.reliability
PARTS = {"web": "gunicorn", "worker": " worker ", "beat": " beat ", "alertd": " alertd"}


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def family(data_dir: Path) -> dict[int, str]:
    """Every living process that was given this DATA_DIR, by pid, with its command line."""
    mark, found = f"DATA_DIR={data_dir}".encode(), {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


class Product:
    def __init__(self, data_dir: Path):
        self.data_dir, self.port = data_dir, free_port()
        self.log = data_dir.with_suffix(".log")
        env = {"PATH": os.environ["PATH"], "HOME": str(data_dir), "DEBUG": "1"}
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "runall"],
                cwd=ROOT,
                env=env | {"PORT": str(self.port), "DATA_DIR": str(data_dir)},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait_until(self.serves, 400)
        self.wait_until(lambda: all(any(part in line for line in self.family.values()) for part in PARTS.values()), 30)

    @property
    def family(self):
        return family(self.data_dir)

    def serves(self):
        assert self.process.poll() is None, self.log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/account/login/", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def wait_until(self, true, seconds):
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, self.log.read_text()[-3000:]
            time.sleep(0.3)

    def count(self, table):
        with closing(sqlite3.connect(self.data_dir / "esafety.sqlite3")) as database:
            return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def sweep(self):
        for pid in self.family:
            os.kill(pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("runall") / "data"


@pytest.fixture
def product(data_dir):
    data_dir.mkdir(exist_ok=True)
    product = Product(data_dir)
    yield product
    product.sweep()


@pytest.mark.parametrize("part", PARTS)
def test_one_death_stops_all(product, part):
    victim = min(pid for pid, line in product.family.items() if PARTS[part] in line)
    os.kill(victim, signal.SIGKILL)
    assert product.process.wait(40) == 1
    assert product.family == {}
    assert f"{part} ended by itself" in product.log.read_text()


def test_ctrl_c_stops_all_and_starting_again_keeps_the_data(product, data_dir):
    accounts = product.count("school_user")
    assert accounts
    product.process.send_signal(signal.SIGINT)
    assert product.process.wait(40) == 0
    assert product.family == {}
    again = Product(data_dir)
    try:
        assert again.count("school_user") == accounts
        assert again.log.read_text().count("First start: demo") == 1
    finally:
        again.sweep()


def test_nobody_is_left_when_the_supervisor_itself_is_killed(product):
    product.process.kill()
    product.process.wait()
    product.wait_until(lambda: not product.family, 40)


def test_a_taken_port_is_said_in_a_sentence(data_dir):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        env = {"PATH": os.environ["PATH"], "DEBUG": "1", "DATA_DIR": str(data_dir), "PORT": str(port)}
        answer = subprocess.run(
            [sys.executable, "manage.py", "runall"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
    assert answer.returncode == 1
    assert f"Port {port} is taken. Try: PORT={port + 1} make run" in answer.stderr
