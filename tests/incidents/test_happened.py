"""When it happened, once that is known better than the reporter said."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from incidents.when import Said, When
from tests.dealing import address, do, opened, refused
from tests.incidents.test_report_when import left_as_set
from tests.make import make_report, reread
from tests.pages import words_of
from tests.reporting import press_send, said

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)
LEFT = "About when it was reported: the reporter left the time as it was set"


@pytest.fixture
def record(cast):
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "bullying", happened=When(MONDAY, Said.NOTHING))
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


def on(day, at="") -> dict:
    return {"day_day": day, "day_month": 11, "day_year": 2026, "time": at}


@pytest.mark.parametrize(
    ("at", "words"), [("11:30", "6 November 2026, 11:30"), ("", "6 November 2026, and nobody said at what time")]
)
def test_it_is_corrected_and_the_timeline_says_what_it_was_before(record, cast, sign_in, at, words):
    desk = sign_in(cast.coordinator)
    assert not opened(desk, record, "happened").values["time"][0], "nobody has said one"
    do(desk, record, "happened", **on(6, at))
    page = words_of(desk.get(address(record)))
    assert f"Happened {words}" in page
    assert f"{words} Before: {LEFT}" in page


def test_the_reporter_reads_what_they_said(record, cast, sign_in):
    do(sign_in(cast.coordinator), record, "happened", **on(6, "11:30"))
    receipt = words_of(sign_in(cast.teacher).get(f"/reports/mine/{record.ref}/"))
    assert LEFT in receipt
    assert "11:30" not in receipt


def test_sent_twice_it_is_still_one_report(cast, sign_in):
    clock.set_to(MONDAY)
    teacher = sign_in(cast.teacher)
    url = left_as_set(teacher)
    typed = said(set_to=teacher.get(url).context["form"]["set_to"].value())
    receipt = press_send(teacher, url)
    actions.happened(Incident.objects.get(), When(clock.now() - timedelta(days=3)), by=cast.coordinator)
    assert teacher.post(url, typed).url == receipt.url


def test_nothing_is_due_sooner_or_later_for_it(record, cast, sign_in):
    before = record.due_at, record.finish_by
    do(sign_in(cast.coordinator), record, "happened", **on(2, "11:30"))
    after = reread(record)
    assert (after.due_at, after.finish_by) == before


@pytest.mark.parametrize(
    ("typed", "words"), [(on(10), "future"), (on(9, "9:01"), "future"), (on(""), "Enter the day")]
)
def test_what_cannot_be_is_refused(record, cast, sign_in, typed, words):
    typed = {**typed, **({"day_month": "", "day_year": ""} if not typed["day_day"] else {})}
    assert words in refused(sign_in(cast.coordinator), record, "happened", **typed)


def test_the_same_again_is_no_correction(record, cast, sign_in):
    desk = sign_in(cast.coordinator)
    do(desk, record, "happened", **on(6))
    assert "says already" in refused(desk, record, "happened")


def test_parents_were_told_of_it_after_it_happened(record, cast, sign_in):
    desk = sign_in(cast.coordinator)
    told = {"told": "yes", "with_whom": "Her mother", "means": "rang"}
    do(desk, record, "parents", **told, **on(5, "16:00"))
    assert "were told before that: 5 November 2026, 16:00" in refused(desk, record, "happened", **on(6, "9:00"))
    do(desk, record, "happened", **on(5, "15:30"))


def test_a_year_nobody_meant_is_asked_about(record, cast, sign_in):
    assert "Check the year" in refused(sign_in(cast.coordinator), record, "happened", **on(6) | {"day_year": 1802})
