"""From the queue to a record and on to the next: filter and place are kept, and nothing else stands in an address."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.triage import queue
from incidents.triage.place import Place, following, numbers
from tests.dealing import WHO_TOLD, address, do
from tests.make import make_pupil, make_report, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def reports(cast):
    """Makes ordinary reports, a minute apart, so that their order is known."""

    def make(number, code="acceptable-use"):
        made = []
        for minute in range(number):
            clock.set_to(MONDAY + timedelta(minutes=minute))
            made.append(make_report(cast.teacher, code, people=[make_pupil("Mia", family="Quenby")]))
        return made

    return make


def opened_from_queue(browser, record, **asked) -> str:
    """The address of the record's link in the queue."""
    page = browser.get("/records/", asked).content.decode()
    return page.split(f'href="{address(record)}')[1].split('"')[0].replace("&amp;", "&")


def save_and_next(browser, record, place, what="note", **typed):
    form = form_with(browser.get(f"{address(record, what)}{place}"), "version")
    assert form.offered["then"]
    return form.send(browser, then="next", **({"text": "Rang home"} | typed))


def arrives_at(answer) -> str:
    assert answer.status_code == 302
    return urlsplit(answer.url).path


def test_save_and_next_leads_through_the_queue(desk, reports):
    first, second, third = reports(3)
    answer = save_and_next(desk, first, opened_from_queue(desk, first))
    assert arrives_at(answer) == address(second)
    assert first.statements.filter(text="Rang home").exists()
    assert f"{first.ref}: it is on the record." in words_of(desk.get(answer.url))
    answer = save_and_next(desk, second, f"?{urlsplit(answer.url).query}")
    assert arrives_at(answer) == address(third)
    answer = save_and_next(desk, third, f"?{urlsplit(answer.url).query}")
    assert arrives_at(answer) == "/records/"
    assert "That was the last one." in words_of(desk.get(answer.url))


def test_of_what_has_ended_the_newest_stands_first_and_the_way_leads_to_older_ones(desk, cast, reports, monkeypatch):
    *ended, stays = reports(4)
    for record in ended:
        actions.join(record, stays, by=cast.coordinator)
    monkeypatch.setattr(queue.page, "__defaults__", ("", 2, None))
    first = desk.get("/records/", {"state": "duplicate"}).context
    second = desk.get(first["older_url"]).context
    assert [row.record for page in (first, second) for row in page["page"].rows] == ended[::-1]
    there = Place(queue.Filters(state="duplicate"), "", queue.key_of(reread(ended[1])))
    assert numbers(cast.coordinator, there) == (2, 3)
    assert following(cast.coordinator, there)[0] == ended[0]


def test_what_was_closed_on_the_way_is_no_stumbling_block(desk, reports):
    first, second, _ = reports(3)
    typed = {"text": None, "outcome": "advice", "told": "yes", "excuse": "Does not apply here", **WHO_TOLD}
    place = opened_from_queue(desk, first)
    answer = save_and_next(desk, first, place, "deal-with-it", **typed)
    assert reread(first).state == "closed"
    assert arrives_at(answer) == address(second)


def test_the_filter_stays(desk, reports, cast):
    first, second, third = reports(3)
    for record, by in ((first, cast.coordinator), (second, cast.dsl), (third, cast.coordinator)):
        actions.acknowledge(record, by=by)
    asked = {"state": "acknowledged", "mine": "on"}
    answer = save_and_next(desk, first, opened_from_queue(desk, first, **asked))
    assert arrives_at(answer) == address(third)
    assert parse_qs(urlsplit(answer.url).query)["state"] == ["acknowledged"]


def test_coming_back_says_where_one_was(desk, reports):
    _, second, _ = reports(3)
    page = desk.get(address(second) + opened_from_queue(desk, second)).content.decode()
    back = page.split('href="/records/?')[1].split('"')[0].replace("&amp;", "&")
    words = words_of(desk.get(f"/records/?{back}"))
    assert "You were on 2 of 3." in words
    assert 'href="#was"' in desk.get(f"/records/?{back}").content.decode()
    assert "You were on" not in words_of(desk.get("/records/"))


def test_it_says_so_too_once_the_record_has_left_the_list(desk, reports):
    _, second, _ = reports(3)
    place = opened_from_queue(desk, second)
    do(desk, second, "deal-with-it", outcome="advice", told="yes", excuse="Does not apply here")
    assert "You were on 2 of 3." in words_of(desk.get(f"/records/{place}"))


def test_the_page_of_the_queue_is_kept_and_turned(desk, reports, cast):
    records = reports(27)
    place = opened_from_queue(desk, records[24])
    answer = save_and_next(desk, records[24], place)
    assert arrives_at(answer) == address(records[25])
    query = urlsplit(answer.url).query
    page = desk.get(f"/records/?{query}")
    assert [row.record.ref for row in page.context["page"].rows] == [one.ref for one in records[25:]]
    assert "You were on 26 of 27." in words_of(page)


def test_plain_save_keeps_the_place(desk, reports):
    first, *_ = reports(2)
    place = opened_from_queue(desk, first)
    form = form_with(desk.get(f"{address(first, 'note')}{place}"), "version")
    answer = form.send(desk, text="Rang home")
    assert answer.url == f"{address(first)}{place}"
    assert f"{address(first, 'note')}{place}" in desk.get(answer.url).content.decode().replace("&amp;", "&")


def test_without_a_place_there_is_no_next(desk, reports):
    first, *_ = reports(2)
    form = form_with(desk.get(address(first, "note")), "version")
    assert "then" not in form.offered
    answer = desk.post(address(first, "note"), {"version": 1, "text": "Rang home", "then": "next"})
    assert answer.url == address(first)


def test_nothing_else_stands_in_the_address(desk, reports):
    """Filters of state and class, and page keys: no word of a search, no category, no person."""
    first, *_ = reports(2)
    query = opened_from_queue(
        desk, first, state="reported", kind="N", words="Quenby", category="bullying", person="Mia"
    )
    assert set(parse_qs(query.removeprefix("?"))) == {"state", "kind", "at"}
    for crafted in ("words=Quenby", "at=Quenby", "at=1~x~1&after=Quenby", "state=Quenby"):
        page = desk.get(f"{address(first)}?{crafted}&at={queue.key_of(first).replace('+', '%2B')}").content.decode()
        assert not [part for part in page.split('href="') if "Quenby" in part.split('"')[0]], crafted


@pytest.mark.parametrize(
    "at", ["x", "1~~", "9~9999-99-99~1", f"1~~{10**30}", f"{10**30}~~1", "-1~~-1", "\0", "1~\0~1"]
)
def test_a_place_that_is_none_is_none(desk, reports, at):
    first, *_ = reports(1)
    for page in (address(first), "/records/", address(first, "note")):
        assert desk.get(page, {"at": at, "after": at}).status_code == 200
    assert (
        desk.post(f"{address(first, 'note')}?at={at}", {"version": 1, "text": "x", "then": "next"}).status_code == 302
    )


def test_no_number_of_a_row_stands_in_an_address(desk, reports, cast):
    """Rows are numbered: one that is left out would betray that there is a record one must not know of."""
    first, hidden, third = reports(3)
    actions.involve(hidden, person=cast.coordinator.person, part="subject", by=cast.dsl)
    key = parse_qs(opened_from_queue(desk, third).removeprefix("?"))["at"][0]
    assert key.endswith(f"~{third.ref}")
    assert queue.page(cast.coordinator, queue.Filters(), most=1).after.endswith(f"~{first.ref}")
    made_up = key.replace(third.ref, "ZZZZ-ZZZZ"), key.replace(third.ref, hidden.ref)
    pages = [desk.get("/records/", {"after": one, "at": one}).context for one in made_up]
    assert [row.record.ref for row in pages[0]["page"].rows] == [row.record.ref for row in pages[1]["page"].rows]
    assert pages[0]["was"] == pages[1]["was"]


def test_no_place_leads_to_a_record_one_may_not_know(desk, reports, cast):
    first, second = reports(2)
    place = opened_from_queue(desk, first)
    actions.involve(second, person=cast.coordinator.person, part="subject", by=cast.dsl)
    answer = save_and_next(desk, first, place)
    assert arrives_at(answer) == "/records/"
    assert second.ref not in desk.get(answer.url).content.decode()


def test_the_first_rows_at_home_lead_on_as_well(desk, reports):
    first, second = reports(2)
    page = desk.get("/").content.decode()
    place = page.split(f'href="{address(first)}')[1].split('"')[0].replace("&amp;", "&")
    assert arrives_at(save_and_next(desk, first, place)) == address(second)


# --- The filter of kinds --------------------------------------------------------------------------------------
def kinds(browser) -> list[str]:
    form = browser.get("/records/").context["form"]
    return [kind for kind, _ in form.fields["kind"].choices if kind] if "kind" in form.fields else []


def test_only_kinds_one_reads_are_offered(cast, sign_in):
    assert kinds(sign_in(cast.coordinator)) == ["N", "T"]
    assert kinds(sign_in(cast.dsl)) == ["N", "T", "S", "I", "A", "AH", "AN"]
    assert kinds(sign_in(cast.chair)) == ["AH", "AD", "AU"]


def test_whoever_reads_none_is_offered_none(cast, sign_in):
    for user in (cast.network_manager, cast.senior_leader):
        browser = sign_in(user)
        assert kinds(browser) == []
        assert browser.get("/records/", {"kind": "S"}).status_code == 200
