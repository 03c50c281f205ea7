"""What a record is joined to may be joined on: both are part of the one that stays at the end."""

import pytest
from django.core.management import call_command

from incidents import actions
from tests.dealing import do, open_steps, refused
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def three(cast, desk):
    """Bullying is joined to a matter of acceptable use, and that to another."""
    kinds = [("bullying", cast.teacher), ("acceptable-use", cast.colleague), ("acceptable-use", cast.head)]
    made = [make_report(by, code) for code, by in kinds]
    for record in made:
        actions.acknowledge(record, by=cast.coordinator)
    first, second, last = made
    do(desk, reread(first), "join", other=second.ref)
    do(desk, reread(second), "join", other=last.ref)
    return first, second, reread(last)


def lines(record) -> list[str]:
    return sorted(step.words for step in open_steps(record))


def test_what_came_over_twice_stays_when_an_answer_changes_the_list(three, desk):
    *_, last = three
    brought = lines(last)
    do(desk, last, "questions", q_criminal="no")
    assert lines(last) == brought


def test_the_receipt_of_each_says_that_it_is_finished(three, cast, desk, sign_in):
    first, second, last = three
    for step in open_steps(last):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    do(desk, reread(last), "look-into")
    do(desk, reread(last), "finish", outcome="warning", told="no", other="They know")
    do(desk, reread(last), "close")
    for reporter, record in ((cast.teacher, first), (cast.colleague, second)):
        assert "Finished" in words_of(sign_in(reporter).get(f"/reports/mine/{record.ref}/"))


def test_none_is_joined_to_what_was_joined_itself(three, cast, desk):
    """Two that point to each other would leave none that stays."""
    _, second, last = three
    for step in open_steps(last):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    said = refused(desk, reread(last), "join", other=second.ref)
    assert said == "That one was joined to another record itself. Choose the record that stays."
    assert reread(last).state == "acknowledged"


def test_the_invariants_hold_of_all_of_them(three):
    with pytest.raises(SystemExit) as ended:
        call_command("invariants")
    assert ended.value.code == 0
