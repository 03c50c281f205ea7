"""docs/policy-coverage.md is what the marks in the tests say, and no mark names a row that is not there."""

import re

import pytest

from tests.policy_coverage import PAGE, Row, page, proofs, rows, unknown, unproven

ROWS = [
    Row("M-1", "incidents", "core", "First"),
    Row("M-2", "incidents", "expected", "Second"),
    Row("M-3", "incidents", "beyond", "Third"),
]
TEST = """
import pytest
pytestmark = [pytest.mark.sqlite, pytest.mark.proves("T-1")]

@pytest.mark.proves("M-1 M-2")
@pytest.mark.parametrize("n", [1, pytest.param(2, marks=pytest.mark.proves("T-2"))])
def test_one(n): ...

class TestMore:
    @pytest.mark.proves("M-2")
    def test_two(self): ...

def test_three(): "proves nothing"
"""


def test_it_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(proofs(), rows()), "Run: .venv/bin/python bin/policy-coverage"


def test_every_mark_names_a_row():
    assert unknown(proofs(), rows()) == []


def test_a_row_is_there_once_and_says_what_it_asks_for():
    known = rows()
    assert len({row.id for row in known}) == len(known)
    assert all(re.fullmatch(r"[MT]-\d+", row.id) for row in known)
    assert all(row.weight in ("core", "expected", "beyond") and row.what for row in known)


def test_marks_are_read_wherever_they_are_written(tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_a.py").write_text(TEST)
    assert proofs(folder) == {
        "T-1": ["tests/test_a.py"],
        "T-2": ["tests/test_a.py::test_one"],
        "M-1": ["tests/test_a.py::test_one"],
        "M-2": ["tests/test_a.py::TestMore::test_two", "tests/test_a.py::test_one"],
    }


@pytest.mark.parametrize(
    ("proven", "missing"), [({}, ["M-1", "M-2"]), ({"M-1": ["t"]}, ["M-2"]), ({"M-1": ["t"], "M-2": ["t"]}, [])]
)
def test_what_nobody_proves_is_listed_but_not_what_is_beyond(proven, missing):
    assert [row.id for row in unproven(proven, ROWS)] == missing
    listed = page(proven, ROWS).split("## Without proof")[1].split("## Row by row")[0]
    assert re.findall(r"^- (\S+)", listed, re.MULTILINE) == missing


def test_a_mark_that_names_no_row_is_found():
    assert unknown({"M-1": ["t"], "M-99": ["t"]}, ROWS) == ["M-99"]
