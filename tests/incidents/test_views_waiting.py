"""What waits: a home page's counts and panels lead to all there is, and no list ends in silence."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions, audience
from notices.models import Notice
from school.models import Agency
from tests.make import make_report, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def called(cast):
    """Seven records of which an agency has been rung and has not answered."""
    clock.set_to(MONDAY)
    records = [make_report(cast.teacher, "grooming") for _ in range(7)]
    for record in records:
        actions.acknowledge(record, by=cast.dsl)
        actions.rang(record, Agency.objects.get(code="police"), by=cast.dsl)
    return records


def test_the_panel_says_how_many_more_and_leads_to_all(called, cast, sign_in):
    lead = sign_in(cast.dsl)
    assert "And 2 more. All calls that wait" in words_of(lead.get("/"))
    page = words_of(lead.get("/records/calls/"))
    assert all(record.ref in page for record in called)


def test_the_first_page_says_what_each_number_counts(called, cast, sign_in):
    """Seven calls, no record passed on; the queue has them, the log has not."""
    words = words_of(sign_in(cast.head).get("/"))
    assert "0 passed on, waiting for someone else" in words
    assert "Calls, not records: one record may wait for several, passed on or not." in words
    assert "0 late as a whole: not answered, or not finished, by its time 0 open Ordinary matters" in words
    assert "private records are not counted" in words


def test_an_answered_one_is_gone(called, cast, sign_in):
    for record in called:
        actions.agency_answered(record.referrals.get(), answer="They come today.", by=cast.dsl)
    for path in ("/", "/records/calls/"):
        assert "No agency owes you an answer" in words_of(sign_in(cast.dsl).get(path))


def test_calls_of_records_one_may_not_read_are_not_there(called, cast, sign_in):
    actions.conflicted(called[0], cast.deputy.person, by=cast.dsl, reason="Their own child")
    assert called[0].ref not in words_of(sign_in(cast.deputy).get("/records/calls/"))
    assert not sign_in(cast.coordinator).get("/records/calls/").context["calls"]
    assert sign_in(cast.teacher).get("/records/calls/").status_code == 403


def test_whoever_rang_sees_it_whatever_their_office(cast, sign_in):
    record = make_report(cast.teacher, "data-breach")
    assert "Waiting for an agency" not in words_of(sign_in(cast.coordinator).get("/"))
    actions.acknowledge(record, by=cast.coordinator)
    actions.rang(record, Agency.objects.get(code="police"), by=cast.coordinator)
    assert f"Waiting for an agency {record.ref}" in words_of(sign_in(cast.coordinator).get("/"))
    assert record.ref not in words_of(sign_in(cast.senior_leader).get("/"))


def rows(page):
    return [row.record.ref for row in page.context["page"].rows]


def test_every_count_leads_to_what_it_counts(called, cast, sign_in):
    clock.set_to(MONDAY + timedelta(days=9))
    new = [make_report(cast.teacher, "bullying").ref for _ in range(3)]
    lead = sign_in(cast.dsl)
    counts, home = lead.get("/records/").context["counts"], lead.get("/").content.decode()
    assert (counts.new, counts.overdue, counts.today, counts.waiting) == (3, 7, 0, 0)
    assert set(rows(lead.get("/records/?due=late"))) == {record.ref for record in called}
    assert sorted(rows(lead.get("/records/?state=reported"))) == sorted(new)
    for address in ("?due=late", "?state=reported"):
        assert f'href="/records/{address}"' in home
    assert "?due=today" not in home, "nothing to lead to"
    clock.set_to(MONDAY + timedelta(days=10))
    assert sorted(rows(sign_in(cast.dsl).get("/records/?due=today"))) == sorted(new)


def test_what_waits_for_a_signature_is_all_there_as_well(cast, sign_in):
    clock.set_to(MONDAY)
    asked = [make_report(cast.teacher, "images-on-device") for _ in range(6)]
    for record in asked:
        actions.acknowledge(record, by=cast.dsl)
        actions.lower(record, "serious", by=cast.dsl, reason="It was a drawing from the art room.")
    assert "And 1 more. All of them" in words_of(sign_in(cast.head).get("/"))
    assert len(rows(sign_in(cast.head).get("/records/?due=second"))) == 6
    assert rows(sign_in(cast.dsl).get("/records/?due=second")) == [], "who asked cannot agree"


def test_a_filter_that_is_none_is_ignored(called, cast, sign_in):
    for asked in ("due=never", "due=%00", "due=second"):
        assert sign_in(cast.coordinator).get(f"/records/?{asked}").status_code == 200


# --- Empty lists say what would stand there (U66) -------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("coordinator", "New reports appear here, most urgent first."),
        ("chair", "A concern about the headteacher, or about whom nobody could place, appears here"),
        ("senior_leader", "A record somebody gives you appears here. You are told by mail."),
        ("network_manager", "New reports of that kind appear here"),
    ],
)
def test_an_empty_first_page_says_what_would_stand_there(cast, sign_in, who, words):
    home = words_of(sign_in(getattr(cast, who)).get("/"))
    assert words in home
    assert "step overdue" not in home, "five noughts tell nobody anything"


def test_a_filter_that_finds_nothing_says_so_and_what_is_next_due(cast, sign_in):
    clock.set_to(MONDAY)
    make_report(cast.teacher, "bullying")
    page = sign_in(cast.coordinator).get("/records/?due=late")
    assert "Show all records No record fits this. Next due: Tuesday 3 November, 16:30." in words_of(page)


def test_the_way_to_all_records_says_how_many(cast, sign_in):
    clock.set_to(MONDAY)
    for _ in range(6):
        make_report(cast.teacher, "bullying")
    assert "All 6 records" in words_of(sign_in(cast.coordinator).get("/"))


def test_private_records_that_are_not_shown_are_counted(cast, sign_in, monkeypatch):
    monkeypatch.setattr("incidents.triage.queue.ROWS", 2)
    for _ in range(3):
        make_report(cast.teacher, "grooming")
    assert "And 1 older." in words_of(sign_in(cast.coordinator).get("/records/"))


def test_every_step_one_was_asked_to_do_is_on_the_first_page(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    for number in range(6):
        step = actions.add(record, f"Ring number {number}", by=cast.coordinator, due_at=clock.end_of_today())
        actions.give(step, cast.colleague.person, by=cast.coordinator, instruction="Mia, 8B")
    home = words_of(sign_in(cast.colleague).get("/"))
    assert all(f"Ring number {number}" in home for number in range(6))


def test_what_somebody_had_who_left_is_with_nobody(cast, sign_in):
    record, other = (make_report(cast.teacher, "bullying") for _ in range(2))
    for one, by in ((record, cast.coordinator), (other, cast.dsl)):
        actions.acknowledge(one, by=by)
    write(cast.coordinator.person, left_on=clock.today())
    page = sign_in(cast.dsl).get("/records/?due=nobody")
    assert rows(page) == [record.ref]
    assert "has left" in words_of(page)
    assert "1 nobody has" in words_of(page)
    assert "Nobody has it now" in words_of(sign_in(cast.dsl).get(f"/records/{record.ref}/"))


def test_what_is_added_to_it_is_told_to_those_who_deal_with_it(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    notice = Notice(kind="incident.added", ref=record.ref)
    assert audience.owner(notice) == [cast.coordinator]
    write(cast.coordinator.person, left_on=clock.today())
    assert cast.dsl in audience.owner(notice)
