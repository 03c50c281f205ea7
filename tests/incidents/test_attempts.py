"""Trying to open a record leaves an entry, the same for one that is hidden as for one that is not there."""

from datetime import timedelta

import pytest

from audit.models import Entry
from esafety.lib import clock
from school import attempts
from tests.make import make_report
from tests.routes import still

pytestmark = pytest.mark.django_db
NOWHERE = "ZZZZ-ZZZZ"
PAGES = ["/records/{}/", "/records/{}/note/", "/records/{}/chronology/", "/reports/mine/{}/"]


@pytest.fixture
def record(cast):
    """About the co-ordinator, who must not learn of it."""
    return make_report(cast.teacher, "low-level-concern", people=[cast.coordinator.person])


def tried(user):
    """What is on record of this person's tries."""
    found = Entry.objects.filter(actor=user.ref, verb__in=[attempts.REFUSED, attempts.NOT_FOUND])
    return list(found.values_list("verb", "kind", "ref"))


def send(browser, page, ref):
    return (browser.post if "chronology" in page else browser.get)(page.format(ref)).status_code


@pytest.mark.proves("T-122")
@pytest.mark.parametrize("page", PAGES)
def test_one_that_is_hidden_like_one_that_is_not_there(record, cast, sign_in, page):
    browser = sign_in(cast.coordinator)
    assert [send(browser, page, ref) for ref in (record.ref, NOWHERE)] == [404, 404]
    assert tried(cast.coordinator) == [("not found", "incident", ref) for ref in (record.ref, NOWHERE)]


@pytest.mark.proves("T-122")
@pytest.mark.parametrize("page", PAGES)
def test_whoever_may_open_none_is_refused_alike_for_every_reference(record, cast, sign_in, page):
    browser = sign_in(cast.governor)
    statuses = [send(browser, page, ref) for ref in (record.ref, NOWHERE)]
    verb = {403: "refused", 404: "not found"}[statuses[0]]
    assert statuses[0] == statuses[1]
    assert tried(cast.governor) == [(verb, "incident", ref) for ref in (record.ref, NOWHERE)]


def test_what_one_may_open_is_no_attempt(record, cast, sign_in):
    assert sign_in(cast.head).get(f"/records/{record.ref}/").status_code == 200
    assert sign_in(cast.teacher).get(f"/reports/mine/{record.ref}/").status_code == 200
    assert sign_in(cast.coordinator).get("/records/").status_code == 200
    assert tried(cast.head) + tried(cast.teacher) + tried(cast.coordinator) == []


@pytest.mark.parametrize("typed", ["robin-example", "K7QF2MXD", "k7qf-2mxd", "K7QF-2MXD-and-more"])
def test_what_is_no_reference_is_not_copied_into_the_log(cast, sign_in, typed):
    assert sign_in(cast.coordinator).get(f"/records/{typed}/").status_code == 404
    assert tried(cast.coordinator) == [("not found", "incident", "")]


def test_it_is_no_way_to_fill_the_log(cast, sign_in, monkeypatch):
    """Others' tries count for others, and after an hour it is on record again."""
    monkeypatch.setattr(attempts, "MOST", 3)
    browser = sign_in(cast.coordinator)
    assert {browser.get(f"/records/{NOWHERE}/").status_code for _ in range(5)} == {404}
    assert {sign_in(cast.governor).get(f"/records/{NOWHERE}/").status_code} == {403}
    assert (len(tried(cast.coordinator)), len(tried(cast.governor))) == (3, 1)
    attempts.refused(cast.coordinator, "incident", NOWHERE)
    assert len(tried(cast.coordinator)) == 3
    clock.set_to(clock.now() + timedelta(hours=1, minutes=1))
    attempts.refused(cast.coordinator, "incident", NOWHERE)
    assert len(tried(cast.coordinator)) == 4


def test_the_page_says_the_same_as_before(record, cast, sign_in, monkeypatch):
    """Whether it went on record or not does not show."""
    browser = sign_in(cast.coordinator)
    first = browser.get(f"/records/{record.ref}/")
    monkeypatch.setattr(attempts, "MOST", 1)
    assert still(browser.get(f"/records/{record.ref}/")) == still(first)
