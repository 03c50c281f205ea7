"""Page 2 is left and nothing was pressed: what was typed is offered again, once, and not after it was thrown away."""

import re
from time import sleep

import pytest
from playwright.sync_api import expect

from incidents import actions
from school.models import Draft
from school.roles import Role
from tests.browser.reporting.steps import press, ticked_and_taken_away, to_last_page, to_page_two
from tests.make import make_pupil, make_report, make_user

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


# --- What is added to a receipt --------------------------------------------------------------------------------
@pytest.fixture
def receipt(phone, teacher, live_server):
    """The receipt of a report, in the hand of whoever sent it and is asked something: two boxes stand on it."""
    record, lead = make_report(teacher, "acceptable-use"), make_user(Role.COORDINATOR)
    actions.acknowledge(record, by=lead)
    actions.ask_reporter(record, "Which lesson was it?", by=lead)
    where = f"{live_server.url}/reports/mine/{record.ref}/"
    phone.goto(where)
    return where


@pytest.mark.parametrize("box", ["Your answer", "Add something I remembered"])
def test_what_nobody_pressed_anything_for_is_there_again(phone, receipt, box):
    phone.get_by_label(box).fill(WORDS)
    phone.get_by_role("link", name="My reports").last.click()
    phone.wait_for_url("**/reports/mine/")
    phone.goto(receipt)
    expect(phone.get_by_label(box)).to_have_value(WORDS)


def test_half_answered_it_is_there_with_its_answer(phone, receipt):
    phone.get_by_label("Add something I remembered").fill("The head teacher texts her")
    press(phone, "Add it")
    phone.get_by_text("Nothing is added yet").wait_for()
    phone.get_by_label("No, it is not about them").check()
    phone.get_by_role("link", name="My reports").last.click()
    phone.wait_for_url("**/reports/mine/")
    phone.goto(receipt)
    expect(phone.get_by_label("Add something I remembered")).to_have_value("The head teacher texts her")
    expect(phone.get_by_label("No, it is not about them")).to_be_checked()
    press(phone, "Add it")
    expect(phone.get_by_role("main")).to_contain_text("You added")
    assert not Draft.objects.exists()
