"""Page 2 of a report: a kind is found by a word and changes the boxes, somebody is found without leaving it."""

from time import sleep

import pytest
from playwright.sync_api import expect

from school.roles import Role
from tests.browser.reporting.steps import press, to_page_two
from tests.make import make_pupil, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_word_narrows_the_kinds(phone):
    to_page_two(phone)
    phone.get_by_label("Type a word to find it").fill("gambling")
    expect(phone.get_by_label("Gambling, betting or buying in games")).to_be_visible()
    expect(phone.get_by_label("Something else, or I’m not sure")).to_be_visible()
    expect(phone.get_by_label("Phone, games, chat or shopping")).to_be_hidden()
    phone.get_by_label("Type a word to find it").fill("")
    expect(phone.get_by_label("Phone, games, chat or shopping")).to_be_visible()
    expect(phone.get_by_label("Gambling, betting or buying in games")).to_be_hidden()


def test_whoever_ticked_an_adult_keeps_the_lines_about_adults_whatever_they_type(phone):
    to_page_two(phone, "An adult who works here is involved")
    phone.get_by_label("Type a word to find it").fill("gambling")
    expect(phone.get_by_label("Gambling, betting or buying in games")).to_be_visible()
    expect(phone.get_by_label("Adult who works here in private contact with pupils")).to_be_visible()
    expect(phone.get_by_label("Phone, games, chat or shopping")).to_be_hidden()


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
    phone.get_by_label(f"{pupil.name}, 8K").check()
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


def test_of_a_lost_thing_it_says_at_once_that_nobody_has_to_be_named(phone):
    to_page_two(phone)
    words = phone.get_by_text("If a thing is missing and nobody is meant, leave this empty.")
    expect(words).to_be_hidden()
    phone.get_by_label("Type a word to find it").fill("lost laptop")
    phone.get_by_label("School device or memory stick lost or stolen").check()
    expect(words).to_be_visible()
    phone.get_by_label("Type a word to find it").fill("")
    phone.get_by_label("Phone, games, chat or shopping").check()
    expect(words).to_be_hidden()


def test_of_a_lost_thing_it_asks_at_once_which_device(phone):
    to_page_two(phone)
    device = phone.get_by_label("Which device of the school")
    expect(device).to_be_hidden()
    phone.get_by_label("Type a word to find it").fill("lost laptop")
    phone.get_by_label("School device or memory stick lost or stolen").check()
    expect(device).to_be_visible()
    device.fill("OAK-L-0117")
    phone.get_by_label("Type a word to find it").fill("")
    phone.get_by_label("Phone, games, chat or shopping").check()
    expect(device).to_be_hidden()
    expect(device).to_have_value("OAK-L-0117")


def test_what_part_each_had_is_asked_once_two_are_named(phone):
    zadie, zane = make_pupil("Zadie", form="8K"), make_pupil("Zane", form="8K")
    to_page_two(phone)
    phone.get_by_label("Phone, games, chat or shopping").check()
    phone.get_by_label("Find them by name or form").fill("8k")
    press(phone, "Find")
    first, second = (phone.get_by_label(f"What part did {one.name} have?") for one in (zadie, zane))
    phone.get_by_label(f"{zadie.name}, 8K").check()
    expect(first).to_be_hidden()
    phone.get_by_label("Or describe them").fill("A boy in Year 7")
    expect(first).to_be_visible()
    expect(phone.get_by_label("What part did they have?")).to_be_visible()
    phone.get_by_label("Or describe them").fill("")
    expect(first).to_be_hidden()
    phone.get_by_label(f"{zane.name}, 8K").check()
    first.select_option("Did it")
    second.select_option("It was done to them")
    press(phone, "Continue")
    phone.wait_for_url("**/check/")
    expect(phone.get_by_text(f"{zadie.name}, 8K: did it")).to_be_visible()
