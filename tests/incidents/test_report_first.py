"""Page 1: what might be true, before any text box, for everybody who may report, with nothing in front of it."""

import pytest
from django.urls import reverse

from incidents.models import Incident
from school.models import Draft
from school.roles import Role
from tests.make import make_user
from tests.reporting import send

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
    browser.post(f"/report/{key}/throw-away/")
    assert f"/report/{key}/" not in browser.get(PAGE).content.decode()
