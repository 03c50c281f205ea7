"""What cannot be seen from outside: a signed-in session, and how many queries a page asks. Each in its own process."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.server import HERE, environment

SIGN_IN = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from school import idle, second_factor
from school.models import User
user = User.objects.get(email={email!r})
store = SessionStore()
store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
second_factor.mark(store)
idle.begin(store, user)
store.save()
print(store.session_key)
"""
COUNT = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from school.models import User
browser = Client(SERVER_NAME="127.0.0.1")
browser.cookies["sessionid"] = {session!r}
browser.post("/records/search/", {{"words": "phone"}})
found = {{}}
for name, path in {pages!r}.items():
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        response = browser.get(path)
    assert response.status_code == 200, (path, response.status_code)
    found[name] = {{"sql": len(asked), "kb": round(len(response.content) / 1024, 1)}}
print(json.dumps(found))
"""


def within(name: str, folder: Path, code: str) -> str:
    """What `code` prints last, run inside the product on that database."""
    told = environment(name, folder, debug=False)
    begin = f"import sys; sys.path.insert(0, {str(HERE)!r}); import django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + code], env=told, cwd=HERE, check=True, capture_output=True, text=True
    )
    return done.stdout.strip().splitlines()[-1]


def session_for(name: str, folder: Path, email: str) -> str:
    """The key of a session in which that person is signed in, second step and all."""
    return within(name, folder, SIGN_IN.format(email=email))


def queries_of(name: str, folder: Path, deep: str, ref: str) -> dict:
    """Queries and kilobytes of each page that is read."""
    pages = {
        "queue first": "/records/",
        "queue deep": deep,
        "filter": "/records/?state=acknowledged",
        "search common": "/records/search/",
        "record": f"/records/{ref}/",
    }
    session = session_for(name, folder, "coordinator@oakfield.example")
    return json.loads(within(name, folder, COUNT.format(session=session, pages=pages)))
