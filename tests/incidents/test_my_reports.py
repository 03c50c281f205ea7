"""My reports: what one reported, newest first, and nothing of others; report one press away."""

import pytest

from esafety.lib import clock
from incidents import actions, receipts
from incidents.models import Incident
from school.roles import Role
from tests.incidents.test_receipt import MORNING, text
from tests.make import category, make_report, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(db):
    return make_user(Role.STAFF)


def test_with_none_it_says_what_would_be_there(reporter, sign_in):
    assert "You will not be in trouble for asking" in sign_in(reporter).get("/reports/mine/").content.decode()


def test_the_list_shows_references_and_nothing_of_others(cast, sign_in):
    mine, other = make_report(cast.teacher, "copying"), make_report(cast.colleague, "copying")
    words = sign_in(cast.teacher).get("/reports/mine/").content.decode()
    assert mine.ref in words
    assert other.ref not in words


def test_the_list_says_when_and_what_it_was_unless_it_is_private(cast, sign_in):
    with clock.standing_at(MORNING):
        record, private = make_report(cast.teacher, "copying"), make_report(cast.teacher, "acceptable-use")
    titles = [one.filed.get().title for one in (record, private)]
    words = text(sign_in(cast.teacher).get("/reports/mine/").content.decode())
    assert "Fri 20 Nov, 11:04" in words
    assert all(title in words for title in titles)
    actions.raise_class(private, "child_protection", by=cast.coordinator, reason="It is worse than it looked")
    words = text(sign_in(cast.teacher).get("/reports/mine/").content.decode())
    assert [title in words for title in titles] == [True, False]


def test_the_list_says_what_its_reporter_chose_and_not_what_was_made_of_it(cast, sign_in):
    record = make_report(cast.teacher, "copying")
    actions.file_under(record, [category("acceptable-use")], by=cast.coordinator)
    words = text(sign_in(cast.teacher).get("/reports/mine/").content.decode())
    assert category("copying").title in words
    assert category("acceptable-use").title not in words


def test_pages_go_on_from_a_mark_and_miss_none(reporter, sign_in, monkeypatch):
    monkeypatch.setattr(receipts, "ROWS", 2)
    with clock.standing_at(MORNING):  # all at the same moment: the reference decides the order
        made = {make_report(reporter, "copying").ref for _ in range(5)}
    browser, url, seen = sign_in(reporter), "/reports/mine/", []
    while url:
        answer = browser.get(url)
        seen += [one.record.ref for one in answer.context["receipts"]]
        url = answer.context["older_url"]
    assert sorted(seen) == sorted(made)


@pytest.mark.parametrize("mark", ["x", "~", "2026-13-01~A", "0001-01-01T00:00:00+14:00~A", "2026-11-20T11:04:00~%00"])
def test_a_mark_that_is_none_starts_at_the_newest(reporter, sign_in, mark):
    make_report(reporter, "copying")
    answer = sign_in(reporter).get("/reports/mine/", {"before": mark.replace("%00", "\0")})
    assert len(answer.context["receipts"]) == 1


def test_the_list_asks_no_more_for_more_rows(reporter, django_assert_num_queries):
    for _ in range(4):
        make_report(reporter, "copying")
    user = type(reporter).objects.get(pk=reporter.pk)
    assert user.roles
    with django_assert_num_queries(1):
        rows, _ = receipts.page(user)
        assert [receipts.stands(row) for row in rows] == ["received"] * 4


def test_the_first_page_shows_them(reporter, sign_in):
    browser = sign_in(reporter)
    assert "You have reported nothing yet" in browser.get("/").content.decode()
    record = make_report(reporter, "copying")
    assert record.ref in browser.get("/").content.decode()
    assert 'href="/report/"' in browser.get("/").content.decode()


def test_every_page_of_whoever_may_report_has_report_one_press_away(cast, sign_in):
    for user in (cast.teacher, cast.dsl, make_user("network_manager")):
        browser = sign_in(user)
        for url in ("/", "/reports/mine/", "/report/", "/tell-someone/"):
            assert b'href="/report/"' in browser.get(url).content, url
    assert Incident.objects.count() == 0
