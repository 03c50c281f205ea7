"""Sending a report on a bad line, twice by mistake, and going back while it is sent."""

import re
from threading import Event
from time import sleep
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from incidents import actions
from incidents.models import Incident
from school.models import Draft
from tests.browser.reporting.steps import press, received, to_last_page, to_page_two

pytestmark = pytest.mark.django_db(transaction=True)


def test_pressing_send_twice_makes_one_record(phone):
    to_last_page(phone)
    phone.get_by_role("button", name="Send", exact=True).dblclick()
    received(phone)
    assert Incident.objects.count() == 1


def test_a_send_that_fails_says_so_and_keeps_everything(phone):
    to_last_page(phone)
    phone.context.set_offline(True)
    press(phone, "Send")
    said = phone.get_by_role("alert")
    expect(said).to_contain_text("NOT SENT. Your words are still here. Try again, or ring")
    expect(said).to_be_focused()
    expect(phone.get_by_text("Games in the lesson")).to_be_visible()
    phone.context.set_offline(False)
    press(phone, "Send")
    received(phone)
    assert Incident.objects.count() == 1


def test_a_line_that_breaks_on_page_two_keeps_the_words(phone):
    to_page_two(phone)
    phone.get_by_label("In your own words").fill("Typed in the corridor")
    phone.context.set_offline(True)
    press(phone, "Continue")
    expect(phone.get_by_role("alert")).to_contain_text("NOT SENT")
    expect(phone.get_by_label("In your own words")).to_have_value("Typed in the corridor")
    phone.context.set_offline(False)


def test_where_nobody_is_known_any_more_nobody_stands_there_as_signed_in(phone, teacher):
    to_page_two(phone)
    phone.get_by_label("In your own words").fill("Typed in the corridor")
    Session.objects.all().delete()
    press(phone, "Continue")
    expect(phone.get_by_role("heading", level=1)).to_have_text("NOT SENT")
    expect(phone.get_by_text("What you typed is kept for you for a day")).to_be_visible()
    assert Draft.objects.get(owner=teacher).fields["text"] == ["Typed in the corridor"]
    expect(phone.get_by_text("Signed in as")).to_have_count(0)
    expect(phone.get_by_role("navigation", name="Menu", include_hidden=True)).to_have_count(0)
    expect(phone.get_by_role("link", name="Report", exact=True)).to_have_count(0)


def test_an_answer_that_was_lost_on_the_way_makes_no_second_record(phone):
    """The report arrived, its answer did not: the same press again finds the same receipt."""
    to_last_page(phone)
    phone.route("**/check/", lambda route: (route.fetch(max_redirects=0), route.abort())[1], times=1)
    press(phone, "Send")
    expect(phone.get_by_role("alert")).to_contain_text("NOT SENT")
    assert Incident.objects.count() == 1
    press(phone, "Send")
    received(phone)
    assert Incident.objects.count() == 1


def test_after_send_back_shows_nothing_of_it(phone):
    to_last_page(phone)
    press(phone, "Send")
    received(phone)
    phone.go_back()
    phone.wait_for_load_state()
    expect(phone.get_by_text("Tick anything that might be true")).to_be_visible()
    expect(phone.get_by_role("main")).to_contain_text(f"Its reference is {Incident.objects.get().ref}")
    assert "Games in the lesson" not in phone.content()


@pytest.fixture
def slow(monkeypatch):
    """Send takes long: `on_its_way` from when the server has it, `arrived` when it is a record."""
    send, on_its_way, arrived = actions.report, Event(), Event()

    def slowly(*said, **by):
        on_its_way.set()
        sleep(2)
        record = send(*said, **by)
        arrived.set()
        return record

    monkeypatch.setattr(actions, "report", slowly)
    return SimpleNamespace(on_its_way=on_its_way, arrived=arrived)


def send_and_go_back(page, slow, times=1):
    to_last_page(page)
    page.get_by_role("button", name="Send", exact=True).click(no_wait_after=True)
    expect(page.get_by_role("button", name="Sending…")).to_be_visible()
    assert slow.on_its_way.wait(20)
    for _ in range(times):
        page.go_back()
        page.wait_for_load_state()


def test_back_while_it_is_sent_says_so_and_going_on_makes_one_report(phone, slow):
    send_and_go_back(phone, slow)
    expect(phone.get_by_role("main")).to_contain_text("You pressed Send at")
    expect(phone.get_by_label("In your own words")).to_have_value("Games in the lesson")
    press(phone, "Continue")
    phone.wait_for_url(re.compile("/check/|/reports/mine/"))
    if "/check/" in phone.url:  # it has not arrived yet
        expect(phone.get_by_role("main")).to_contain_text("You pressed Send at")
        press(phone, "Send")
    received(phone)
    assert slow.arrived.wait(20)
    assert Incident.objects.count() == 1


def test_twice_back_while_it_is_sent_is_no_report_that_was_not_sent(phone, slow):
    send_and_go_back(phone, slow, times=2)
    expect(phone.get_by_role("main")).to_contain_text("You pressed Send at")
    assert "did not send it" not in phone.content()
    assert slow.arrived.wait(20)
    phone.get_by_role("link", name="Look again").click()
    record = Incident.objects.get()
    phone.get_by_role("link", name=record.ref).click()
    assert received(phone) == record


def test_back_from_the_last_page_keeps_what_was_typed(phone):
    to_last_page(phone)
    phone.go_back()
    phone.wait_for_load_state()
    expect(phone.get_by_label("In your own words")).to_have_value("Games in the lesson")
    expect(phone.get_by_label("Phone, games, chat or shopping")).to_be_checked()
