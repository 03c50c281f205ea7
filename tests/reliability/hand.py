"""A second process on the product's own database, told what to do line by line: the person, the sweeper, the clock.

Reads `["verb", argument, ...]` from standard input, one a line; answers with one line of JSON.
"""

import io
import json
import sys
from contextlib import redirect_stdout
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from esafety.lib import clock  # noqa: E402
from runs import actions, making, store  # noqa: E402
from runs.models import File, Run  # noqa: E402
from tests.reliability import worker  # noqa: E402, F401 (registers the kind)


def ask(key):
    return actions.ask("demo", "K7QF-2MXD", key, by=None).pk


def look(pk):
    run = Run.objects.get(pk=pk)
    return {
        "state": run.state,
        "attempts": run.attempts,
        "reason": run.reason,
        "frozen": run.frozen and run.frozen.isoformat(),
        "snapshot": run.snapshot is not None,
        "files": list(File.objects.filter(run=run).values_list("sha256", flat=True)),
    }


def age(pk):
    """As if the lease had run out."""
    Run.objects.filter(pk=pk, state="making").update(lease_until=clock.now() - timedelta(seconds=1))
    Run.objects.filter(pk=pk, state="waiting").update(since=clock.now() - timedelta(minutes=1))


def sweep():
    return actions.sweep()


def make(pk):
    making.make(pk)


def on_disk():
    return sorted(str(path.relative_to(store.folder())) for path in store.everything())


def whole():
    """Is every file under its final name the whole PDF its name says it is?"""
    finals = [path for path in store.everything() if path.suffix == ".pdf"]
    return all(store.read(path.stem).rstrip().endswith(b"%%EOF") for path in finals)


def invariants():
    """What `manage.py invariants` says, and how it ended."""
    said = io.StringIO()
    try:
        call_command("invariants", stdout=said)
    except SystemExit as end:
        return [end.code, said.getvalue()]


VERBS = {act.__name__: act for act in (ask, look, age, sweep, make, on_disk, whole, invariants)}

for line in sys.stdin:
    verb, *rest = json.loads(line)
    with redirect_stdout(sys.stderr):
        answer = VERBS[verb](*rest)
    print(json.dumps(answer), flush=True)
