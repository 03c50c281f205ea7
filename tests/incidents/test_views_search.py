"""The search: its words stay on the server, its page is one to come back to, a private record never answers."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.lib import clock
from incidents import actions
from tests.dealing import address
from tests.make import make_pupil, make_report
from tests.pages import form_with, forms_of, words_of
from tests.signing_in import after, code, post_code, post_password, signed_in, with_app

pytestmark = pytest.mark.django_db
PAGE = "/records/search/"
NOVEMBER = datetime(2026, 11, 2, 9, tzinfo=UTC)


def looked_for(browser, words):
    return browser.post(PAGE, {"words": words}, follow=True)


def found(page):
    return [row.record.ref for row in page.context["rows"]]


def opened(page, record) -> str:
    """The address of the record's link on the page."""
    return page.content.decode().split(f'href="{address(record)}')[1].split('"')[0].replace("&amp;", "&")


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def many(cast):
    """27 reports of a zebra, a minute apart, newest first."""
    made = []
    for minute in range(27):
        clock.set_to(NOVEMBER + timedelta(minutes=minute))
        made.insert(0, make_report(cast.teacher, "acceptable-use", text="A zebra on the wall"))
    return made


@pytest.fixture
def search(sign_in):
    return lambda user, words: looked_for(sign_in(user), words)


def test_search_finds_words_people_and_references(search, cast):
    record = make_report(
        cast.teacher, "bullying", text="A zebra on the wall", people=[make_pupil("Mia", family="Quenby")]
    )
    for words in ("zebra", "Quenby", "mia quen", record.ref, record.ref.lower()):
        assert found(search(cast.coordinator, words)) == [record.ref], words


def test_two_of_one_name_are_told_apart(search, cast):
    for form, year in (("9B", "9"), ("11A", "11")):
        make_report(cast.teacher, "bullying", people=[make_pupil("Mia", family="Quenby", form=form, year_group=year)])
    words = words_of(search(cast.coordinator, "mia quenby"))
    for said in ("Mia Quenby, 9B", "Year 9 · form 9B", "Mia Quenby, 11A", "Year 11 · form 11A"):
        assert said in words


@pytest.mark.parametrize("category", ["grooming", "images-on-device", "staff-allegation"])
def test_a_private_one_never_answers(search, cast, category):
    record = make_report(cast.teacher, category, text="A zebra on the wall", people=[make_pupil(family="Quenby")])
    for words in ("zebra", "Quenby", record.ref):
        assert found(search(cast.coordinator, words)) == []


@pytest.mark.parametrize("words", ["", " ", "((((((" * 16, "\0", "%' OR 1=1 --", "'", "&|!:*", "\u202e", "x" * 5000])
def test_bad_input_gets_a_page(search, cast, words):
    assert search(cast.coordinator, words).status_code == 200


def test_a_reply_of_a_second_for_a_long_search(search, cast):
    make_report(cast.teacher, "bullying")
    began = clock.now()
    search(cast.coordinator, "(a+)+ " * 16)
    assert clock.now() - began < timedelta(seconds=5)


def test_its_page_is_one_to_come_back_to(desk, cast):
    record = make_report(cast.teacher, "bullying", text="A zebra on the wall")
    answer = desk.post(PAGE, {"words": "zebra"})
    assert (answer.status_code, answer.url) == (302, PAGE)
    for _ in range(2):
        page = desk.get(PAGE)
        assert found(page) == [record.ref]
        assert "Found for “ zebra ”" in words_of(page)
        assert form_with(page, "words").values["words"] == ["zebra"]


def test_the_last_search_wins_and_says_what_it_was(desk, cast):
    make_report(cast.teacher, "bullying", text="A zebra on the wall")
    looked_for(desk, "zebra")
    assert "Nothing found for “ wombat ”" in words_of(looked_for(desk, "wombat"))
    assert found(desk.get(PAGE)) == []


def test_a_new_search_begins_with_nothing(desk, cast):
    make_report(cast.teacher, "bullying", text="A zebra on the wall")
    page = looked_for(desk, "zebra")
    answer = form_with(page, "over").send(desk, over="1")
    page = desk.get(answer.url)
    assert "zebra" not in page.content.decode()
    assert "over" not in form_with(page, "words").offered


def test_nothing_typed_is_said_and_the_search_before_stays(desk, cast):
    record = make_report(cast.teacher, "bullying", text="A zebra on the wall")
    looked_for(desk, "zebra")
    assert "Write what to look for" in words_of(looked_for(desk, " "))
    assert found(desk.get(PAGE)) == [record.ref]


def test_words_come_in_no_address_and_no_log(desk, many, caplog):
    caplog.set_level(logging.DEBUG)
    assert found(desk.get(PAGE, {"words": "zebra"})) == []
    page = looked_for(desk, "zebra")
    for address_of in [*page.redirect_chain[0][:1], *page.content.decode().split('href="')[1:]]:
        assert "zebra" not in address_of.split('"')[0]
    assert "zebra" not in "".join(one.getMessage() for one in caplog.records if one.name != "django.db.backends")


def test_every_hit_is_on_exactly_one_page(desk, many):
    first = looked_for(desk, "zebra")
    second = desk.get(first.context["older_url"])
    assert [*found(first), *found(second)] == [one.ref for one in many]
    assert len(found(first)) == 25
    assert second.context["newer_url"] == PAGE
    assert not second.context["older_url"]


@pytest.mark.parametrize("mark", ["x", "~", "9999-99-99~1", "2026-11-02~zebra", "\0~\0", "1~K7QF-2MXD"])
def test_a_mark_that_is_none_is_the_first_page(desk, many, mark):
    looked_for(desk, "zebra")
    page = desk.get(PAGE, {"found": mark})
    assert found(page) == [one.ref for one in many[:25]]
    assert opened(page, many[0]) == "?found="


def test_a_record_leads_back_to_the_page_it_was_found_on(desk, many):
    page = desk.get(looked_for(desk, "zebra").context["older_url"])
    place = opened(page, many[26])
    form = form_with(desk.get(f"{address(many[26], 'note')}{place}"), "version")
    assert "then" not in form.offered  # there is no next one, as there is in the queue
    answer = form.send(desk, text="Rang home", then="next")
    assert answer.url == f"{address(many[26])}{place}"
    record = desk.get(answer.url)
    assert "Back to the search" in record.content.decode()
    assert f'href="{PAGE}{place}"' in record.content.decode()
    assert found(desk.get(f"{PAGE}{place}")) == [many[25].ref, many[26].ref]


def test_from_the_queue_it_leads_back_there(desk, many):
    looked_for(desk, "zebra")
    page = desk.get(f"{address(many[-1])}{opened(desk.get('/records/'), many[-1])}").content.decode()
    assert "Back to the records" in page
    assert "Back to the search" not in page


def test_a_record_that_went_to_others_leads_back_to_the_search(desk, cast):
    record = make_report(cast.teacher, "bullying", text="A zebra on the wall")
    place = opened(looked_for(desk, "zebra"), record)
    form = form_with(desk.get(f"{address(record, 'more-serious')}{place}"), "version")
    answer = form.send(desk, to="child_protection", reason="She hurts herself")
    assert answer.url == f"{PAGE}{place}", answer.content.decode()
    assert found(desk.get(answer.url)) == []


def test_whoever_it_is_about_finds_it_no_more(desk, cast):
    record = make_report(cast.teacher, "bullying", text="A zebra on the wall")
    assert found(looked_for(desk, "zebra")) == [record.ref]
    actions.involve(record, person=cast.coordinator.person, part="subject", by=cast.dsl)
    page = desk.get(PAGE)
    assert found(page) == []
    assert record.ref not in page.content.decode()


def test_it_is_kept_until_one_has_to_sign_in_again(cast):
    """What was typed into the page that had locked stands in the box, as on every page."""
    cache.clear()  # as every test of signing in begins
    make_report(cast.teacher, "bullying", text="A zebra on the wall")
    browser = signed_in(with_app(cast.coordinator))
    assert found(looked_for(browser, "zebra"))
    after(minutes=16)
    assert browser.get(PAGE).status_code == browser.post(PAGE, {"words": "wombat"}).status_code == 302
    post_password(browser, cast.coordinator.email)
    post_code(browser, code(1))
    page = browser.get(PAGE)
    assert "zebra" not in page.content.decode()
    assert form_with(page, "words").values["words"] == ["wombat"]
    assert "wombat" not in words_of(page)


def test_show_names_comes_back_to_what_was_found(desk, many):
    page = desk.get(looked_for(desk, "zebra").context["older_url"])
    answer = next(form for form in forms_of(page) if "show" in form.offered).send(desk)
    assert found(desk.get(answer.url)) == [one.ref for one in many[25:]]


def test_more_hits_are_no_more_queries(desk, cast):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            desk.get(PAGE)
        return len(asked)

    def reports(number):
        for _ in range(number):
            make_report(cast.teacher, "bullying", people=[make_pupil("Mia", family="Quenby")])

    reports(2)
    looked_for(desk, "quenby")
    few = queries()
    reports(8)
    assert len(found(desk.get(PAGE))) == 10
    assert queries() == few <= 12


def test_nothing_written_is_said_on_a_page_one_can_come_back_to(desk):
    answer = desk.post(PAGE, {"words": "  "})
    assert answer.status_code == 302
    page = desk.get(answer.url)
    assert "Write what to look for" in words_of(page)
