"""The log of a month: no people, no words, no private kinds; that somebody looked is put on record."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from esafety.lib import clock
from incidents import actions
from incidents.models import LogReview, Outcome
from tests.make import make_pupil, make_report
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 2, 9, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 9, tzinfo=UTC)
PAGE = "/records/log/"


@pytest.fixture
def logged(cast):
    clock.set_to(NOVEMBER)
    pupil = make_pupil("Mia", family="Quenby")
    record = make_report(cast.teacher, "bullying", text="A zebra on the wall", people=[pupil])
    clock.set_to(DECEMBER)
    return record


@pytest.fixture
def leader(cast, sign_in):
    return lambda user=None: sign_in(user or cast.senior_leader)


def test_a_row_says_what_and_where_it_stands_and_not_who(logged, leader):
    page = leader().get(PAGE, {"month": "2026-11"})
    words = words_of(page)
    for said in (
        "Log of November 2026",
        logged.ref,
        "Online bullying",
        "New",
        "Not answered in time",
        "1 record reported, 1 of them late now",
    ):
        assert said in words
    for never in ("Quenby", "Mia", "zebra"):
        assert never not in page.content.decode()


def test_only_in_a_month_that_is_not_over_does_what_is_reported_appear(leader):
    clock.set_to(DECEMBER)
    assert "What is reported appears here at once" in words_of(leader().get(PAGE))
    assert "What is reported appears" not in words_of(leader().get(PAGE, {"month": "2026-10"}))


def test_only_whoever_reads_it_is_led_to_the_record(logged, leader, cast):
    assert f"/records/{logged.ref}/" not in leader().get(PAGE, {"month": "2026-11"}).content.decode()
    assert f"/records/{logged.ref}/" in leader(cast.head).get(PAGE, {"month": "2026-11"}).content.decode()


def test_private_kinds_are_not_there_and_not_counted(logged, leader, cast):
    clock.set_to(NOVEMBER)
    private = [make_report(cast.teacher, code) for code in ("grooming", "images-on-device")]
    private.append(make_report(cast.teacher, "low-level-concern", people=[cast.colleague.person]))
    words = words_of(leader().get(PAGE, {"month": "2026-11"}))
    assert not [record.ref for record in private if record.ref in words]
    assert "1 record reported" in words


def test_whoever_is_taken_off_a_record_finds_no_trace(logged, leader, cast):
    actions.acknowledge(logged, by=cast.coordinator)
    actions.conflicted(logged, cast.senior_leader.person, by=cast.coordinator, reason="Their own child")
    page = leader().get(PAGE, {"month": "2026-11"})
    assert logged.ref not in page.content.decode()
    assert "Nothing of this kind was reported" in words_of(page)
    assert "Nothing is open" in words_of(page)
    assert "November" not in words_of(leader().get("/"))
    actions.review_log(date(2026, 11, 1), "", by=cast.senior_leader)
    assert LogReview.objects.get().records == 0


def test_open_and_late_per_owner(logged, leader, cast):
    assert "Nobody yet: it waits for the Online safety co-ordinator 1 1" in words_of(leader().get(PAGE))
    actions.acknowledge(logged, by=cast.coordinator)
    assert f"{cast.coordinator.name} Name hidden 1 1" in words_of(leader().get(PAGE)), "not finished in time either"


def test_what_the_coordinator_must_not_know_of_is_not_said_to_wait_for_them(logged, leader, cast):
    """Else a senior leader who chases it tells whoever it names."""
    send_about(cast)
    words = words_of(leader().get(PAGE))
    assert "Nobody yet: it waits for the Online safety co-ordinator 1 1" in words
    assert "Nobody yet: it waits for the Designated safeguarding lead 1 0" in words


def send_about(cast):
    return make_report(cast.teacher, "copying", people=[cast.coordinator.person])


def test_a_month_not_looked_at_is_named_until_somebody_did(logged, leader, cast):
    assert "Not looked at yet: November 2026" in words_of(leader().get("/"))
    browser = leader()
    page = browser.get(PAGE, {"month": "2026-11"})
    answer = form_with(page, "text").send(browser, text="Ask why nobody answered.")
    assert answer.status_code == 302
    review = LogReview.objects.get()
    assert (review.month, review.by, review.records) == (date(2026, 11, 1), cast.senior_leader, 1)
    assert Entry.objects.filter(verb="look at the log", kind="log").exists()
    words = words_of(leader(cast.head).get(PAGE, {"month": "2026-11"}))
    assert "Ask why nobody answered." in words
    assert "Not looked at yet" not in words
    assert "Every month has been looked at. Next: December, from 1 January 2027." in words_of(leader().get("/"))


def test_looked_at_before_it_is_over_it_is_owed_again(logged, leader, cast):
    clock.set_to(NOVEMBER)
    actions.review_log(date(2026, 11, 1), "", by=cast.head)
    clock.set_to(DECEMBER)
    assert "Not looked at yet: November 2026" in words_of(leader().get("/"))


def test_pressed_twice_it_is_one(logged, cast):
    for _ in range(2):
        actions.review_log(date(2026, 11, 1), "Seen.", by=cast.head)
    assert LogReview.objects.count() == 1


@pytest.mark.parametrize("month", ["", "2026-13", "x", "9999-12", "2026-11-01", "%00", "-1", "1800-01", "0001-01"])
def test_nonsense_in_the_address_is_a_month_that_has_begun(logged, leader, month):
    for browser, asked in ((leader(), leader().get(PAGE, {"month": month})),):
        assert asked.status_code == 200
        assert browser.post(PAGE + "reviewed/", {"month": month, "text": ""}).status_code in (200, 302)
    assert not LogReview.objects.filter(month__gt=clock.today()).exists()


def test_too_long_a_text_is_kept_and_nothing_written(logged, leader):
    page = leader().post(PAGE + "reviewed/", {"month": "2026-11", "text": "word " * 500})
    assert page.status_code == 200
    assert "Shorten" in words_of(page)
    assert "word word" in page.content.decode()
    assert not LogReview.objects.exists()


def test_insider_403(cast, sign_in):
    for user in (
        cast.teacher,
        cast.coordinator,
        cast.dsl,
        cast.governor,
        cast.chair,
        cast.administrator,
        cast.auditor,
    ):
        assert sign_in(user).get(PAGE).status_code == 403
        assert sign_in(user).post(PAGE + "reviewed/", {"month": "2026-11"}).status_code == 403


def test_more_records_are_no_more_queries(logged, leader, cast):
    browser = leader()

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(PAGE, {"month": "2026-12"}).status_code == 200
        return len(asked)

    make_report(cast.teacher, "bullying")
    queries()
    few = queries()
    for _ in range(5):
        make_report(cast.teacher, "bullying")
    assert queries() == few


def test_answered_after_its_time_it_stays_late_when_it_is_over(logged, leader, cast):
    actions.tell_late()
    actions.acknowledge(logged, by=cast.coordinator)
    words = words_of(leader().get(PAGE, {"month": "2026-11"}))
    assert "Answered late" in words or "Not finished in time" in words
    on_time = make_report(cast.teacher, "copying")
    actions.acknowledge(on_time, by=cast.coordinator)
    assert "1 record reported, none of them late" in words_of(leader().get(PAGE, {"month": "2026-12"}))


def test_what_is_late_now_and_what_was_are_counted_apart(logged, leader, cast):
    """As many stand in the list of what is late as the caption says."""
    clock.set_to(NOVEMBER)
    answered = make_report(cast.teacher, "bullying")
    clock.set_to(NOVEMBER.replace(day=5))
    actions.tell_late()
    actions.acknowledge(answered, by=cast.coordinator)
    page = leader().get(PAGE)
    assert "2 records reported, 1 of them late now, 1 answered or finished late" in words_of(page)
    assert [row.record for row in page.context["late_now"]] == [logged]
    assert page.content.decode().count("app-row--needs") == 1


def test_one_that_was_opened_again_has_not_ended_and_its_late_lines_are_counted(cast, leader, sign_in):
    clock.set_to(NOVEMBER)
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    actions.investigate(record, by=cast.coordinator)
    for step in record.steps.filter(state="open", required=True).exclude(how="parents").select_related("incident"):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    actions.parents(record, "yes", by=cast.coordinator)
    advice = Outcome.objects.get(code="advice")
    actions.resolve(record, by=cast.coordinator, outcome=advice)
    actions.close(record, by=cast.coordinator)
    assert advice.words in words_of(leader().get(PAGE, {"month": "2026-11"}))
    found = sign_in(cast.coordinator).post("/records/search/", {"words": record.ref}, follow=True)
    assert "2 Nov. Closed 2 Nov" in words_of(found)
    actions.reopen(record, by=cast.coordinator, reason="Something new")
    words = words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))
    assert f"How it ended the last time {advice.words} It has been opened again since" in words
    late = actions.add(record, "Ask the tutor", by=cast.coordinator, due_at=NOVEMBER)
    clock.set_to(NOVEMBER.replace(hour=10))
    words = words_of(leader().get(PAGE, {"month": "2026-11"}))
    assert advice.words not in words
    assert "The record: not due yet 1 of its steps overdue" in words, late.due_at
