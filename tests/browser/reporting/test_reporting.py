"""Reporting as a person does it, in real Chromium: on a phone, without JavaScript, fit for everybody."""

import re

import pytest
from playwright.sync_api import expect

from incidents import actions
from incidents.models import Custody, Incident
from school.roles import Role
from tests.browser.reporting.steps import press, received, to_last_page, to_page_two
from tests.make import make_pupil, make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (390, 1280)


@pytest.mark.sqlite
def test_an_ordinary_matter_takes_three_screens_and_seven_touches(phone):
    screens = []
    phone.on("framenavigated", lambda frame: screens.append(frame.url) if "/report/" in frame.url else None)
    phone.get_by_role("button", name="Report something").first.click()
    phone.get_by_label("None of these").check()
    press(phone, "Continue")
    phone.get_by_label("Phone, games, chat or shopping").check()
    phone.get_by_label("Or describe them").fill("Year 9, blue bag")
    press(phone, "Continue")
    phone.wait_for_url("**/check/")
    press(phone, "Send")
    record = received(phone)
    assert len(dict.fromkeys(url.split("#")[0] for url in screens)) == 3, screens
    assert record.involved.get().year_group == "9"
    expect(phone.get_by_text("You have done the right thing.")).to_be_visible()


def test_report_is_one_press_away_on_a_phone(phone):
    bar = phone.locator(".app-bar").get_by_role("link", name="Report", exact=True)
    for address in ("/reports/mine/", "/tell-someone/"):
        phone.goto(re.sub(r"(https?://[^/]+).*", rf"\1{address}", phone.url))
        bar.click()
        phone.wait_for_url("**/report/")


def test_pictures_show_what_not_to_do_before_any_box(phone):
    to_page_two(phone, "A sexual picture or video of someone under 18")
    stop = phone.get_by_text("Do not look at it again").bounding_box()
    boxes = phone.locator("main input[type=text], main textarea").all()
    assert all(box.bounding_box()["y"] > stop["y"] for box in boxes if box.is_visible())
    assert stop["y"] < 844, "it is seen without scrolling"
    assert not phone.locator("input[type=file]").count()
    assert not phone.locator("[name=text]").count()
    phone.get_by_label("Nude or half-nude picture or video").check()
    phone.get_by_label("Who holds it?").fill("I do")
    phone.get_by_label("I don’t know the name").check()
    press(phone, "Continue")
    phone.wait_for_url("**/check/")
    assert not phone.locator("input[type=file]").count()
    press(phone, "Send")
    record = received(phone)
    assert (record.cls, Custody.objects.get().held_by) == ("illegal", "I do")
    expect(phone.get_by_text("its words are not shown here, even to you")).to_be_visible()


def test_something_remembered_is_confirmed(phone):
    to_last_page(phone)
    press(phone, "Send")
    record = received(phone)
    phone.get_by_label("Add something I remembered").fill("It was a red phone")
    press(phone, "Add it")
    expect(phone.get_by_text("Added. Whoever deals with it is told.")).to_be_visible()
    assert record.statements.count() == 2


def test_without_javascript_it_all_works(browser, enter, teacher):
    pupil = make_pupil("Zadie", form="8K")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = enter(context, teacher)
    page.get_by_role("button", name="Report something").first.click()
    press(page, "Continue")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("None of these").check()
    press(page, "Continue")
    page.get_by_text("Money, scams or gambling").click()
    page.get_by_label("Scam or false message").check()
    page.get_by_label("In your own words").fill("A false shop")
    page.get_by_label("Find them by name or form").fill("zadie")
    press(page, "Find")
    page.get_by_role("checkbox", name=pupil.name).check()
    expect(page.get_by_label("In your own words")).to_have_value("A false shop")
    press(page, "Continue")
    page.get_by_role("group", name="Did anybody give away a password").get_by_label("No", exact=True).check()
    press(page, "Send")
    received(page)
    assert Incident.objects.get().cls == "inappropriate"
    context.close()


def test_every_page_is_fit_for_everybody(browser, enter, teacher, fit_for_everybody):
    """Empty, with mistakes and full, on a phone and on a desk."""
    make_pupil("Zadie", form="8K")
    make_user(Role.STAFF, family="Kaplan")
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = enter(context, teacher)
        for look in walk(page):
            fit_for_everybody(page), look
        context.close()


def walk(page):
    """Stop at every page and state of a report."""
    yield "first page"
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/report/", page.url))
    press(page, "Continue")
    page.wait_for_load_state()
    yield "page 1, nothing ticked"
    to_page_two(page, "A sexual picture or video of someone under 18")
    yield "small fields"
    to_page_two(page, "It may be a crime")
    yield "a crime that is no picture"
    page.get_by_label("What did you see, or who told you what?").fill("A note with a threat")
    page.locator("[value=adult-wants-images]").check()
    expect(page.get_by_text("Leave everything as it is")).to_be_hidden()
    expect(page.get_by_text("Do not look at it again.", exact=False).first).to_be_visible()
    expect(page.locator("[name=told]")).to_have_value("A note with a threat")
    yield "a crime that turns out a picture"
    to_page_two(page, "An adult who works here is involved")
    press(page, "Continue")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    yield "page 2, mistakes"
    to_page_two(page)
    page.get_by_text("Computers, accounts or data").click()
    page.get_by_text("Add what else you know").click()
    page.get_by_label("Find them by name or form").fill("zadie")
    press(page, "Find")
    page.get_by_role("checkbox", name="Zadie").check()
    page.get_by_label("Online bullying").check()
    page.get_by_label("Web addresses").fill("https://example.com/" + "long" * 40)
    page.get_by_label("In your own words").fill("A weapon, Mr Kaplan, and " + "wordwithoutspaces" * 20)
    yield "page 2, full"
    press(page, "Continue")
    page.wait_for_url("**/check/")
    press(page, "Send")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    yield "last page, mistakes"
    for group in page.get_by_role("group").all():
        group.get_by_label(re.compile("^No(, somebody else)?$")).check()
    press(page, "Send")
    received(page)
    yield "receipt"
    page.get_by_role("link", name="My reports").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My reports")
    yield "my reports"


def test_a_step_one_was_given_is_fit_and_done(context, enter, teacher, fit_for_everybody):
    tutor, lead = make_user(Role.STAFF), make_user(Role.STAFF, Role.COORDINATOR)
    record = make_report(teacher, "bullying")
    actions.acknowledge(record, by=lead)
    actions.give(record.steps.get(template__code="ring-home"), tutor.person, by=lead, instruction="Ring by Thursday")
    page = enter(context, tutor)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Ring home").click()
    fit_for_everybody(page)
    page.get_by_label("Whom did you tell?").fill("The mother")
    page.get_by_label("Rang").check()
    press(page, "Done")
    expect(page.get_by_text("Thank you")).to_be_visible()
    fit_for_everybody(page)


def test_who_it_goes_to_follows_the_answer_as_it_is_chosen(phone, cast):
    to_last_page(phone, kind="Online bullying of a pupil or an adult")
    summary = phone.locator("[aria-live=polite] #goes-to")
    expect(summary).to_contain_text("This goes to: Online safety co-ordinator")
    harm = phone.get_by_role("group", name="Might somebody come to harm")
    harm.get_by_label("Yes").check()
    expect(summary).to_contain_text("This goes to: Designated safeguarding lead")
    harm.get_by_label("No", exact=True).check()
    expect(summary).to_contain_text("This goes to: Online safety co-ordinator")
