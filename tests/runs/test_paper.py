"""The paper itself, really rendered: what is printed on every page, and what hostile words do to it."""

import io

import pypdf
import pytest
from django.template import Context, Template

from esafety.lib import pdf
from runs import actions, freezing, making, store
from runs.models import Run
from school.models import School
from school.roles import Role
from tests.runs.demo import reread

pytestmark = pytest.mark.django_db

HOSTILE = [
    '<img src="http://127.0.0.1:1/x">',
    "{{7*7}} {% load static %} {0.__class__} %(x)s",
    "</style><script>alert(1)</script>",
    "\u202eright to left\u202c and a zero\u200dwidth joiner",
    "=HYPERLINK(1)",
    "https://example.com/",
]


def made(run):
    making.make(run.pk)
    run = reread(run)
    assert run.state == Run.State.READY, run.reason
    return pypdf.PdfReader(io.BytesIO(store.read(run.file.sha256)))


def test_every_page_says_whose_it_is_for_whom_and_how_to_check_it(cast, demo, run):
    demo.says = {"heading": "A demonstration", "rows": [["12:00", f"line {n}"] for n in range(80)]}
    read = made(run)
    pages = [page.extract_text() for page in read.pages]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert School.objects.get().name in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Tamper check code" in page


def test_the_title_holds_the_reference_alone(run):
    assert made(run).metadata.title == "Demonstration K7QF-2MXD"


def test_tagged_with_headings_and_a_table_with_its_head(run):
    tags = {str(node.get("/S")) for node in structure(made(run).root_object["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD"} <= tags


def test_no_heading_stands_at_the_foot_without_the_first_line_of_its_table():
    """Wherever on a page it comes: each further down than the one before."""
    paper = Template("""{% extends "runs/pdf_base.html" %}{% block content %}{% for down in all %}
        <div style="break-before: page; height: {{ down }}mm"></div><h2>Heading {{ down }}</h2><p>A sentence.</p>
        <table><thead><tr><th>Step</th></tr></thead><tbody><tr><td>Line {{ down }}</td></tr></tbody></table>
        {% endfor %}{% endblock %}""")
    all_of_them = range(180, 246, 3)
    html = paper.render(Context({"paper": {"title": "Paper"}, "all": all_of_them}))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(html, title="Paper"))).pages]
    apart = [
        down
        for down in all_of_them
        if not any({f"Heading {down}", f"Line {down}"} <= {*page.splitlines()} for page in pages)
    ]
    assert not apart


def test_hostile_words_are_words(demo, run):
    demo.says = {"heading": HOSTILE[0], "rows": [["12:00", words] for words in HOSTILE]}
    read = made(run)
    text = " ".join("".join(page.extract_text() for page in read.pages).split())
    assert "{{7*7}}" in text
    assert "<script>alert(1)</script>" in text
    assert not any("/Annots" in page for page in read.pages)


def test_the_paper_knows_its_audience_and_the_end_of_the_log(cast, demo, run):
    made_by = demo.maker(audience=(Role.DSL,))
    paper = freezing._about_the_paper(run, made_by, run.asked)
    assert paper["audience"]
    assert len(paper["check_code"]) == 16


def test_a_snapshot_must_be_plain_values(demo, run):
    demo.says = {"heading": object()}
    making.make(run.pk)
    assert reread(run).state == Run.State.WAITING


def test_a_second_file_of_the_same_moment_has_its_own_row(cast, demo, run):
    other = actions.ask("demo", "K7QF-2MXD", "another", by=cast.dsl)
    made(run), made(other)
    assert reread(run).file.pk != reread(other).file.pk


def structure(node):
    node = node.get_object()
    yield node
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    for child in children:
        child = child.get_object()
        if isinstance(child, dict):
            yield from structure(child)
