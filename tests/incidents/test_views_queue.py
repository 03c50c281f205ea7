"""The queue: what is in the address, what is not, what a private record never answers to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.lib import clock
from incidents import actions
from incidents.lifecycle import State
from tests.make import make_pupil, make_report
from tests.pages import words_of

pytestmark = pytest.mark.django_db


def rows(page):
    return [row.record.ref for row in page.context["page"].rows]


@pytest.fixture
def queue(cast, sign_in):
    browser = sign_in(cast.coordinator)
    return lambda **asked: browser.get("/records/", asked)


def test_works(queue, cast):
    record = make_report(cast.teacher, "bullying", people=[make_pupil(year_group="9")])
    page = queue()
    assert rows(page) == [record.ref]
    words = words_of(page)
    for said in ("Online bullying", "Year 9", "Answer it", "Nobody yet"):
        assert said in words


def test_alarms_stand_before_what_is_merely_late(cast, sign_in):
    clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    late = make_report(cast.teacher, "bullying")
    clock.set_to(datetime(2026, 11, 20, 9, tzinfo=UTC))
    alarm = make_report(cast.teacher, "grooming")
    assert rows(sign_in(cast.dsl).get("/records/")) == [alarm.ref, late.ref]


def left_to_be_overdue(cast):
    """An ordinary matter of the first of the month whose call home nobody made."""
    clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    for step in record.steps.filter(required=True).exclude(words="Ring home"):
        actions.excuse(step, by=cast.coordinator, reason="Was done before the report")
    clock.set_to(datetime(2026, 11, 20, 9, tzinfo=UTC))
    return record


def test_what_may_be_a_crime_stands_before_an_overdue_call_home_until_tonight_is_done(cast, sign_in):
    late, lead = left_to_be_overdue(cast), sign_in(cast.dsl)
    crime = make_report(cast.teacher, "child-abuse-images")
    actions.acknowledge(crime, by=cast.dsl)
    page = lead.get("/records/")
    assert rows(page) == [crime.ref, late.ref]
    assert [row.record.next_step for row in page.context["page"].rows] == [
        "Stop everybody using, opening or showing it",
        "Ring home",
    ]
    for step in crime.steps.filter(when="now"):
        actions.excuse(step, by=cast.dsl, reason="The police have it and do this themselves")
    assert rows(lead.get("/records/")) == [late.ref, crime.ref], "the rest of it is for Monday"


def test_an_alarm_stands_before_what_somebody_has(cast, sign_in):
    taken = make_report(cast.teacher, "child-abuse-images")
    actions.acknowledge(taken, by=cast.dsl)
    alarm = make_report(cast.teacher, "grooming")
    assert rows(sign_in(cast.dsl).get("/records/")) == [alarm.ref, taken.ref]


def test_what_wakes_nobody_stands_by_its_date_whatever_is_for_now(cast, sign_in):
    late = left_to_be_overdue(cast)
    fresh = make_report(cast.teacher, "malware")
    actions.acknowledge(fresh, by=cast.coordinator)
    assert rows(sign_in(cast.coordinator).get("/records/")) == [late.ref, fresh.ref]


def test_what_is_asked_of_a_colleague_by_a_later_day_is_not_for_tonight(cast, sign_in):
    late = left_to_be_overdue(cast)
    crime = make_report(cast.teacher, "child-abuse-images")
    actions.acknowledge(crime, by=cast.dsl)
    for step in crime.steps.filter(when="now", agency=None).exclude(words__startswith="Stop"):
        actions.excuse(step, by=cast.dsl, reason="The police have it and do this themselves")
    for step in crime.steps.filter(when="now").exclude(agency=None):
        actions.rang(crime, step.agency, by=cast.dsl, advice="Leave it as it is", answered=True)
    stop, later = crime.steps.get(when="now", state="open"), clock.now() + timedelta(days=4)
    actions.give(stop, cast.colleague.person, by=cast.dsl, instruction="Mia, 8B", due_at=later)
    actions.add(crime, "Ask again how they are", by=cast.dsl, due_at=later)
    assert rows(sign_in(cast.dsl).get("/records/")) == [late.ref, crime.ref]


def test_what_came_in_yesterday_is_a_day_open_whatever_the_hour(queue, cast):
    clock.set_to(datetime(2026, 11, 2, 16, tzinfo=UTC))
    make_report(cast.teacher, "acceptable-use")
    clock.set_to(datetime(2026, 11, 3, 9, tzinfo=UTC))
    assert "2 Nov, 1 day open" in words_of(queue())


def test_the_same_pupil_again_is_said(queue, cast):
    pupil = make_pupil()
    for _ in range(3):
        make_report(cast.teacher, "acceptable-use", people=[pupil])
    assert "3 records this term" in words_of(queue())


def test_it_leads_to_their_records_of_the_term_and_to_no_others(queue, cast, sign_in):
    clock.set_to(datetime(2026, 1, 12, 9, tzinfo=UTC))
    pupil, other = make_pupil("Mia", family="Quenby"), make_pupil("Tom")
    before = make_report(cast.teacher, "acceptable-use", people=[pupil])
    clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    mine = [make_report(cast.teacher, "acceptable-use", people=[pupil]) for _ in range(2)]
    private = make_report(cast.teacher, "grooming", people=[pupil])
    make_report(cast.teacher, "acceptable-use", people=[other])
    path = f"/records/{mine[0].ref}/this-term/"
    assert f'href="{path}"' in queue().content.decode()
    for user, read in ((cast.coordinator, mine), (cast.dsl, [*mine, private])):
        [(who, rows)] = sign_in(user).get(path).context["people"]
        assert who == "Mia Quenby, 9B"
        assert {row.record for row in rows} == set(read)
    assert before.ref not in words_of(sign_in(cast.dsl).get(path))


def test_the_records_of_the_term_are_for_those_who_read_it(cast, sign_in):
    record, private = (make_report(cast.teacher, code, people=[make_pupil()]) for code in ("bullying", "grooming"))
    for user, what, status in (
        (cast.teacher, record, 403),
        (cast.senior_leader, record, 404),
        (cast.network_manager, record, 404),
        (cast.coordinator, private, 404),
        (cast.coordinator, record, 200),
    ):
        assert sign_in(user).get(f"/records/{what.ref}/this-term/").status_code == status, (user.name, what.kind)


def test_a_record_that_names_nobody_says_so(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    page = sign_in(cast.coordinator).get(f"/records/{record.ref}/this-term/")
    assert "Nobody is named in this record yet" in words_of(page)


def test_those_in_it_are_printed_and_hidden_until_asked_for(queue, cast):
    people = [make_pupil(name, family="Quenby", form=f"9{name[0]}") for name in ("Ada", "Ben", "Cal", "Dot")]
    make_report(cast.teacher, "bullying", people=people)
    page = queue()
    assert 'class="app-name">Ada Quenby, 9A; Ben Quenby, 9B; Cal Quenby, 9C; and 1 more<' in page.content.decode()
    assert "Year 9 · form 9A, 9B, 9C, 9D" in words_of(page)


def test_of_a_private_record_nobody_is_printed(cast, sign_in):
    make_report(cast.teacher, "grooming", people=[make_pupil(family="Quenby")])
    make_report(cast.teacher, "passwords", people=[make_pupil(family="Quenby")])
    for user, path in ((cast.coordinator, "/records/"), (cast.network_manager, "/records/")):
        rows_read = [row for row in sign_in(user).get(path).context["page"].rows if row.people]
        assert [row.record.kind for row in rows_read] == (["T"] if user == cast.coordinator else [])


def test_insider_without_permission_403(cast, sign_in):
    for user in (cast.teacher, cast.governor, cast.administrator, cast.auditor, cast.dpo):
        assert sign_in(user).get("/records/").status_code == 403


def test_a_closed_one_is_found_by_its_state(queue, cast):
    record, other = make_report(cast.teacher, "bullying"), make_report(cast.teacher, "bullying")
    actions.join(record, other, by=cast.coordinator)
    assert rows(queue()) == [other.ref]
    assert rows(queue(state=State.DUPLICATE)) == [record.ref]


def test_a_stub_answers_to_no_filter(queue, cast):
    make_report(cast.teacher, "grooming")
    for kind in ("S", "I", "A", "AH"):
        assert rows(queue(kind=kind)) == []


def test_only_mine(queue, cast):
    mine, other = make_report(cast.teacher, "bullying"), make_report(cast.teacher, "bullying")
    actions.acknowledge(mine, by=cast.coordinator)
    actions.acknowledge(other, by=cast.dsl)
    assert rows(queue(mine="on")) == [mine.ref]


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "no-such"},
        {"kind": "' OR 1=1"},
        {"after": "x~y~z"},
        {"after": "9~9999-99-99~1"},
        {"after": "1~2026-11-02~1"},
        {"after": f"1~~{10**30}"},
        {"after": "1~2026-11-02T09:00:00~1"},
        {"reporter__email__startswith": "a"},
        {"_connector": "OR"},
        {"order_by": "password"},
        {"state": "\0"},
    ],
)
def test_nonsense_in_the_address_is_ignored(queue, cast, asked):
    make_report(cast.teacher, "bullying")
    assert queue(**asked).status_code == 200


def test_every_row_is_on_exactly_one_page(queue, cast):
    clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    refs = {make_report(cast.teacher, "acceptable-use").ref for _ in range(27)}
    first = queue()
    second = queue(after=first.context["page"].after)
    assert len(rows(first)) == 25
    assert set(rows(first)) | set(rows(second)) == refs
    assert not set(rows(first)) & set(rows(second))


def test_more_rows_are_no_more_queries(cast, sign_in):
    browser = sign_in(cast.coordinator)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/records/").status_code == 200
        return len(asked)

    for _ in range(2):
        make_report(cast.teacher, "bullying", people=[make_pupil()])
    queries()
    few = queries()
    for _ in range(8):
        make_report(cast.teacher, "bullying", people=[make_pupil()])
    assert queries() == few <= 8, "what performance is measured against allows a list"


def test_a_senior_leader_reads_what_stands_there_and_what_never_does(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    desk = sign_in(cast.senior_leader)
    page = desk.get("/records/")
    words = words_of(page)
    assert "Records that somebody gave you stand here, and no others." in words
    assert "A record somebody gives you appears here" in words
    assert "New reports" not in words
    assert "/records/log/" in page.content.decode()
    actions.acknowledge(record, by=cast.coordinator)
    actions.give_to(record, cast.senior_leader.person, by=cast.coordinator)
    assert record.ref in words_of(desk.get("/records/"))


def test_whoever_reads_by_office_is_told_of_new_reports_there(cast, sign_in):
    words = words_of(sign_in(cast.coordinator).get("/records/"))
    assert "Nothing waits for you here. New reports appear here, most urgent first." in words
    assert "and no others" not in words


def test_a_filter_says_what_it_is_and_leads_back_to_all(cast, sign_in):
    page = sign_in(cast.coordinator).get("/records/?state=acknowledged&mine=on")
    assert "Filtered: Somebody has it, Only mine. Show all records" in words_of(page)
    assert "Filtered" not in words_of(sign_in(cast.coordinator).get("/records/"))


def test_the_way_on_is_called_what_it_leads_to(cast, sign_in):
    browser = sign_in(cast.coordinator)
    said = [browser.get(f"/records/{query}").context["further"] for query in ("", "?state=closed")]
    assert said == ["Less urgent", "Older"]
