"""A member of staff reports in three pages, presses Send twice, and adds something later."""

from datetime import UTC, datetime

import pytest

from esafety.lib import clock
from incidents.models import Incident, Statement
from notices import sending
from tests.dealing import address
from tests.make import make_report, reread
from tests.pages import form_with, forms_of, words_of
from tests.reporting import begin, press_send, said, seen_on

pytestmark = pytest.mark.django_db
MINE = "/reports/mine/"
MORNING = datetime(2026, 11, 20, 11, 4, tzinfo=UTC)  # a Friday of term


def begun(browser, **fields):
    """The first two pages; answers the address of the second."""
    url = begin(browser, "first-none")
    assert browser.post(url, said("first-none", **fields)).status_code == 302
    return url


def test_home_leads_to_the_receipt_in_three_pages(cast, school, sign_in):
    with clock.standing_at(MORNING):
        browser = sign_in(cast.teacher)
        assert 'href="/report/"' in browser.get("/").content.decode()
        answer = press_send(browser, begun(browser, category="grooming", text="She told me about a man online"))
        words = words_of(browser.get(answer.url))
    for sentence in (
        "if not, ring the designated safeguarding lead on ext 204.",
        "Stay with the child if they are upset.",
        "Do not promise to keep it secret.",
        "Do not ask more questions.",
        "You have done the right thing.",
    ):
        assert sentence in words


def test_only_three_answers_are_required(cast, sign_in):
    """What happened, who or that one does not know, when, which is set to now."""
    browser = sign_in(cast.teacher)
    url = begin(browser, "first-none")
    asked = form_with(browser.get(url), "category")
    assert asked.values["at"] and asked.values["day_day"]
    answer = asked.send(browser, category="acceptable-use", unknown="on")
    assert answer.status_code == 302
    assert press_send(browser, url).status_code == 302


def test_send_pressed_twice_is_one_report(cast, sign_in):
    browser = sign_in(cast.teacher)
    url = begun(browser)
    seen = seen_on(browser.get(f"{url}check/"))
    first, second = (browser.post(f"{url}check/", {"seen": seen}) for _ in range(2))
    assert first.url == second.url
    assert Incident.objects.count() == 1


def test_the_page_says_who_it_goes_to_before_send(cast, sign_in):
    browser = sign_in(cast.teacher)
    words = words_of(browser.get(f"{begun(browser)}check/"))
    assert "This goes to:" in words
    assert "Online safety co-ordinator" in words.split("This goes to:")[1]


def test_something_remembered_is_added_and_reaches_whoever_has_it(cast, sign_in):
    teacher = sign_in(cast.teacher)
    receipt = press_send(teacher, begun(teacher, text="Games in the lesson")).url
    record = Incident.objects.get()
    form = next(one for one in forms_of(teacher.get(receipt)) if one.action.endswith("/add/"))
    assert form.send(teacher, **{"add-text": "He also had a second phone"}).status_code == 302
    assert "He also had a second phone" in words_of(teacher.get(receipt))
    assert "He also had a second phone" in words_of(sign_in(cast.coordinator).get(address(record)))


def test_it_is_added_even_when_the_words_are_hidden(cast, sign_in):
    record = make_report(cast.teacher, "grooming", text="He writes to her at night")
    browser = sign_in(cast.teacher)
    page = browser.get(f"{MINE}{record.ref}/")
    assert "It is now private, so its words are not shown here, even to you." in words_of(page)
    assert "He writes to her at night" not in page.content.decode()
    form = next(one for one in forms_of(page) if one.action.endswith("/add/"))
    form.send(browser, **{"add-text": "And on Sunday"})
    assert Statement.objects.filter(incident=record, kind="added", text="And on Sunday").exists()
    assert "And on Sunday" not in browser.get(f"{MINE}{record.ref}/").content.decode()


def test_ask_the_reporter_and_the_answer(cast, sign_in, mailoutbox):
    from tests.dealing import do

    record = make_report(cast.teacher, "acceptable-use")
    do(sign_in(cast.coordinator), record, "ask-reporter", text="Which lesson was it?")
    sending.send_due()
    asked = [message for message in mailoutbox if message.to == [cast.teacher.email]][-1]
    assert "lesson" not in asked.subject + asked.body
    teacher = sign_in(cast.teacher)
    page = teacher.get(f"{MINE}{record.ref}/")
    assert "Which lesson was it?" in words_of(page)
    form = next(one for one in forms_of(page) if one.action.endswith("/answer/"))
    assert form.send(teacher, **{"answer-text": "Period three"}).status_code == 302
    assert "Period three" in words_of(sign_in(cast.coordinator).get(address(record)))
    assert reread(record).state == "reported"
