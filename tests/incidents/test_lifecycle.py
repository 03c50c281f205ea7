"""Every pair of states: the move that leads from one to the other, or none."""

import pytest

from esafety.lib.lifecycle import NotNow
from incidents.lifecycle import LIFECYCLE, OPEN, State
from school.roles import Perm

# Rows: from. Columns: to. A dot: no move. Source: product.md, Incidents, Lifecycle.
TABLE = """
              reported   acknowledged investigating referred resolved closed duplicate
reported      hand-over  acknowledge  .             .        .        .      join
acknowledged  hand-over  .            investigate   refer    .        .      join
investigating hand-over  .            .             refer    resolve  .      join
referred      hand-over  .            investigate   .        resolve  .      .
resolved      hand-over  reopen       .             .        .        close  .
closed        .          reopen       .             .        .        .      .
duplicate     .          reopen       .             .        .        .      .
"""


def pairs():
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [(row[0], to, cell.replace("-", " ")) for row in rows for to, cell in zip(header, row[1:], strict=True)]


def test_the_table_above_names_every_state_both_ways():
    assert {source for source, _, _ in pairs()} == {target for _, target, _ in pairs()} == set(State.values)


@pytest.mark.parametrize(("source", "target", "move"), pairs())
def test_every_pair_of_states(source, target, move):
    leads_there = [found.name for found in LIFECYCLE.available(source) if found.target == target]
    assert leads_there == ([] if move == "." else [move])


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("name", [move.name for move in LIFECYCLE.moves])
def test_a_move_is_refused_in_words_wherever_it_does_not_start(name, state):
    move = LIFECYCLE.move(name)
    if state in move.sources:
        assert LIFECYCLE.check(name, state) is move
    else:
        with pytest.raises(NotNow, match=move.words):
            LIFECYCLE.check(name, state)


def test_no_move_deletes_and_every_state_can_be_left():
    assert all(LIFECYCLE.available(state) for state in State.values)


def test_a_record_is_open_until_it_is_closed_or_joined():
    assert set(State.values) - set(OPEN) == {"closed", "duplicate"}


def test_nobody_moves_a_record_without_the_right_to_handle_one():
    assert {move.permission for move in LIFECYCLE.moves} == {Perm.HANDLE}
