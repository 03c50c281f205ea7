"""HTML in, PDF out, made in a locked-down child process (security.md F8, F9, 6.3).

The child has an emptied environment, limits on memory, processor time and file size, no network where the kernel
allows that, and sees no file or address but the assets it is handed. What it was refused ends the rendering here, even
where the layout engine went on without it. Nothing is written to disk on the way: HTML goes in and the PDF comes out
through pipes, so a process killed at any point leaves nothing behind.
"""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = (sys.executable, "-s", "-m", "esafety.lib.pdf_child")
# A fixed hash seed: the same HTML gives the same bytes, so a file made twice is one file under one name.
ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
SECONDS = 90.0  # wall clock, for one rendering
LARGEST = 50 * 1024 * 1024  # bytes, of one PDF
GLANCE = 5.0  # seconds between two calls of `meanwhile`
AT_ONCE = 10.0  # seconds: a child that dies sooner is started once more

APT_LINE = (
    "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"
)


class Pdf(bytes):
    """The bytes of a PDF that knows how many pages it has."""

    pages: int

    def __new__(cls, content: bytes, pages: int):
        made = super().__new__(cls, content)
        made.pages = pages
        return made


class RenderFailed(Exception):
    """No PDF was made. The words are for people and hold nothing of the document; another try may go better."""


class _Died(RenderFailed):
    """The child ended without an answer."""


class RenderRefused(RenderFailed):
    """The document asked for an address or a file outside it. No further try will help."""


class PdfUnavailable(RenderFailed):
    """This machine lacks what PDFs are made with. The words say what to install."""


def render(
    html: str,
    assets: dict[str, tuple[bytes, str]] | None = None,
    title: str = "",
    lang: str = "en-GB",
    *,
    meanwhile: Callable[[], None] | None = None,
) -> Pdf:
    """The document as a tagged PDF/UA-1.

    `assets` maps the only addresses the document may use ("app-asset:logo") to their bytes and media type.
    `meanwhile` is called about every five seconds of waiting; what it raises ends the rendering.
    Raises RenderRefused, PdfUnavailable, or RenderFailed where it took too long, too much memory, or broke.
    """
    packed = {name: [b64encode(data).decode(), kind] for name, (data, kind) in (assets or {}).items()}
    order = json.dumps({"html": html, "title": title, "lang": lang, "assets": packed})
    head, content = _run_or_once_more("render", order.encode(), meanwhile)
    _raise_what_went_wrong(head)
    if not content.startswith(b"%PDF-") or len(content) > LARGEST:
        raise RenderFailed("The PDF came out broken or too large.")
    return Pdf(content, head["pages"])


def network_is_cut_off() -> bool:
    """Does the kernel let the child lose the network altogether? Where not, the deny-all fetcher stands alone."""
    with suppress(RenderFailed):
        return _run("network")[0].get("cut_off", False)
    return False


def check_available() -> None:
    """Nothing where PDFs can be made on this machine; PdfUnavailable with what to install otherwise."""
    _raise_what_went_wrong(_run("fonts")[0])


def _run_or_once_more(what: str, order: bytes, meanwhile: Callable[[], None] | None) -> tuple[dict, bytes]:
    """As `_run`. What died almost at once had not used up its limits: the machine, not the document, ended it."""
    begun = monotonic()
    try:
        return _run(what, order, meanwhile)
    except _Died:
        if monotonic() - begun > AT_ONCE:
            raise
    return _run(what, order, meanwhile)


def _run(what: str, order: bytes = b"", meanwhile: Callable[[], None] | None = None) -> tuple[dict, bytes]:
    """Start the child, wait for it, and split its answer into the line about it and the PDF."""
    child = subprocess.Popen(  # noqa: S603 (our own module, nothing of the document on the command line)
        [*CHILD, what],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what the engine says there may quote the document
        start_new_session=True,
    )
    try:
        answer = _wait(child, order, meanwhile or (lambda: None))
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()
    if child.returncode:
        raise _Died(f"The program that makes PDFs stopped before it was done ({child.returncode}).")
    head, _, content = answer.partition(b"\n")
    return json.loads(head), content


def _wait(child: subprocess.Popen, order: bytes, meanwhile: Callable[[], None]) -> bytes:
    end = monotonic() + SECONDS
    while (left := end - monotonic()) > 0:
        try:
            return child.communicate(order or None, timeout=min(GLANCE, left))[0]
        except subprocess.TimeoutExpired:
            order = b""  # it was taken over at the first call; a later one only goes on waiting
            meanwhile()
    raise RenderFailed(f"Making the PDF took longer than {SECONDS:.0f} seconds.")


def _raise_what_went_wrong(head: dict) -> None:
    match head.get("wrong"):
        case None:
            return
        case "refused":
            raise RenderRefused("The document pointed to something outside itself, so it was not made.")
        case "unavailable":
            raise PdfUnavailable(f"PDFs cannot be made on this server yet. As root, run: {APT_LINE}")
        case "memory":
            raise RenderFailed("Making the PDF took more memory than is allowed.")
        case _:
            raise RenderFailed("The PDF could not be laid out.")
