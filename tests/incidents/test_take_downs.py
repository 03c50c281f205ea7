"""Asking for something to be taken down: watched until it is gone, late by itself when it is not."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from esafety.lib.defang import defang_in
from incidents import actions
from incidents.models import Step, StepTemplate
from tests.dealing import address, do, opened, refused, step_of
from tests.incidents.test_deciding import change
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
ASKED = {"asked_of": "The pupil who posted it", "thing": "The clip at https://clips.example/a1 and its copies"}


@pytest.fixture
def record(cast):
    """Bullying, whose line for it gives six hours."""
    change(StepTemplate.objects.get(code="take-down"), how="take_down", hours=6, asks="", agency_id=None)
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


def line(record) -> Step:
    return step_of(record, "take-down")


@pytest.mark.proves("T-161")
def test_it_is_due_so_many_hours_after_it_was_asked_and_late_until_it_is_gone(record, cast, desk):
    do(desk, record, "take-down", line(record).ref, **ASKED)
    row = record.take_downs.get()
    assert row.due_at - row.asked_at == timedelta(hours=6)
    assert line(record).due_at == row.due_at
    with clock.standing_at(row.due_at + timedelta(minutes=1)):
        assert line(record).late
        actions.taken_down(row, clock.now(), by=cast.coordinator)
    assert (line(record).state, reread(row).removed_at is None) == ("done", False)


def test_the_line_says_what_was_asked_and_leads_to_its_being_gone(record, desk):
    assert "Ask for it" in words_of(desk.get(address(record)))
    do(desk, record, "take-down", line(record).ref, **ASKED)
    page = desk.get(address(record))
    assert "The pupil who posted it. The clip at hxxps://clips[.]example/a1 and its copies" in words_of(page)
    assert address(record, "gone", line(record).ref) in page.content.decode()
    assert "https://clips.example" not in page.content.decode()


def test_it_is_due_with_the_first_and_done_with_the_last(record, cast, desk):
    now = clock.now()
    for hours in (1, 3):
        at = now - timedelta(hours=hours)
        actions.take_down(record, f"Asked {hours} h ago", "The clip", asked_at=at, by=cast.coordinator)
    first, second = record.take_downs.all()
    assert line(record).due_at == first.due_at < second.due_at
    actions.taken_down(first, now, by=cast.coordinator)
    assert (line(record).state, line(record).due_at) == ("open", second.due_at)
    actions.taken_down(second, now, by=cast.coordinator)
    assert line(record).state == "done"


def test_where_the_list_has_no_such_line_one_is_added(cast, desk):
    record = make_report(cast.teacher, "scam", addresses="https://shop.example")
    do(desk, record, "have-this")
    do(desk, record, "take-down", **ASKED)
    added = record.steps.get(template=None)
    assert (added.words, added.how, added.hours) == ("See that it is taken down", "take_down", 24)
    do(desk, record, "gone", str(record.take_downs.get().pk))
    assert reread(added).state == "done"


@pytest.mark.parametrize("name", ASKED)
def test_who_was_asked_and_what_has_to_go_are_said(record, desk, name):
    assert refused(desk, record, "take-down", line(record).ref, **(ASKED | {name: ""}))
    assert not record.take_downs.exists()


def _day(days: int) -> dict:
    day = clock.today() + timedelta(days=days)
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year}


def test_it_is_asked_and_gone_in_the_past_and_in_that_order(record, desk):
    assert "in the future" in refused(desk, record, "take-down", **ASKED, **_day(1))
    do(desk, record, "take-down", **ASKED)
    for days in (-1, 1):
        assert "after it was asked for" in refused(desk, record, "gone", **_day(days), set_to="")


def test_what_is_gone_is_gone_once(record, cast):
    row = actions.take_down(record, "The service", "The clip", by=cast.coordinator)
    actions.taken_down(row, clock.now(), by=cast.coordinator)
    with pytest.raises(actions.Refused, match="already"):
        actions.taken_down(row, clock.now(), by=cast.coordinator)


def test_the_one_that_waits_is_chosen_and_of_several_one_is_asked_for(record, cast, desk):
    actions.take_down(record, "The service", "The clip", by=cast.coordinator)
    assert opened(desk, record, "gone").values["which"]
    actions.take_down(record, "The pupil", "The clip", by=cast.coordinator)
    assert "which" not in opened(desk, record, "gone").values
    assert "Choose what is gone" in refused(desk, record, "gone")


def test_another_record_s_is_not_there(record, cast, desk):
    other = make_report(cast.teacher, "scam", addresses="https://shop.example")
    row = actions.take_down(other, "The service", "The clip", by=cast.coordinator)
    assert "that stand under" in refused(desk, record, "gone", which=row.pk)


def test_it_is_offered_where_there_is_something_to_take_down(record, cast, desk):
    words = "Ask for it to be taken down"
    assert words in words_of(desk.get(address(record)))
    assert words not in words_of(desk.get(address(make_report(cast.teacher, "scam"))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("At https://a.example/x.html, twice.", "At hxxps://a[.]example/x.html, twice."),
        ("her page on pics.example", "her page on pics[.]example"),
        ("Seen at 10.40 in room 4. Then gone, e.g. by Tom", "Seen at 10.40 in room 4. Then gone, e.g. by Tom"),
    ],
)
def test_addresses_among_words_are_written_so_that_nobody_opens_them(text, shown):
    assert defang_in(text) == shown
