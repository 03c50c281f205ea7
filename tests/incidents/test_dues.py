"""When what is for later is due: at the end of the next day the school is open, from now on (U21)."""

from datetime import UTC, datetime

import pytest

from esafety.lib import clock
from tests.make import make_report

pytestmark = pytest.mark.django_db

FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 9, 35, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(("now", "day"), [(FRIDAY_NIGHT, 23), (SUNDAY, 23), (MONDAY, 24)])
def test_the_next_working_day(cast, now, day):
    with clock.standing_at(now):
        record = make_report(cast.teacher, "staff-allegation", offices=frozenset({"other"}))
    later = {step.due_at.day for step in record.steps.filter(when="next")}
    assert later == {day}
    assert record.steps.get(agency__code="lado").when == "next", "nobody answers there at night"


def test_never_before_what_is_for_now(cast):
    with clock.standing_at(MONDAY):
        record = make_report(cast.teacher, "copying")
    assert min(step.due_at for step in record.steps.filter(when="next")) >= record.due_at
