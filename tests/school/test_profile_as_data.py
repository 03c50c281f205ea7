"""The database in the shape of a profile file: the same rows, the same sentences."""

from copy import copy

import pytest

from school.models import Agency
from school.profile import read
from school.profile.as_data import as_data, as_row, problems_in, problems_with, sections
from tests.make import category

pytestmark = pytest.mark.django_db


def test_what_was_loaded_is_read_back_as_it_stood_in_the_file():
    data, file = as_data().data, read("england").data
    for name, _ in sections():
        there = {row["code"]: row for row in file.get(name, [])}
        assert [row["code"] for row in data[name]] == list(there)
        assert [row for row in data[name] if any(there[row["code"]][key] != value for key, value in row.items())] == []
    assert list(problems_in(as_data())) == []


def test_a_row_is_told_what_the_file_would_be_told():
    row = copy(category("other"))
    row.cls = "illegal"
    own, elsewhere = problems_with("categories", row)
    assert {key: words for (key,), words, _ in own} == {
        "wakes": "wakes: write true. What may be a crime and child protection must not wait for Monday.",
        "no_story": "no_story: write true, so that nobody describes what they saw.",
        "in_hand": "in_hand is missing: write what to do with the phone in one’s hand, in one sentence.",
        "tell": "tell: “coordinator” may not read such a record. "
        "Write dsl, headteacher, or give them a step with task_role.",
    }
    assert elsewhere == []


def test_what_breaks_elsewhere_is_found_and_what_was_broken_before_is_not():
    own, elsewhere = problems_with("agencies", Agency.objects.get(code="lado"), offered=False)
    assert own == []
    assert {one.section for one in elsewhere} == {"categories"}
    assert {one.code for one in elsewhere} == {"staff-allegation", "low-level-concern", "staff-contact"}


def test_whatever_names_a_row_no_longer_offered_keeps_it():
    own, elsewhere = problems_with("categories", category("bullying"), offered=False)
    assert (own, elsewhere) == ([], [])
    assert "bullying" in {code for row in as_data().data["steps"] for code in row.get("categories", [])}


def test_a_row_that_has_no_code_yet_is_checked_too():
    row = type(category("gambling"))(title="Betting", group="nowhere", cls="inappropriate")
    own, _ = problems_with("categories", row)
    assert [where for where, *_ in own] == [("group",)]
    assert as_row(row) == {"title": "Betting", "group": "nowhere", "cls": "inappropriate"}
