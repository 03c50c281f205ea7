"""A computer that several use: one person's page locks, another signs in; nobody ever has the other's words."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from school.models import Draft
from tests.browser.reporting.steps import press, ticked_and_taken_away, to_page_two
from tests.signing_in import PASSWORD, with_password

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Typed before the bell"
KEEP = "Sign in and keep what I typed"


def lock(page):
    """As if nobody had pressed anything here for hours; the session behind it in its own time."""
    page.evaluate("localStorage['esafety-last-asked'] = localStorage['esafety-last-asked'].replace(/^[0-9]+/, '1')")
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()


def typed(page):
    to_page_two(page)
    page.get_by_label("In your own words").fill(WORDS)


def signs_in(page, user, story):
    """With a password, as at the school's own page: the forms of whoever was there before have old tokens now."""
    Session.objects.all().delete()
    page.goto(story.split("/report/")[0] + "/account/login/")
    page.get_by_label("E-mail").fill(with_password(user).email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("link", name="Sign out").or_(page.get_by_role("button", name="Sign out"))).to_have_count(1)
    return page


def words_in(page) -> str:
    return page.content() + " ".join(box.input_value() for box in page.locator("textarea").all())


def test_the_lock_keeps_the_words_of_one_and_another_never_sees_them(phone, context, enter, teacher, cast):
    typed(phone)
    story = phone.url
    lock(phone)
    other = signs_in(context.new_page(), cast.colleague, story)
    phone.get_by_role("button", name=KEEP).click()
    expect(phone.get_by_role("main")).to_contain_text("kept for them for a day")
    assert WORDS not in words_in(phone)
    for path in (story, "/report/", "/"):
        other.goto(path if path == story else f"{story.split('/report/')[0]}{path}")
        assert WORDS not in words_in(other)
    assert Draft.objects.get(fields__has_key="text").owner == teacher
    again = enter(context, teacher)
    again.goto(story)
    expect(again.get_by_label("In your own words")).to_have_value(WORDS)


def test_the_words_of_small_boxes_are_kept_as_they_were_typed(phone, context, enter, teacher):
    to_page_two(phone, "A sexual picture or video of someone under 18")
    phone.get_by_label("Whose device is it?").fill("A pupil’s")
    story = phone.url
    lock(phone)
    phone.get_by_role("button", name=KEEP).click()
    phone.wait_for_load_state()
    again = enter(context, teacher)
    again.goto(story)
    expect(again.get_by_label("Whose device is it?")).to_have_value("A pupil’s")


def test_back_does_not_bring_them_to_another(phone, context, enter, cast):
    typed(phone)
    story = phone.url
    phone.goto(story.split("/report/")[0] + "/privacy/")
    enter(context, cast.colleague).close()
    phone.go_back()
    phone.wait_for_load_state()
    assert WORDS not in words_in(phone)


def test_a_page_left_open_is_covered_once_somebody_else_signs_in(phone, context, enter, cast):
    typed(phone)
    enter(context, cast.colleague)
    expect(phone.get_by_text("This page is locked")).to_be_visible()
    expect(phone.get_by_role("button", name=KEEP)).to_be_visible()


def test_a_pupil_who_was_unticked_does_not_come_back(phone, context, enter, teacher):
    ticked_and_taken_away(phone)
    phone.get_by_label("In your own words").fill(WORDS)
    story = phone.url
    lock(phone)
    phone.get_by_role("button", name=KEEP).click()
    phone.wait_for_load_state()
    again = enter(context, teacher)
    again.goto(story)
    expect(again.get_by_label("In your own words")).to_have_value(WORDS)
    assert not again.locator("#who input:checked").count()
