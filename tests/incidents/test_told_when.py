"""When parents were told: not before it happened, and at no time that nobody said."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.forms.record.set_to_now import CHECK
from incidents.when import Said, When
from tests.dealing import address, do, opened, press, step_of
from tests.make import make_report, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)
HAPPENED, REPORTED = MONDAY.replace(hour=10, minute=45), MONDAY.replace(hour=11)
WITH = {"with_whom": "Her mother", "means": "rang"}
BEFORE = "They cannot have been told before it happened"


@pytest.fixture
def of_monday(cast):
    """It happened on Monday at 10:45, and is dealt with on Tuesday."""

    def happened(at=HAPPENED, said=Said.TIME):
        clock.set_to(REPORTED)
        record = make_report(cast.teacher, "bullying", happened=When(at, said))
        actions.acknowledge(record, by=cast.coordinator)
        clock.set_to(MONDAY + timedelta(days=1))
        return record

    return happened


def told_on(day, at) -> dict:
    return {"told": "yes", **WITH, "day_day": day, "day_month": 11, "day_year": 2026, "time": at}


@pytest.mark.parametrize(("day", "at", "field"), [(9, "10:44", "time"), (8, "23:00", "day")])
def test_parents_are_not_told_before_it_happened(of_monday, cast, sign_in, day, at, field):
    record, desk = of_monday(), sign_in(cast.coordinator)
    errors = press(desk, record, "parents", **told_on(day, at)).context["form"].errors
    assert errors == {field: [f"{BEFORE} (9 November 2026, 10:45). Check the day and the time."]}
    assert not reread(record).parents_told
    do(desk, record, "parents", **told_on(9, "10:45"))
    assert reread(record).parents_told == "yes"


def test_a_colleague_reads_no_more_than_that(of_monday, cast, sign_in):
    record = of_monday()
    line, tutor = step_of(record, "ring-home"), sign_in(cast.colleague)
    actions.give(line, cast.colleague.person, by=cast.coordinator, instruction="Ring Mrs Hill")
    typed = told_on(8, "9:00")
    words = words_of(form_with(tutor.get(f"/steps/{line.ref}/"), "with_whom").send(tutor, **typed))
    assert f"{BEFORE}. Check the day and the time." in words
    assert reread(line).state == "open"


@pytest.mark.parametrize(
    ("happened", "told", "taken"),
    [
        ((MONDAY, Said.DAY), (9, "0:05"), True),  # of Monday is all that is known
        ((MONDAY, Said.DAY), (8, "23:55"), False),
        ((REPORTED, Said.NOTHING), (8, "23:55"), True),  # the time of the report, which nobody said
    ],
)
def test_where_no_time_was_said_the_day_is_asked_and_no_more(of_monday, cast, sign_in, happened, told, taken):
    record = of_monday(*happened)
    answer = press(sign_in(cast.coordinator), record, "parents", **told_on(*told))
    assert (answer.status_code == 302) == taken


def test_of_a_talk_whose_day_alone_was_changed_no_time_is_said(of_monday, cast, sign_in):
    record, desk = of_monday(), sign_in(cast.coordinator)
    form = opened(desk, record, "parents")
    assert form.values["set_to"] == ["2026-11-10 09:00"]
    do(desk, record, "parents", **told_on(9, "09:00"))
    assert "Rang: Her mother, 9 November." in words_of(desk.get(address(record))), "not at nine, when it was noted"
    do(desk, record, "talked", **told_on(9, "09:01"), kind="meeting")
    assert "Rang: Her mother, 9 November, 09:01." in words_of(desk.get(address(record)))
    do(desk, record, "talked", **told_on(10, "09:00"), kind="meeting")
    assert "Rang: Her mother, 10 November, 09:00." in words_of(desk.get(address(record)))


@pytest.fixture
def of_yesterday(cast):
    """Reported on Monday, dealt with on Tuesday at nine."""

    def reported(code, by):
        clock.set_to(MONDAY)
        record = make_report(cast.teacher, code)
        actions.acknowledge(record, by=by)
        clock.set_to(MONDAY + timedelta(days=1))
        return reread(record)

    return reported


@pytest.mark.parametrize(
    ("what", "typed"),
    [
        ("rang", {"agency": "police", "answered": "no"}),
        ("take-down", {"asked_of": "The pupil", "thing": "The clip"}),
    ],
)
def test_of_a_call_on_another_day_the_time_the_page_set_is_asked_about_once(of_yesterday, cast, sign_in, what, typed):
    record, lead = of_yesterday("grooming", cast.dsl), sign_in(cast.dsl)
    form = opened(lead, record, what, "police" if what == "rang" else "")
    answer = form.send(lead, **typed, day_day=9)
    assert answer.context["form"].errors == {"time": [CHECK]}
    again = form_with(answer, "version").send(lead)
    assert again.status_code == 302, again.context["form"].errors
    at = record.referrals.get().rang_at if what == "rang" else record.take_downs.get().asked_at
    assert at == MONDAY


def test_of_today_it_is_when_the_page_was_opened(of_yesterday, cast, sign_in):
    record, lead = of_yesterday("grooming", cast.dsl), sign_in(cast.dsl)
    do(lead, record, "rang", "police", answered="no")
    assert record.referrals.get().rang_at == MONDAY + timedelta(days=1)
