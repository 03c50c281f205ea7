"""Until an alarm is answered the lead's first page names one time: when the next person is told (U18, U20, U25)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.lib import clock
from incidents import actions
from notices import watch
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 6, 21, 28, tzinfo=UTC)


@pytest.fixture
def alarm(cast):
    clock.set_to(FRIDAY)
    return make_report(cast.teacher, "grooming")


def test_both_panels_say_when_the_next_person_is_told(alarm, cast, sign_in):
    home = words_of(sign_in(cast.dsl).get("/"))
    assert "If nobody answers, the next person is told at 21:43." in home
    assert "Answer it: the next person is told at 21:43" in home
    assert f"{clock.local(reread(alarm).due_at):%H:%M}" not in home  # 21:58, by when it should be


def test_at_the_end_everyone_is_told_again(alarm, cast, sign_in):
    clock.set_to(FRIDAY + timedelta(minutes=61))
    watch.climb_due()
    assert "Answer it: everyone is told again at 22:58" in words_of(sign_in(cast.dsl).get("/"))


def test_once_answered_the_next_step_has_its_own_time(alarm, cast, sign_in):
    actions.acknowledge(alarm, by=cast.dsl)
    home = words_of(sign_in(cast.dsl).get("/"))
    assert "is told at" not in home
    assert f"{clock.local(reread(alarm).due_at):%a %-d %b, %H:%M}" in home


def test_whoever_was_not_told_sees_by_when_it_should_be(alarm, cast, sign_in):
    """The head is told at 21:43; until then it is a record like any other."""
    assert "Fri 6 Nov, 21:58" in words_of(sign_in(cast.head).get("/"))


def test_the_queue_says_the_same_and_no_second_time(alarm, cast, sign_in):
    page = sign_in(cast.dsl).get("/records/")
    assert "The next person is told at 21:43" in words_of(page)
    assert "21:58" not in words_of(page)
    found = sign_in(cast.dsl).post("/records/search/", {"words": alarm.ref}, follow=True)
    assert "The next person is told at 21:43" in words_of(found)


def test_a_page_asks_once_who_waits(alarm, cast, sign_in):
    browser = sign_in(cast.dsl)
    for path in ("/", "/records/"):
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            browser.get(path)
        assert len([one for one in asked if 'FROM "notices_notice"' in one["sql"] and "DISTINCT" in one["sql"]]) == 1
