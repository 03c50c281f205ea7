"""Page 2 sends what was typed by itself as it is left: kept like any press, never against what was pressed since."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from esafety.lib import clock
from incidents.models import Incident
from school.models import Draft
from tests.make import make_pupil
from tests.pages import form_with, words_of
from tests.reporting import PAGE, begin, said, send

pytestmark = pytest.mark.django_db
WORDS = "Typed in the corridor"


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


def leave(browser, url, **typed):
    return browser.post(url, said(category=None, unknown=None, text=WORDS, left_unsent="1", **typed))


def kept() -> str:
    return str([row.fields for row in Draft.objects.all()])


def test_it_is_kept_without_a_page_and_offered(teacher):
    url = begin(teacher)
    assert leave(teacher, url).status_code == 204
    assert url in teacher.get(PAGE).content.decode()
    assert WORDS in teacher.get(url).content.decode()
    assert "left_unsent" not in kept()


def test_whoever_is_not_ticked_any_more_is_not_kept(teacher):
    pupil, url = make_pupil("Zadie"), begin(teacher)
    leave(teacher, url, people=pupil.ref)
    assert pupil.ref in kept()
    leave(teacher, url)
    assert pupil.ref not in kept()


def test_what_was_thrown_away_does_not_come_back(teacher):
    url = begin(teacher)
    teacher.post(f"{url}throw-away/")
    leave(teacher, url)
    assert not Draft.objects.exists()


def test_what_was_sent_is_kept_no_more(teacher):
    send(teacher, text=WORDS)
    leave(teacher, f"{PAGE}{Incident.objects.get().submission_key}/")
    assert not Draft.objects.exists()


def test_a_page_that_locked_keeps_it_too(teacher):
    url = begin(teacher)
    with clock.standing_at(clock.now() + timedelta(hours=2)):
        assert leave(teacher, url).status_code == 302
        assert WORDS in kept()
    assert "left_unsent" not in kept()


@pytest.mark.parametrize("token", ["good", "stale"])
def test_whoever_signed_in_there_since_is_offered_nothing_of_it(teacher, cast, token):
    url, browser = begin(teacher), Client(enforce_csrf_checks=True)
    browser.force_login(cast.teacher)
    typed = form_with(browser.get(url), "text").values | {"text": [WORDS], "left_unsent": ["1"]}
    browser.force_login(cast.colleague)
    if token == "stale":
        del browser.cookies["csrftoken"]
    browser.post(url, typed, headers={"origin": "http://testserver"})
    assert WORDS not in kept()


def test_words_that_could_not_be_sent_stand_under_their_questions(teacher):
    url = begin(teacher)
    leave(teacher, url)
    Session.objects.all().delete()
    page = teacher.post(url, said(text="Changed since then", description="Year 9, blue bag"))
    assert page.status_code == 401
    for words in ("In your own words Changed since then", "Or describe them Year 9, blue bag", "waits on the page"):
        assert words in words_of(page)
    assert "Written" not in words_of(page)
