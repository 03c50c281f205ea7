"""Pages, mails and papers speak the reader's language: the field's own terms stay in the code (people.md, Words)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from school.glossary import SAY_INSTEAD, WORDS, label, labels_of
from school.models import School
from school.profile import source

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Read by administrators and auditors only, whose work has these names.
FOR_ADMINISTRATORS = {"school/health.html", "school/_not_working.html"}
# The keys of a profile file whose texts stand on a page.
SAID_BY_PROFILES = {"title", "words", "hint", "guidance", "in_hand", "name", "have_ready", "day_hours"}
SAID_BY_PROFILES |= {"asks", "task_words", "take_words", "give_back_words"}
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
SAID_IN_A_TAG = re.compile(r'(?:words|title|heading|action|empty|caption)="([^"]*)"')
WHOLE_WORD = r"(?<![\w-]){}s?(?![\w-])"
SAID_IN_MARKUP = re.compile(r'(?:alt|title|placeholder|aria-label|data-label)="([^"]*)"')
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def pages():
    files = [file for file in TEMPLATES.rglob("*") if file.suffix in {".html", ".txt"}]
    names = [str(file.relative_to(TEMPLATES)) for file in files]
    return sorted(name for name in names if name not in FOR_ADMINISTRATORS)


def said_by(source: str) -> str:
    """What somebody reads or hears of a template: its text, and the words it hands to partials and attributes."""
    handed_on = [words for tag in TAG.findall(source) for words in SAID_IN_A_TAG.findall(tag)]
    said = [*handed_on, *SAID_IN_MARKUP.findall(TAG.sub(" ", source))]
    return " \n".join([*said, MARKUP.sub(" ", TAG.sub(" ", source))])


def terms_in(words: str) -> list[str]:
    """The field's terms in a text, whole words only, in any case."""
    return [term for term in SAY_INSTEAD if re.search(WHOLE_WORD.format(re.escape(term)), words, re.IGNORECASE)]


def test_no_page_mail_or_paper_speaks_in_terms():
    found = {name: terms_in(said_by((TEMPLATES / name).read_text(encoding="utf-8"))) for name in pages()}
    wrong = {name: {term: f"say: {SAY_INSTEAD[term]}" for term in terms} for name, terms in found.items() if terms}
    assert not wrong
    assert len(found) > 100  # the folder was found at all


@pytest.mark.parametrize("name", source.names())
def test_no_profile_speaks_in_terms(name):
    rows = [(section, row) for section, value in source.read(name).data.items() for row in _tables(value)]
    said = [(section, key, str(row[key])) for section, row in rows for key in SAID_BY_PROFILES & row.keys()]
    assert said
    assert not [line for line in said if terms_in(line[-1])]


def _tables(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("template", "terms"),
    [
        ("<p>Acknowledge it</p>", ["acknowledge"]),
        ('<p class="severity">{% if record.acknowledged %}Somebody has it{% endif %}</p>', []),
        ('{% include "_tag.html" with words="Excused" %}', ["excused"]),
        ('<a aria-label="Triage">x</a>', ["triage"]),
        ("{# the ladder #}<p>Who is told next</p>", []),
        ("<p>Type the URLs here</p>", ["URL"]),
        ("<p>Sealed with a stub</p>", ["stub", "sealed"]),
    ],
)
def test_what_counts_as_said(template, terms):
    assert sorted(terms_in(said_by(template))) == sorted(terms)


def test_a_school_says_it_its_own_way():
    labels = labels_of(School(labels={"dsl": "Designated person", "topic": "e-safety"}))
    assert label("dsl", labels) == "Designated person"
    assert labels["topic"] == "e-safety"
    assert label("governor", labels) == "Governor"


def test_every_office_has_a_word():
    assert {"dsl", "headteacher", "administrator"} <= WORDS.keys()
