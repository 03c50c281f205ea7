"""Page 1: what might be true, before any text box, for everybody who may report, with nothing in front of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from esafety.lib import clock
from incidents.models import Incident
from school import drafts
from school.models import Draft
from school.roles import Role
from tests.make import make_user
from tests.pages import forms_of, words_in, words_of
from tests.reporting import begin, send

pytestmark = pytest.mark.django_db
PAGE = "/report/"


@pytest.fixture
def reporter(db):
    return make_user(Role.STAFF)


def test_it_asks_before_any_text_box(reporter, sign_in):
    page = sign_in(reporter).get(PAGE).content.decode()
    assert "Tick anything that might be true" in page
    assert "<textarea" not in page
    assert 'type="text"' not in page
    assert 'type="file"' not in page


def test_a_tick_opens_page_two_and_is_no_record_yet(reporter, sign_in):
    key = "0b9c2d3a-8a43-4a4e-9d10-2f7f00000001"
    answer = sign_in(reporter).post(PAGE, {"key": key, "ticks": ["first-none"]})
    assert (answer.status_code, answer.url) == (302, f"/report/{key}/")
    assert Draft.objects.get(owner=reporter).path == f"/report/{key}/"
    assert not Incident.objects.exists()


def test_nothing_ticked_is_a_sentence(reporter, sign_in):
    answer = sign_in(reporter).post(PAGE, {})
    assert answer.status_code == 200
    assert "Tick at least one box" in answer.content.decode()


def test_a_tick_that_is_not_on_the_list_is_a_sentence(reporter, sign_in):
    answer = sign_in(reporter).post(PAGE, {"ticks": ["first-none", "\0made-up"]})
    assert "The list has changed" in answer.content.decode()


def test_a_key_that_is_none_is_replaced(reporter, sign_in):
    answer = sign_in(reporter).post(PAGE, {"key": "../../etc", "ticks": ["first-none"]})
    assert answer.url.startswith("/report/")
    assert len(answer.url) == len("/report//") + 36


@pytest.mark.parametrize(
    "roles", [[Role.GOVERNOR], [Role.CHAIR], [Role.ADMINISTRATOR], [Role.AUDITOR], [Role.DPO], []]
)
def test_everybody_with_an_account_may_report_and_read_their_receipt(sign_in, roles):
    """U6: no office, and none at all, stands in front of Report."""
    browser = sign_in(make_user(*roles))
    assert b"Have you seen or heard something?" in browser.get("/").content
    receipt = send(browser, text="Seen at the gate").url
    assert "Seen at the gate" in browser.get(receipt).content.decode()


def test_a_stranger_signs_in_first(client, db):
    assert reverse("account_login") in client.get(PAGE).url


def test_somebody_without_a_second_step_may_report(client, db):
    """U6: nothing stands in front of it, not even for a safeguarding lead who has not set up a second step."""
    client.force_login(make_user(Role.STAFF, Role.DSL))
    assert client.get(PAGE).status_code == 200
    assert client.get("/reports/mine/").status_code == 200


def test_changing_a_tick_keeps_the_rest(reporter, sign_in):
    browser, key = sign_in(reporter), "0b9c2d3a-8a43-4a4e-9d10-2f7f00000002"
    browser.post(PAGE, {"key": key, "ticks": ["first-none"]})
    browser.post(f"/report/{key}/", {"ticks": ["first-none"], "text": "Kept words"})
    assert "checked" in browser.get(f"/report/{key}/first/").content.decode()
    browser.post(f"/report/{key}/first/", {"ticks": ["first-danger"]})
    page = browser.get(f"/report/{key}/").content.decode()
    assert "Kept words" in page
    assert 'value="first-danger"' in page


def test_what_was_begun_is_offered_again_and_can_be_thrown_away(reporter, sign_in):
    browser, key = sign_in(reporter), "0b9c2d3a-8a43-4a4e-9d10-2f7f00000003"
    browser.post(PAGE, {"key": key, "ticks": ["first-none"]})
    assert f"/report/{key}/" not in browser.get(PAGE).content.decode(), "nothing is typed yet"
    browser.post(f"/report/{key}/", {"ticks": ["first-none"], "text": "Not sent"})
    assert f"/report/{key}/" in browser.get(PAGE).content.decode()
    assert f"/report/{key}/" in browser.get("/").content.decode()
    assert f"/report/{key}/" not in sign_in(make_user(Role.STAFF)).get(PAGE).content.decode()
    asks = browser.get(PAGE).content.decode().split("<details")[1].split("</details>")[0]
    assert "cannot be brought back" in asks
    assert f'action="/report/{key}/throw-away/"' in asks
    browser.post(f"/report/{key}/throw-away/")
    assert f"/report/{key}/" not in browser.get(PAGE).content.decode()


def test_the_first_page_says_that_it_is_kept_and_asks_before_it_starts_again(reporter, sign_in):
    browser = sign_in(reporter)
    assert "Start again" not in browser.get(PAGE).content.decode()
    url = begin(browser, "first-danger")
    page = browser.get(f"{url}first/")
    assert "You began this report today at" in words_of(page)
    assert "did not send it" in words_of(page)
    asks = page.content.decode().split("<details")[1].split("</details>")[0]
    assert words_in(asks.split("</summary>")[0].split(">", 1)[1]) == "Start again"
    assert "cannot be brought back" in asks
    assert page.content.decode().count("throw-away/") == asks.count("throw-away/") == 1
    browser.post(next(form.action for form in forms_of(page) if "throw-away" in form.action))
    assert not Draft.objects.exists()
    assert browser.get(f"{url}first/").context["form"]["ticks"].value() in (None, [])


def test_what_was_ticked_on_a_page_that_locked_is_thrown_away_too(reporter, sign_in):
    browser, came_from = sign_in(reporter), {"referer": f"http://testserver{PAGE}", "host": "testserver"}
    browser.get(PAGE)
    with clock.standing_at(clock.now() + timedelta(hours=2)):
        browser.post(PAGE, {"key": uuid4(), "ticks": ["first-danger"]}, headers=came_from)
        browser = sign_in(reporter)
        session = browser.session
        session[drafts.FLAG] = True  # as signing in does
        session.save()
        page = browser.get(PAGE)
        assert "What you ticked before is ticked again below" in words_of(page)
        browser.post(next(form.action for form in forms_of(page) if "throw-away" in form.action), headers=came_from)
        assert not Draft.objects.exists()


def test_two_that_were_begun_are_told_apart_by_time_alone(reporter, sign_in):
    browser, today = sign_in(reporter), datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    for minutes, words in ((0, "He drew on the board and then he ran away"), (25, "A phone in maths")):
        with clock.standing_at(today + timedelta(minutes=minutes)):
            browser.post(begin(browser), {"ticks": ["first-none"], "text": words})
    with clock.standing_at(today + timedelta(minutes=40)):
        page, home = browser.get(PAGE).content.decode(), browser.get("/").content.decode()
    assert "today at 09:00 and" in page
    assert "today at 09:25 and" in page
    for shown in (page, home):
        assert "drew" not in shown, "others may see the screen"
        assert "maths" not in shown


@pytest.mark.parametrize(("hours", "when"), [(1, "today at 16:00"), (18, "on Friday at 16:00")])
def test_it_says_today_only_of_today(reporter, sign_in, hours, when):
    afternoon = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    with clock.standing_at(afternoon):
        url = begin(sign_in(reporter))
        sign_in(reporter).post(url, {"ticks": ["first-none"], "text": "Not sent"})
    with clock.standing_at(afternoon + timedelta(hours=hours)):
        browser = sign_in(reporter)
        assert f"You began this report {when} and" in words_of(browser.get(f"{url}first/"))
        for page in (PAGE, "/"):
            assert f"You began a report {when} and" in words_of(browser.get(page))


def test_more_than_two_are_counted_and_offered(reporter, sign_in):
    browser = sign_in(reporter)
    urls = [begin(browser) for _ in range(4)]
    for url in urls:
        browser.post(url, {"ticks": ["first-none"], "text": "Not sent"})
    page, home = browser.get(PAGE), browser.get("/")
    assert all(f'href="{url}"' in page.content.decode() for url in urls)
    for shown in (page, home):
        assert "2 more that you began and did not send" in words_of(shown)


def test_going_on_with_it_later_does_not_change_when_it_was_begun(reporter, sign_in):
    browser, morning = sign_in(reporter), datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    with clock.standing_at(morning):
        url = begin(browser)
    with clock.standing_at(morning + timedelta(minutes=20)):
        browser.post(url, {"ticks": ["first-none"], "text": "Later"})
        assert "today at 09:00 and" in browser.get(PAGE).content.decode()


def test_its_words_stand_on_no_first_page_and_in_no_log(reporter, sign_in, caplog):
    browser = sign_in(reporter)
    browser.post(begin(browser), {"ticks": ["first-none"], "text": "Quillonbury ran"})
    with caplog.at_level("DEBUG"):
        page = browser.get(PAGE).content.decode()
    assert "Quillonbury" not in page
    assert "Quillonbury" not in caplog.text


NOON, NIGHT = datetime(2026, 11, 3, 12, tzinfo=UTC), datetime(2026, 11, 3, 23, tzinfo=UTC)


def test_at_night_it_gives_the_number_that_is_answered_then(reporter, sign_in, numbers):
    with clock.standing_at(NIGHT):
        page = sign_in(reporter).get(PAGE).content.decode().split("<main", 1)[1]
    assert "social care on" in page
    assert 'href="tel:01632960999"' in page
    assert "ext 204" not in page
    assert "01632960204" not in page


def test_the_first_page_gives_the_numbers_to_press(reporter, sign_in, numbers):
    with clock.standing_at(NOON):
        page = sign_in(reporter).get(PAGE).content.decode()
    assert "then the designated safeguarding lead on ext 204 inside the school, or on" in page
    assert 'href="tel:01632960204"' in page
    assert 'href="tel:01632960999"' in page
    assert "tel:ext" not in page
