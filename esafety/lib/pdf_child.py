"""The child process of `esafety.lib.pdf`: locks itself down, then lays out one document.

Started as `python -m esafety.lib.pdf_child render|network|fonts`. Reads a JSON order from standard input; answers on
standard output with one line of JSON and, after it, the PDF. WeasyPrint is imported here and nowhere else.
"""

import ctypes
import json
import os
import resource
import signal
import socket
import sys
from base64 import b64decode

MEMORY = 1_500_000_000  # bytes of address space
PROCESSOR = 60  # seconds
FILE = 50 * 1024 * 1024  # bytes
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def lock_down() -> bool:
    """Give up what laying out a document does not need. True where the network is gone too."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # never outlive the worker that waits for us
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    for limit, value in (
        (resource.RLIMIT_CPU, PROCESSOR),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        resource.setrlimit(limit, (value, value))
    # Root may leave the network as it is; anybody else needs a user namespace of their own to be allowed to.
    libc.unshare(CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWUSER | CLONE_NEWNET)
    return [name for _, name in socket.if_nameindex()] == ["lo"] and not _reaches_loopback()


def _reaches_loopback() -> bool:
    """In a namespace of our own even the loopback is down; the host's would answer, if only to refuse."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("127.0.0.1", 9))
        except OSError:
            return False
    return True


def draw(order: dict) -> tuple[dict, bytes]:
    """The document of the order as PDF/UA-1, or the word for what went wrong. No message: it could quote the text."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except OSError:
        return {"wrong": "unavailable"}, b""
    fetcher = deny_all_but({name: (b64decode(data), kind) for name, (data, kind) in order["assets"].items()})
    try:
        document = HTML(string=order["html"], base_url=None, url_fetcher=fetcher).render(presentational_hints=False)
        document.metadata.title, document.metadata.lang = order["title"], order["lang"]
        document.metadata.authors, document.metadata.generator = [], None
        content = document.write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError:  # a BaseException: `except Exception` never sees it
        return {"wrong": "refused"}, b""
    if fetcher.denied:  # an <image> inside SVG swallows the refusal and the layout goes on
        return {"wrong": "refused"}, b""
    return {"pages": len(document.pages)}, content


def deny_all_but(assets: dict[str, tuple[bytes, str]]):
    """A fetcher that hands out `assets`, and records and refuses every other address."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class DenyAll(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
            self.denied = 0

        def fetch(self, url, headers=None):
            if url in assets:
                data, kind = assets[url]
                return URLFetcherResponse(url, data, {"Content-Type": kind})
            self.denied += 1
            raise FatalURLFetchingError("denied")

    return DenyAll()


def fonts() -> dict:
    """Can the layout engine be loaded on this machine?"""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return {"wrong": "unavailable"}
    return {}


def answer(what: str, cut_off: bool) -> tuple[dict, bytes]:
    try:
        match what:
            case "network":
                return {"cut_off": cut_off}, b""
            case "fonts":
                return fonts(), b""
        return draw(json.load(sys.stdin))
    except MemoryError:
        return {"wrong": "memory"}, b""
    except Exception:
        return {"wrong": "layout"}, b""


def main() -> None:
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries print must not land in the answer
    head, content = answer(sys.argv[1], lock_down())
    out.write(json.dumps(head).encode() + b"\n" + content)
    out.close()


if __name__ == "__main__":
    main()
