"""What must hold of files however often anything was killed: INV-4 and INV-6 of security.md 5.1."""

from collections.abc import Iterator

from audit import invariants
from esafety.lib import clock
from runs import store
from runs.lifecycle import ORPHAN_AGE, READY
from runs.models import File, Run


def register() -> None:
    """Called when the app is ready."""
    invariants.register("INV-4", "every file that is ready is there once, whole and a PDF", files_that_are_ready)
    invariants.register("INV-6", "no file without a row for longer than an hour, no row without its file", orphans)


def files_that_are_ready() -> Iterator[str]:
    """INV-4. That a key has one run and a run one file, the database itself sees to."""
    for run in Run.objects.filter(state=READY, file=None):
        yield f"run {run.code} is ready and has no file."
    for file in File.objects.select_related("run").iterator():
        if file.run.state != READY:
            yield f"run {file.run.code} has a file and is not ready."
        yield from _wrong_with(file)


def orphans() -> Iterator[str]:
    """INV-6."""
    known = set(File.objects.values_list("sha256", flat=True))
    there = {path.stem: path for path in store.everything()}
    oldest = (clock.now() - ORPHAN_AGE).timestamp()
    for stem, path in there.items():
        if stem not in known and path.stat().st_mtime < oldest:
            yield f"the file {stem[:16]} belongs to no row."
    for sha256 in known - set(there):
        yield f"the file {sha256[:16]} is not on disk."


def _wrong_with(file: File) -> Iterator[str]:
    try:
        content = store.read(file.sha256)
    except store.Damaged:
        yield f"the file of run {file.run.code} is missing or was changed."
        return
    if not content.startswith(b"%PDF-") or not content.rstrip().endswith(b"%%EOF") or len(content) != file.size:
        yield f"the file of run {file.run.code} is no whole PDF."
