"""The locked room PDFs are made in (security.md F8, F9, 6.3; AC-028, AC-029, AC-031)."""

import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zlib
from base64 import b64decode, b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer

import pypdf
import pytest

from esafety.lib import pdf, pdf_child

CANARY = "canary-5170"
PAGE = '<html lang="en"><title>t</title><body>{}</body></html>'
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

PAYLOADS = {
    "image": '<img src="{web}">',
    "image set": '<img srcset="{web} 2x" src="{web}">',
    "stylesheet": '<link rel="stylesheet" href="{web}">',
    "import": "<style>@import url({web});</style>",
    "background": '<p style="background: url({web})">x',
    "border": '<p style="border: 9px solid; border-image: url({web}) 9">x',
    "bullet": '<ul style="list-style-image: url({web})"><li>x</ul>',
    "content": "<style>p::before {{ content: url({web}) }}</style><p>x",
    "font": "<style>@font-face {{ font-family: f; src: url({web}) }} p {{ font-family: f }}</style><p>x",
    "object": '<object data="{web}" type="image/png"></object>',
    "embed": '<embed src="{web}" type="image/png">',
    "frame": '<iframe src="{web}"></iframe>',
    "svg image": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<image href="{web}" width="9" height="9"/></svg>',
    "svg use": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="{web}#a"/></svg>',
    "attachment": '<link rel="attachment" href="{web}">',
    "link to an attachment": '<a rel="attachment" href="{web}">x</a>',
    "base": '<base href="{web}"><img src="x.png">',
    "file image": '<img src="{file}">',
    "file attachment": '<link rel="attachment" href="{file}">',
    "file stylesheet": '<link rel="stylesheet" href="{file}">',
    "entity": '<!DOCTYPE html [<!ENTITY x SYSTEM "{file}">]><p>&x;',
    "data": '<img src="data:image/svg+xml;base64,{nested}">',
}

# What the engine does not even try to load: the document is made, without it.
PASSED_OVER = {"frame", "entity", "svg use"}


class Sink(HTTPServer):
    """A web server that counts who comes."""

    def __init__(self):
        self.seen = 0
        super().__init__(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen += 1
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def sink():
    server = Sink()
    yield server
    server.shutdown()
    server.server_close()


def order(html):
    return {"html": html, "title": "t", "lang": "en-GB", "assets": {}}


def filled(payload, sink, folder):
    secret = folder / "secret.svg"
    secret.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><text y="9">{CANARY}</text></svg>'
    )
    web = f"http://127.0.0.1:{sink.server_port}/x"
    nested = b64encode(PAYLOADS["svg image"].format(web=web).encode()).decode()
    return PAGE.format(PAYLOADS[payload].format(web=web, file=secret.as_uri(), nested=nested))


def everything_in(content):
    """The bytes of a PDF with every compressed stream laid open."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            opened.append(stream)
    return content + b"".join(opened)


def child_that_runs(lines):
    return (sys.executable, "-c", f"from esafety.lib import pdf_child as child\n{lines}\nchild.main()")


def test_the_sink_would_notice(sink):
    """The control: the engine as it comes does fetch."""
    from weasyprint import HTML

    before = sink.seen
    HTML(string=f'<img src="http://127.0.0.1:{sink.server_port}/x">').write_pdf()
    assert sink.seen == before + 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_fetched_even_with_the_network_there(payload, sink, tmp_path):
    """The fetcher alone, in this process, which has its network."""
    before = sink.seen
    head, content = pdf_child.draw(order(filled(payload, sink, tmp_path)))
    assert sink.seen == before
    assert CANARY.encode() not in everything_in(content)
    assert (head.get("wrong") == "refused") is (payload not in PASSED_OVER)


@pytest.mark.parametrize("payload", ["image", "svg image", "file attachment"])
def test_a_document_that_points_outside_is_refused(payload, sink, tmp_path):
    before = sink.seen
    with pytest.raises(pdf.RenderRefused):
        pdf.render(filled(payload, sink, tmp_path))
    assert sink.seen == before


def test_a_tagged_pdf_with_title_language_and_pages():
    made = pdf.render(PAGE.format("<h1>Heading</h1><p>Text"), title="Chronology K7QF-2MXD")
    read = pypdf.PdfReader(io.BytesIO(made))
    assert made.pages == len(read.pages) == 1
    assert read.metadata.title == "Chronology K7QF-2MXD"
    assert read.metadata.author is None
    assert read.root_object["/Lang"] == "en-GB"
    assert read.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in everything_in(made)


def test_the_same_document_gives_the_same_bytes():
    assert pdf.render(PAGE.format("<p>Text")) == pdf.render(PAGE.format("<p>Text"))


def test_an_asset_may_be_used_and_nothing_else():
    page = PAGE.format('<img alt="logo" src="app-asset:logo">')
    assert pdf.render(page, {"app-asset:logo": (PIXEL, "image/png")}).pages == 1
    with pytest.raises(pdf.RenderRefused):
        pdf.render(page)


def test_too_much_memory_is_said(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", child_that_runs("child.MEMORY = 400_000_000"))
    bomb = '<div style="display: grid"><i style="grid-column: 100000000">a</i></div>'
    with pytest.raises(pdf.RenderFailed, match="memory"):
        pdf.render(PAGE.format(bomb))


def test_too_much_processor_time_is_said(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", child_that_runs("child.PROCESSOR = 1"))
    with pytest.raises(pdf.RenderFailed, match="stopped before it was done"):
        pdf.render(PAGE.format("<table>" + "<tr><td>a" * 30_000 + "</table>"))


def test_too_long_a_wait_is_said_and_the_child_is_gone(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", child_that_runs("import time\nchild.draw = lambda order: time.sleep(60)"))
    monkeypatch.setattr(pdf, "SECONDS", 0.6)
    begun = time.monotonic()
    with pytest.raises(pdf.RenderFailed, match="longer than"):
        pdf.render("x")
    assert time.monotonic() - begun < 5


def test_a_crash_is_said(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", child_that_runs("import os\nchild.draw = lambda order: os.abort()"))
    with pytest.raises(pdf.RenderFailed, match="stopped before it was done"):
        pdf.render("x")


def dies_at_first(note, exit_code):
    """A child that dies with this code unless the note is there, and leaves the note."""
    return child_that_runs(
        f"import os\nwas = os.path.exists({str(note)!r})\nopen({str(note)!r}, 'a').write('x')\n"
        f"if not was: child.draw = lambda order: os._exit({exit_code})"
    )


def test_what_dies_at_once_is_tried_once_more(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "CHILD", dies_at_first(tmp_path / "note", 3))
    assert pdf.render(PAGE.format("x")).pages == 1
    assert (tmp_path / "note").read_text() == "xx"


def test_what_died_after_a_while_is_not_tried_again_and_says_how_it_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "CHILD", dies_at_first(tmp_path / "note", 3))
    monkeypatch.setattr(pdf, "AT_ONCE", 0)
    with pytest.raises(pdf.RenderFailed, match=r"before it was done \(3\)"):
        pdf.render(PAGE.format("x"))
    assert (tmp_path / "note").read_text() == "x"


def test_what_breaks_in_the_engine_says_nothing_of_the_document(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", child_that_runs(f"child.draw = lambda order: {{}}['{CANARY}']"))
    with pytest.raises(pdf.RenderFailed) as failure:
        pdf.render("x")
    assert CANARY not in str(failure.value)


def test_without_pango_the_words_say_what_to_install(monkeypatch):
    blocked = "import sys\nclass No:\n def find_spec(self, name, *rest):\n  if name == 'weasyprint': raise OSError\n"
    monkeypatch.setattr(pdf, "CHILD", child_that_runs(blocked + "sys.meta_path.insert(0, No())"))
    with pytest.raises(pdf.PdfUnavailable, match=r"apt-get install .*libpango-1\.0-0"):
        pdf.check_available()
    with pytest.raises(pdf.PdfUnavailable):
        pdf.render("x")


def test_whoever_waits_is_asked_again_and_again_and_may_end_it(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", child_that_runs("import time\nchild.draw = lambda order: time.sleep(60)"))
    monkeypatch.setattr(pdf, "GLANCE", 0.1)
    asked = []

    def meanwhile():
        asked.append(1)
        if len(asked) == 3:
            raise LookupError

    with pytest.raises(LookupError):
        pdf.render("x", meanwhile=meanwhile)


def test_the_child_sees_no_environment_and_no_network(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", CANARY)
    tell = "import os\nchild.draw = lambda order: ({'pages': 1}, b'%PDF-' + repr(dict(os.environ)).encode())"
    monkeypatch.setattr(pdf, "CHILD", child_that_runs(tell))
    assert CANARY.encode() not in pdf.render("x")


def test_whether_the_network_is_cut_off_is_told_as_it_is(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", child_that_runs("child.CLONE_NEWNET = child.CLONE_NEWUSER = 0"))
    assert pdf.network_is_cut_off() is False


def test_a_killed_worker_takes_the_child_with_it(tmp_path):
    note = tmp_path / "pid"
    linger = (
        f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\nchild.draw = lambda order: time.sleep(60)"
    )
    worker = (
        "import os, signal\nfrom esafety.lib import pdf\n"
        f"pdf.CHILD, pdf.GLANCE = {child_that_runs(linger)!r}, 0.05\n"
        f"pdf.render('x', meanwhile=lambda: os.path.exists({str(note)!r}) and os.kill(os.getpid(), signal.SIGKILL))"
    )
    assert subprocess.run([sys.executable, "-c", worker], cwd=pdf.ROOT, check=False).returncode == -signal.SIGKILL
    assert gone(int(note.read_text()))


def gone(pid):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
