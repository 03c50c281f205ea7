"""A school of a given size on a PostgreSQL database of its own, served as in production by two workers."""

import http.client
import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg2

HERE = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
PORT = int(os.environ.get("BENCH_PORT", "8190"))


def environment(name: str, folder: Path, *, debug: bool) -> dict[str, str]:
    """What the product is told: its own database and folder, nothing of the machine's own school."""
    return os.environ | {
        "DATABASE_URL": f"{POSTGRES}/{name}",
        "DATA_DIR": str(folder),
        "DEBUG": "1" if debug else "0",
        "SECRET_KEY": "only-for-measuring-on-this-machine-0123456789-0123456789",
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "tests.bench.served",
    }


def manage(name: str, folder: Path, *words: str) -> None:
    command = [sys.executable, str(HERE / "manage.py"), *words]
    told = environment(name, folder, debug=True) | {"DJANGO_SETTINGS_MODULE": "esafety.settings"}
    subprocess.run(command, env=told, cwd=HERE, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def seed(name: str, folder: Path, size: int) -> None:
    """A database with the demo school and `size` records. `BENCH_KEEP=1` measures what an earlier run left."""
    if os.environ.get("BENCH_KEEP") and holds(name, size):
        manage(name, folder, "migrate", "--verbosity", "0")
    else:
        run_sql("postgres", f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        manage(name, folder, "migrate", "--verbosity", "0")
        manage(name, folder, "demo", "--size", str(size))
    run_sql(name, "VACUUM ANALYZE")


def holds(name: str, size: int) -> bool:
    """Is a school of that size there already?"""
    try:
        connection = psycopg2.connect(f"{POSTGRES}/{name}")
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM incidents_incident")
            return cursor.fetchone()[0] >= size
    except psycopg2.Error:
        return False


def run_sql(database: str, *statements: str) -> None:
    """Statements that stand in no transaction."""
    connection = psycopg2.connect(f"{POSTGRES}/{database}")
    connection.autocommit = True
    for statement in statements:
        connection.cursor().execute(statement)
    connection.close()


@contextmanager
def served(name: str, folder: Path):
    """gunicorn with two workers on loopback, stopped by its own id."""
    command = [sys.executable, "-m", "gunicorn", "esafety.wsgi:application", "-w", "2", "-b", f"127.0.0.1:{PORT}"]
    told = environment(name, folder, debug=False)
    process = subprocess.Popen([*command, "--no-control-socket", "--log-level", "error"], env=told, cwd=HERE)
    try:
        _wait(process)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _wait(process) -> None:
    """Until our own server answers with our own page: a port that was taken answers too."""
    for _ in range(150):
        if process.poll() is not None:
            break
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)) as connection:
                connection.request("GET", "/control/unit/")
                if b"K7QF-0000" in connection.getresponse().read():
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The measured server did not start.")


class Browser:
    """Asks as a signed-in person would, one connection a request as a proxy makes them."""

    def __init__(self, session: str):
        self.cookies = {"sessionid": session, "csrftoken": "c" * 32}

    def ask(self, method: str, path: str, fields: dict | None = None) -> tuple[int, dict, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        body = urlencode({**fields, "csrfmiddlewaretoken": "c" * 32}, doseq=True) if fields is not None else None
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, dict(response.getheaders()), content
