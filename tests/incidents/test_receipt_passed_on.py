"""What the reporter added made the alarm ring anew: the receipt says so until somebody answers, and nothing of what
another raised."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from tests.incidents.test_receipt_named import waiting_for, write
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 11, 40, tzinfo=UTC)
ALARM = "He drew a weapon"
DANGER = "q-immediate-danger"
BOXES = pytest.mark.parametrize("box", ["add", "answer"])


@pytest.fixture(autouse=True)
def _twenty_to_twelve_on_a_school_day():
    clock.set_to(MORNING)


@pytest.fixture
def record(cast) -> Incident:
    """An ordinary report that somebody has."""
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


def receipt(browser, record) -> str:
    """What it says before the words of the report."""
    page = words_of(browser.get(f"/reports/mine/{record.ref}/")).partition("What you reported")[0]
    return page.replace("Done Added. Whoever deals with it is told. ", "").replace("  ", " ")


@BOXES
def test_the_receipt_says_that_it_was_passed_on_and_by_when_somebody_answers(teacher, record, cast, sign_in, box):
    write(teacher, record, waiting_for(record, cast, box), ALARM, **{f"{box}-{DANGER}": "yes"})
    said = receipt(teacher, record)
    assert "Received What you added was passed on at 11:40, Friday 20 November" in said
    assert "Somebody should answer by 12:10; if not, ring" in said
    assert "is dealing with it" not in said
    clock.set_to(MORNING + timedelta(minutes=31))
    teacher = sign_in(cast.teacher)
    assert "Somebody should have answered by 12:10. Ring" in receipt(teacher, record)
    actions.acknowledge(reread(record), by=cast.dsl)
    said = receipt(teacher, record)
    assert "Being dealt with" in said
    assert "passed on" not in said
    assert "should" not in said.partition("What happens next")[2].partition("You have done")[0]


def test_where_nobody_had_answered_yet_it_is_the_time_of_what_was_added(teacher, cast):
    record = make_report(cast.teacher, "acceptable-use")
    clock.set_to(MORNING + timedelta(minutes=5))
    write(teacher, record, text=ALARM, **{f"add-{DANGER}": "unsure"})
    said = receipt(teacher, record)
    assert "Received What you added was passed on at 11:45, Friday 20 November" in said
    assert "Somebody should answer by 12:15" in said


def test_words_that_raise_nothing_change_nothing(teacher, record):
    before = receipt(teacher, record)
    write(teacher, record, text="He had a red bike")
    write(teacher, record, text=ALARM, **{f"add-{DANGER}": "no"})
    assert receipt(teacher, record) == before


def test_what_another_raised_is_not_theirs_to_know(teacher, record, cast):
    before = receipt(teacher, record)
    actions.raise_class(reread(record), "illegal", by=cast.coordinator, reason="It is worse than it looked")
    assert reread(record).state == "reported"
    assert receipt(teacher, record) == before


def test_nor_what_another_raised_once_theirs_was_answered(teacher, record, cast):
    write(teacher, record, text=ALARM, **{f"add-{DANGER}": "yes"})
    actions.acknowledge(reread(record), by=cast.dsl)
    before = receipt(teacher, record)
    actions.raise_class(reread(record), "illegal", by=cast.dsl, reason="It is worse than it looked")
    assert (reread(record).state, receipt(teacher, record)) == ("reported", before)


def test_what_was_joined_to_another_waits_for_nobody(teacher, record, cast):
    write(teacher, record, text=ALARM, **{f"add-{DANGER}": "yes"})
    actions.join(reread(record), make_report(cast.teacher, "self-harm"), by=cast.dsl)
    assert "passed on" not in receipt(teacher, record)
