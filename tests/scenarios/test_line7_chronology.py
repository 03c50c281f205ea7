"""The chronology of a record as a PDF: asked for by a button, really made, looked at as pages and as pictures."""

import io
import subprocess

import pypdf
import pytest

from esafety.lib import pdf
from incidents import actions
from runs import marks, queue, store, tasks
from runs.models import Run
from tests.dealing import address
from tests.make import make_pupil, make_report, reread
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mentioned(monkeypatch):
    """The runs the broker was told of."""
    told = []
    monkeypatch.setattr(queue, "mention", told.append)
    return told


@pytest.fixture
def record(cast, school):
    """Somebody has it, a call was made, a step is done, another not needed."""
    record = make_report(
        cast.teacher,
        "bullying",
        text="They post about her every night. <b>Never</b> in lessons.",
        people=[make_pupil("Mia", family="Quenby")],
        addresses="https://chat.example/room",
    )
    actions.acknowledge(record, by=cast.coordinator)
    first, second = record.steps.filter(state="open", agency=None)[:2]
    actions.tick(first, by=cast.coordinator, note="In her own words")
    actions.excuse(second, by=cast.coordinator, reason="Does not apply here")
    actions.note(record, "Her tutor will look in at break", by=cast.coordinator)
    actions.hold_device(record, by=cast.coordinator, held_by="The school office", where_now="In the safe")
    return record


@pytest.fixture
def asked(record, cast, sign_in, django_capture_on_commit_callbacks):
    """The button was pressed; answers the browser and the page it led to."""
    browser = sign_in(cast.coordinator)
    button = next(one for one in forms_of(browser.get(address(record))) if one.action.endswith("/chronology/"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = button.send(browser)
    assert answer.status_code == 302
    return browser, answer.url


def test_the_page_shows_waiting_being_made_and_ready(asked, mentioned, monkeypatch):
    browser, url = asked
    assert "Waiting" in words_of(browser.get(url))
    meanwhile = []
    reached = marks.reached
    monkeypatch.setattr(
        marks,
        "reached",
        lambda point: (meanwhile.append(words_of(browser.get(url))) if point == "rendered" else None, reached(point)),
    )
    tasks.make(mentioned[0])
    assert "Being made" in meanwhile[0]
    assert browser.get(f"{url}file/").status_code == 200
    assert "Ready" in words_of(browser.get(url))


def test_the_reason_when_it_failed_and_try_again(asked, mentioned, monkeypatch):
    browser, url = asked

    def refuses(*args, **kwargs):
        raise pdf.RenderRefused("It asked for something outside.")

    with monkeypatch.context() as broken:
        broken.setattr(pdf, "render", refuses)
        tasks.make(mentioned[0])
    words = words_of(browser.get(url))
    assert "Not made" in words
    assert reread(Run.objects.get()).reason in words
    assert browser.get(f"{url}file/").status_code == 404
    assert next(one for one in forms_of(browser.get(url)) if "again" in one.action).send(browser).status_code == 302
    tasks.make(mentioned[0])
    assert "Ready" in words_of(browser.get(url))


def test_a_half_made_one_never_appears(asked, mentioned, monkeypatch):
    browser, url = asked
    seen = []
    reached = marks.reached
    monkeypatch.setattr(
        marks, "reached", lambda point: (seen.append((point, browser.get(f"{url}file/").status_code)), reached(point))
    )
    tasks.make(mentioned[0])
    before = [status for point, status in seen if point != "ready" and not point.startswith("ready")]
    assert before and set(before) == {404}


@pytest.fixture
def paper(asked, mentioned):
    """The file as it was downloaded."""
    browser, url = asked
    tasks.make(mentioned[0])
    answer = browser.get(f"{url}file/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_it_says_what_the_record_says(paper, record):
    read = pypdf.PdfReader(io.BytesIO(paper))
    said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for words in (
        record.ref,
        "They post about her every night. <b>Never</b> in lessons.",
        "Mia Quenby, 9B",
        "Who holds it: The school office",
        "Where it is: In the safe",
        "In her own words",
        "Does not apply here",
        "Her tutor will look in at break",
        "chat[.]example",
        "Tamper check code",
        f"Page 1 of {len(read.pages)}",
    ):
        assert words in said, words
    assert said.count("In her own words") == 1, "what was written when it was done stands in what happened alone"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata.title == f"Chronology {record.ref}"


def test_it_can_be_looked_at(paper, tmp_path):
    """Each page becomes a picture of an A4 sheet that is neither empty nor black."""
    (tmp_path / "paper.pdf").write_bytes(paper)
    subprocess.run(["pdftoppm", "-r", "50", "-gray", "paper.pdf", "page"], cwd=tmp_path, check=True, timeout=60)
    pictures = sorted(tmp_path.glob("page-*.pgm"))
    assert len(pictures) == len(pypdf.PdfReader(io.BytesIO(paper)).pages)
    for picture in pictures:
        size, dots = pixels(picture.read_bytes())
        assert size == (414, 585)
        dark = sum(dot < 128 for dot in dots) / len(dots)
        assert 0.002 < dark < 0.3, picture.name


def pixels(pgm: bytes):
    """Width and height, and the grey of every dot, of a binary PGM."""
    _, size, _, dots = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    return (width, height), dots


def test_who_may_not_read_the_record_gets_no_paper(paper, record, cast, sign_in):
    run = Run.objects.get()
    assert store.read(run.file.sha256) == paper
    for user in (cast.colleague, cast.network_manager, cast.governor):
        assert sign_in(user).get(f"/files/{run.code}/file/").status_code == 404
