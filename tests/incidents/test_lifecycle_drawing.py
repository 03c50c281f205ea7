"""The drawing in docs/ is the table of moves the actions check, and is current."""

from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command

from incidents import drawing
from incidents.lifecycle import LIFECYCLE, State
from incidents.management.commands import lifecycle_drawing


def texts(svg):
    return [node.text for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_committed_files_are_current():
    call_command("lifecycle_drawing", "--check")


def test_a_file_that_is_out_of_date_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(lifecycle_drawing, "FOLDER", tmp_path)
    call_command("lifecycle_drawing")
    (tmp_path / "lifecycle.svg").write_text("<svg/>")
    with pytest.raises(CommandError, match=r"lifecycle\.svg is out of date"):
        call_command("lifecycle_drawing", "--check")


def test_every_state_and_every_move_is_drawn():
    words = " ".join(texts(drawing.picture(LIFECYCLE)))
    assert all(state.label in words and state.value in words for state in State)
    assert all(move.words in words for move in LIFECYCLE.moves)


def test_an_arrow_for_every_source_of_every_move_that_is_not_said_in_words():
    arrows = sum(len(move.sources) for move in LIFECYCLE.moves if len(move.sources) < drawing.MANY)
    assert drawing.picture(LIFECYCLE).count("marker-end") == arrows


def test_the_drawing_needs_no_style_sheet_and_no_script():
    svg = drawing.picture(LIFECYCLE)
    assert not any(word in svg for word in ("<style", "style=", "<script", "class="))


def test_the_table_has_a_line_for_every_move():
    lines = drawing.table(LIFECYCLE).splitlines()
    assert len([line for line in lines if line.startswith("| ")]) == len(LIFECYCLE.moves) + 2
