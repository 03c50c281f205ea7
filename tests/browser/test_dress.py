"""The pieces of the dress in a real browser: on a screen, on a phone, and without JavaScript."""

import re
import threading
from copy import deepcopy
from pathlib import Path

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import expect

from tests.browser import living

PAGES = ["/", "/form/", "/queue/", "/record/"]


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def address(settings):
    """The living page's address."""
    settings.ROOT_URLCONF = "tests.browser.living"
    settings.MIDDLEWARE = living.MIDDLEWARE
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(Path(living.__file__).parent / "pages")
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = ["tests.browser.living.context"]
    living.sent.clear()
    living.line.update(broken=False, slow=0.0)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def console(page):
    """What the browser complained about, the content security policy's refusals included."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("where", PAGES)
def test_fit_for_everybody(page, address, console, fit_for_everybody, where):
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(address + where)
        fit_for_everybody(page)
    assert console == []


def test_errors_lead_to_their_controls(page, address, console, fit_for_everybody):
    page.goto(address + "/form/")
    page.get_by_role("button", name="Send report").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    for link in summary.get_by_role("link").all():
        link.click()
        assert "#" + page.evaluate("document.activeElement.id") == link.get_attribute("href")
    fit_for_everybody(page)
    assert console == []


def fill(page):
    page.get_by_label("In danger now").check()
    page.get_by_label("At home").check()
    for part, typed in (("Day", "1"), ("Month", "2"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("What happened?").fill("Words worth keeping")


def test_a_failed_send_says_so_and_the_words_stay(page, address):
    page.goto(address + "/form/")
    fill(page)
    living.line["broken"] = True
    page.get_by_role("button", name="Send report").click()
    words = "NOT SENT. Your words are still here. Try again, or ring ext 204."
    expect(page.locator("#not-sent")).to_have_text(words)
    expect(page.locator("#not-sent")).to_be_focused()
    expect(page.get_by_label("What happened?")).to_have_value("Words worth keeping")
    living.line["broken"] = False
    page.get_by_role("button", name="Send report").click()
    expect(page).to_have_url(address + "/record/")


def test_a_line_that_is_down_says_so_too(page, context, address):
    page.goto(address + "/form/")
    fill(page)
    context.set_offline(True)
    page.get_by_role("button", name="Send report").click()
    expect(page.locator("#not-sent")).to_contain_text("NOT SENT")
    context.set_offline(False)
    page.get_by_role("button", name="Send report").click()
    expect(page).to_have_url(address + "/record/")


def test_after_sending_back_does_not_show_the_words(page, address):
    page.goto(address + "/queue/")
    page.goto(address + "/form/")
    fill(page)
    page.get_by_role("button", name="Send report").click()
    expect(page).to_have_url(address + "/record/")
    page.go_back()
    expect(page).to_have_url(address + "/queue/")


def test_pressing_twice_sends_once(page, address):
    living.line["slow"] = 0.4
    page.goto(address + "/form/")
    fill(page)
    page.get_by_role("button", name="Send report").dblclick()
    expect(page).to_have_url(address + "/record/")
    assert len(living.sent) == 1


def test_names_are_hidden_until_asked_for_and_stay_shown(page, address):
    page.goto(address + "/queue/")
    expect(page.get_by_text("J. Okafor")).to_be_hidden()
    with page.expect_response("**/names/"):
        page.get_by_role("button", name="Show names").click()
    expect(page.get_by_text("J. Okafor")).to_be_visible()
    page.reload()
    expect(page.get_by_text("J. Okafor")).to_be_visible()
    with page.expect_response("**/names/"):
        page.get_by_role("button", name="Hide names").click()
    expect(page.get_by_text("J. Okafor")).to_be_hidden()


def test_shift_three_times_leaves_the_page(page, address):
    page.goto(address + "/queue/")
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_url(address + "/elsewhere/")


def test_an_answer_that_excludes_the_others_unticks_them(page, address):
    page.goto(address + "/form/")
    page.get_by_label("In danger now").check()
    page.get_by_label("None", exact=True).check()
    expect(page.get_by_label("In danger now")).not_to_be_checked()


def test_a_further_question_shows_when_it_is_asked(page, address):
    page.goto(address + "/form/")
    expect(page.get_by_label("Asset tag")).to_be_hidden()
    page.get_by_label("In school").check()
    expect(page.get_by_label("Asset tag")).to_be_visible()


def test_two_minutes_before_the_lock_one_can_stay(page, address, fit_for_everybody):
    page.goto(address + "/form/?idle=119")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("signed out in two minutes")
    fit_for_everybody(page)
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()


def test_a_locked_page_is_covered_and_keeps_what_was_typed(page, address):
    page.goto(address + "/form/?idle=3")
    page.get_by_label("What happened?").fill("Half a sentence", force=True)
    button = page.get_by_role("button", name="Sign in and keep what I typed")
    expect(button).to_be_visible(timeout=8000)
    with page.expect_navigation():
        button.click()
    assert living.sent[-1]["what"] == "Half a sentence"


def test_on_a_phone_rows_are_cards_and_filters_are_folded(phone, address):
    phone.goto(address + "/queue/")
    row = phone.locator("tbody tr")
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    expect(phone.get_by_text("Filters", exact=True)).to_be_hidden()


@pytest.fixture
def plain(browser, address):
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript_everything_still_works(plain, address):
    plain.goto(address + "/form/")
    expect(plain.get_by_label("Asset tag")).to_be_visible()
    fill(plain)
    plain.get_by_role("button", name="Send report").click()
    expect(plain).to_have_url(address + "/record/")
    plain.goto(address + "/queue/")
    plain.get_by_role("button", name="Show names").click()
    expect(plain.get_by_text("J. Okafor")).to_be_visible()
