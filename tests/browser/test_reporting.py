"""Reporting as a person does it, in real Chromium: on a phone, on a bad line, twice by mistake, without JavaScript."""

import re
from threading import Event
from time import sleep
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from incidents import actions
from incidents.models import Custody, Incident
from school.roles import Role
from tests.make import make_pupil, make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (390, 1280)


@pytest.fixture
def teacher():
    return make_user(Role.STAFF, given="Tess")


@pytest.fixture
def enter(live_server):
    """Sign a browser's context in as somebody, and answer a page on the first page."""

    def enter_as(context, user):
        browser = Client()
        browser.force_login(user)
        cookie = browser.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/")
        return page

    return enter_as


@pytest.fixture
def phone(context, enter, teacher):
    """The teacher's phone, on the first page."""
    page = enter(context, teacher)
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def press(page, words: str):
    page.get_by_role("button", name=words, exact=True).click()


def to_page_two(page, tick="None of these"):
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/report/", page.url))
    page.get_by_label(tick).check()
    press(page, "Continue")
    page.wait_for_url(re.compile(r"/report/[0-9a-f-]{36}/$"))


def to_last_page(page, tick="None of these", kind="Phone, games, chat or shopping", words="Games in the lesson"):
    to_page_two(page, tick)
    page.get_by_label(kind).check()
    if words:
        page.get_by_label("In your own words").fill(words)
    page.get_by_label("I don’t know the name").check()
    press(page, "Continue")
    page.wait_for_url("**/check/")


def received(page) -> Incident:
    """Wait for the receipt; the record it is of."""
    page.wait_for_url("**/reports/mine/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt")
    return Incident.objects.get(ref=page.url.rstrip("/").rsplit("/", 1)[-1])


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


def test_where_nobody_is_known_any_more_nobody_stands_there_as_signed_in(phone):
    to_page_two(phone)
    phone.get_by_label("In your own words").fill("Typed in the corridor")
    Session.objects.all().delete()
    press(phone, "Continue")
    expect(phone.get_by_role("heading", level=1)).to_have_text("NOT SENT")
    expect(phone.get_by_label("Written 1")).to_have_value("Typed in the corridor")
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


def test_a_word_narrows_the_kinds(phone):
    to_page_two(phone)
    phone.get_by_label("Type a word to find it").fill("gambling")
    expect(phone.get_by_label("Gambling, betting or buying in games")).to_be_visible()
    expect(phone.get_by_label("Something else, or I’m not sure")).to_be_visible()
    expect(phone.get_by_label("Phone, games, chat or shopping")).to_be_hidden()
    phone.get_by_label("Type a word to find it").fill("")
    expect(phone.get_by_label("Phone, games, chat or shopping")).to_be_visible()
    expect(phone.get_by_label("Gambling, betting or buying in games")).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sexting", "Nude or half-nude picture or video"),
        ("Snapchat", "Online bullying of a pupil or an adult"),
        ("“VPN”", "Getting round the filter"),
        ("he filmed a fight", "Picture or video of somebody, taken or shared"),
        ("email to the wrong parent", "Personal data sent to the wrong person"),
    ],
)
def test_a_kind_is_found_by_the_words_people_type(phone, typed, found):
    to_page_two(phone)
    phone.get_by_label("Type a word to find it").fill(typed)
    expect(phone.get_by_label(found)).to_be_visible()
    expect(phone.get_by_label("Copied work")).to_be_hidden()


def test_words_nobody_uses_leave_the_whole_list_and_say_so(phone):
    to_page_two(phone)
    phone.get_by_label("Type a word to find it").fill("qqqq")
    expect(phone.get_by_role("status").get_by_text("No line says that")).to_be_visible()
    expect(phone.get_by_label("Phone, games, chat or shopping")).to_be_visible()
    expect(phone.get_by_label("Something else, or I’m not sure")).to_be_visible()


def test_a_name_typed_and_not_ticked_is_asked_for(phone):
    """Continue, where Find was meant: what is wrong stands beside the box, and those found below it."""
    pupil = make_pupil("Zadie", form="8K")
    to_page_two(phone)
    phone.get_by_label("Phone, games, chat or shopping").check()
    phone.get_by_label("Find them by name or form").fill("zadie")
    press(phone, "Continue")
    expect(phone.get_by_role("alert").get_by_role("link", name="Tick who you mean")).to_be_visible()
    expect(phone.get_by_label("Find them by name or form")).to_have_value("zadie")
    phone.get_by_label(f"{pupil.name}, 8K").check()
    press(phone, "Continue")
    phone.wait_for_url("**/check/")


def test_a_kind_about_an_adult_asks_for_the_pupil_at_once(phone):
    adult, pupil = make_user(Role.STAFF, given="Zadok").person, make_pupil("Zadie", form="8K")
    to_page_two(phone)
    phone.get_by_text("An adult who works here").click()
    phone.get_by_label("Adult who works here in private contact with pupils").check()
    expect(phone.get_by_text("Which adult is it about?")).to_be_visible()
    expect(phone.get_by_label("I don’t know the name")).to_be_hidden()
    phone.get_by_label("Find the pupil by name or form").fill("zad")
    phone.get_by_label("Find the pupil by name or form").press("Enter")
    phone.get_by_label(pupil.name).check()
    phone.locator("[name=find]").fill("zad")
    phone.locator("[name=find]").press("Enter")
    phone.get_by_label(adult.name).check()
    press(phone, "Continue")
    phone.wait_for_url("**/check/")
    expect(phone.get_by_text(adult.name)).to_be_visible()
    expect(phone.get_by_text(pupil.name)).to_be_visible()


def test_a_kind_that_is_a_picture_changes_the_boxes_at_once(phone):
    to_page_two(phone)
    phone.get_by_label("In your own words").fill("Told at break")
    phone.get_by_text("Something somebody did or sent").click()
    phone.get_by_label("Nude or half-nude picture or video").check()
    expect(phone.get_by_role("alert")).to_contain_text("straight to the safeguarding lead")
    expect(phone.get_by_label("What were you told, and by whom?")).to_have_value("Told at break")
    phone.get_by_label("Phone, games, chat or shopping").check()
    expect(phone.get_by_label("In your own words")).to_have_value("Told at break")
    assert not phone.locator("[name=whose]").count()


def test_a_kind_about_an_adult_asks_what_they_do_here_at_once(phone):
    to_page_two(phone)
    phone.get_by_text("An adult who works here").click()
    phone.get_by_label("Adult who works here did something that does not feel right").check()
    expect(phone.get_by_label("The headteacher")).to_be_visible()
    phone.get_by_label("Phone, games, chat or shopping").check()
    assert not phone.locator("[name=offices]").count()


def test_somebody_is_found_without_leaving_the_page(phone):
    pupil = make_pupil("Zadie", form="8K")
    to_page_two(phone)
    phone.get_by_label("In your own words").fill("Still here")
    phone.get_by_label("Find them by name or form").fill("zad")
    phone.get_by_label("Find them by name or form").press("Enter")
    phone.get_by_label(f"{pupil.name}, 8K").check()
    expect(phone.get_by_label("In your own words")).to_have_value("Still here")
    phone.get_by_label("Phone, games, chat or shopping").check()
    press(phone, "Continue")
    phone.wait_for_url("**/check/")
    expect(phone.get_by_text(pupil.name)).to_be_visible()


def test_words_that_find_nobody_become_the_description_without_leaving_the_page(phone):
    to_page_two(phone)
    phone.get_by_label("In your own words").fill("Still here")
    phone.get_by_label("Find them by name or form").fill("Qqqq")
    press(phone, "Find")
    press(phone, "Use these words as the description")
    expect(phone.get_by_label("Or describe them")).to_have_value("Qqqq")
    expect(phone.get_by_label("Find them by name or form")).to_have_value("")
    expect(phone.get_by_label("In your own words")).to_have_value("Still here")


def test_continue_does_not_say_that_it_sends(phone):
    to_page_two(phone)
    phone.route("**/report/*/", lambda route: (sleep(1), route.continue_()))
    phone.get_by_role("button", name="Continue").last.click(no_wait_after=True)
    assert phone.locator("[data-continue]").text_content() == "Continue"
    expect(phone.get_by_text("There is a problem")).to_be_visible()


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
    page.get_by_label(pupil.name).check()
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
    page.get_by_label("Zadie").check()
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
