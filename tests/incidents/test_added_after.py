"""Words that join a record which has ended: they stand before those who deal with it until somebody has read them."""

from datetime import UTC, date, datetime

import pytest

from esafety.lib import clock
from incidents import actions, audience
from incidents.models import FollowUp, Outcome
from tests.dealing import address, do
from tests.make import make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
READ_IT = "Read the words that were added after it was closed"


@pytest.fixture
def closed(cast):
    """What may be a crime, closed."""
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "images-on-device", text="")
    actions.acknowledge(record, by=cast.dsl)
    write(reread(record), state="closed", closed_at=clock.now(), outcome=Outcome.objects.first(), next_step="")
    return reread(record)


def add(browser, record, text="There is a second laptop"):
    assert browser.post(f"/reports/mine/{record.ref}/add/", {"add-text": text}).status_code == 302


def test_it_stands_on_the_first_page_and_in_the_queue_of_all_who_deal_with_such_a_record(closed, cast, sign_in):
    add(sign_in(cast.teacher), closed)
    assert reread(closed).state == "closed"
    for user in (cast.dsl, cast.deputy, cast.head):
        browser = sign_in(user)
        assert f"{closed.ref} {READ_IT} Today" in words_of(browser.get("/"))
        (row,) = browser.get("/records/?due=again").context["page"].rows
        assert (row.record.ref, row.record.next_step) == (closed.ref, READ_IT)
    assert closed.ref not in words_of(sign_in(cast.coordinator).get("/"))


def test_the_record_offers_first_to_say_what_came_of_it_and_then_it_is_gone(closed, cast, sign_in):
    add(sign_in(cast.teacher), closed)
    for user in (cast.dsl, cast.head):
        page = sign_in(user).get(address(closed))
        assert page.context["offers"].first[0].what == "looked-again"
        assert f"{READ_IT}." in words_of(page)
    do(sign_in(cast.dsl), closed, "looked-again", further="no", text="The police have the second one.")
    after = reread(closed)
    assert (after.state, after.next_step, after.follow_up_on) == ("closed", "", None)
    assert closed.ref not in words_of(sign_in(cast.head).get("/"))


def test_the_daily_mail_counts_it_until_somebody_has_read_it(closed, cast, sign_in):
    assert audience.waiting(cast.deputy) == []
    add(sign_in(cast.teacher), closed)
    assert audience.waiting(cast.deputy) == [(closed.ref, None)]
    do(sign_in(cast.dsl), closed, "looked-again", further="no", text="The police have the second one.")
    assert audience.waiting(cast.deputy) == []


def test_more_to_do_opens_it_again(closed, cast, sign_in):
    add(sign_in(cast.teacher), closed)
    do(sign_in(cast.dsl), closed, "looked-again", further="yes", text="A second laptop.")
    assert reread(closed).state == "acknowledged"


def test_opening_it_again_is_having_read_them(closed, cast, sign_in):
    add(sign_in(cast.teacher), closed)
    do(sign_in(cast.dsl), closed, "open-again", reason="A second laptop")
    assert (reread(closed).state, reread(closed).follow_up_on) == ("acknowledged", None)


def test_a_day_somebody_had_set_is_not_lost_in_silence(closed, cast, sign_in):
    actions.look_again_on(closed, date(2026, 11, 30), by=cast.dsl)
    add(sign_in(cast.teacher), closed)
    assert reread(closed).follow_up_on == MONDAY.date()
    said = "To be read: words were added after it was closed"
    assert f"{said} Not only on 30 November: set that day again" in _timeline(sign_in(cast.dsl), closed)


def _timeline(browser, record) -> str:
    rows = browser.get(address(record)).context["shown"].timeline
    return " ".join(f"{row['title']} {row['words']}" for row in rows)


def test_of_one_that_was_joined_as_well(cast, sign_in):
    stays, other = (make_report(cast.teacher, "bullying") for _ in range(2))
    actions.join(other, stays, by=cast.coordinator)
    add(sign_in(cast.teacher), other)
    assert f"{other.ref} {READ_IT}" in words_of(sign_in(cast.coordinator).get("/"))
    do(sign_in(cast.coordinator), other, "looked-again", further="no", text="It stands in the other.")
    assert (reread(other).state, FollowUp.objects.count()) == ("duplicate", 1)


def test_an_open_record_has_its_own_next_step(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    add(sign_in(cast.teacher), record)
    assert (reread(record).next_step, reread(record).follow_up_on) == ("Answer it", None)
