"""A demonstration kind of file, and a renderer that takes no time; tests/runs/test_paper.py uses the real one."""

from pathlib import Path

import pytest

from esafety.lib import pdf
from runs import actions, makers, queue
from tests.runs.demo import Demo

CONTENT = b"%PDF-1.7\nmade for a test\n%%EOF\n"


@pytest.fixture
def demo(settings):
    """The demonstration kind, registered for the length of a test."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]}]
    yield Demo().register()
    makers.unregister("demo")


@pytest.fixture
def renderer(monkeypatch):
    """Stands in for the child process; `renderer.does` is what it does, and may be replaced."""

    class Renderer:
        does = staticmethod(lambda html, meanwhile: pdf.Pdf(CONTENT, 1))
        asked = 0

    def render(html, assets=None, title="", lang="en-GB", *, meanwhile=None):
        Renderer.asked += 1
        return Renderer.does(html, meanwhile)

    monkeypatch.setattr(pdf, "render", render)
    return Renderer


@pytest.fixture(autouse=True)
def mentioned(monkeypatch):
    """The runs the broker was told of, in order."""
    told = []
    monkeypatch.setattr(queue, "mention", told.append)
    return told


@pytest.fixture
def run(cast, demo):
    """A demonstration file the lead asked for."""
    return actions.ask("demo", "K7QF-2MXD", "demo:K7QF-2MXD", by=cast.dsl)
