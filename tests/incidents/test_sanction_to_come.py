"""A sanction that has not begun and is taken back: nothing is taken away, and only what was is given back."""

from datetime import date, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from notices.actions import finish
from notices.models import Task
from tests.incidents.test_actions_sanctions import FRIDAY, MONDAY, give, tasks
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(kinds, cast, pupil):
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "bullying", people=[pupil])
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def to_come(record, kinds, cast):
    """One that begins on the twelfth, and is asked to be taken away by then."""
    return give(record, kinds["loss"], cast.coordinator, starts=date(2026, 11, 12), ends=FRIDAY)


def test_taken_back_before_it_began_nothing_is_taken_and_nothing_given_back(to_come, cast, sign_in):
    actions.take_back(to_come, by=cast.coordinator, reason="It was her sister")
    assert tasks() == []
    assert "e-mail" not in words_of(sign_in(cast.network_manager).get("/tasks/"))
    clock.set_to(MONDAY + timedelta(days=30))
    actions.ask_back()
    assert tasks() == []


def test_taken_away_early_and_taken_back_it_is_given_back(to_come, cast):
    finish(Task.objects.open().get(kind="privilege"), by=cast.network_manager)
    actions.take_back(to_come, by=cast.coordinator, reason="It was her sister")
    assert tasks() == ["Give back e-mail. Whose stands on this page."]
