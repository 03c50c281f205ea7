"""Page 2 is left and nothing was pressed: what was typed is offered again, once, and not after it was thrown away."""

import re
from time import sleep

import pytest
from playwright.sync_api import expect

from school.models import Draft
from tests.browser.reporting.steps import press, ticked_and_taken_away, to_last_page, to_page_two
from tests.make import make_pupil

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Typed in the corridor"


def kept(words: str) -> bool:
    return any(words in str(row.fields) for row in Draft.objects.all())


def arrives(words: str, tries=50) -> bool:
    """A tab that is closed tells no browser test what it still sent."""
    return kept(words) or (tries > 0 and (sleep(0.1), arrives(words, tries - 1))[1])


def test_another_page_offers_it_again(phone):
    to_page_two(phone)
    phone.get_by_label("In your own words").fill(WORDS)
    phone.get_by_role("link", name="Report", exact=True).click()
    expect(phone.get_by_role("main")).to_contain_text("did not send it")
    phone.get_by_role("link", name="Go on with it").click()
    expect(phone.get_by_label("In your own words")).to_have_value(WORDS)


def test_a_closed_tab_keeps_it_and_who_was_ticked(phone, context):
    pupil = make_pupil("Zadie", form="8K")
    to_page_two(phone)
    phone.get_by_label("Find them by name or form").fill("zad")
    press(phone, "Find")
    phone.get_by_label(f"{pupil.name}, 8K").check()
    phone.get_by_label("In your own words").fill(WORDS)
    again, where = context.new_page(), phone.url
    phone.close(run_before_unload=True)
    assert arrives(WORDS)
    again.goto(where)
    expect(again.get_by_label("In your own words")).to_have_value(WORDS)
    expect(again.get_by_label(f"{pupil.name}, 8K")).to_be_checked()


def test_an_answer_of_the_last_page_stays_when_change_is_pressed(phone):
    to_last_page(phone, words="The head teacher texts her")
    phone.get_by_label("No, it is not about them").check()
    phone.get_by_text("Answer the question below first").wait_for(state="detached")
    phone.get_by_role("link", name="Change when").click()
    press(phone, "Continue")
    phone.get_by_role("heading", name="Check and send").wait_for()
    assert phone.get_by_label("No, it is not about them").is_checked()


def test_what_was_taken_away_again_stays_away(phone):
    ticked_and_taken_away(phone)
    phone.get_by_role("link", name="Report", exact=True).click()
    phone.get_by_role("link", name="Go on with it").click()
    assert not phone.locator("#who [type=checkbox]:checked").count()


def test_continue_sends_it_once(phone):
    sent = []
    phone.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    to_last_page(phone)
    assert len([url for url in sent if re.search(r"/report/[0-9a-f-]{36}/$", url)]) == 1


def test_nothing_typed_sends_nothing(phone):
    to_page_two(phone)
    sent = []
    phone.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    phone.get_by_role("link", name="Report", exact=True).click()
    expect(phone.get_by_label("None of these")).to_be_visible()
    assert not sent


def test_somebody_else_who_signed_in_meanwhile_is_offered_nothing_of_it(phone, context, enter, cast):
    to_page_two(phone)
    phone.get_by_label("In your own words").fill(WORDS)
    enter(context, cast.colleague)
    with phone.expect_request_finished(lambda request: request.method == "POST"):
        phone.get_by_role("link", name="Report", exact=True).click()
    phone.wait_for_url(re.compile("/report/$"))
    assert not kept(WORDS)
