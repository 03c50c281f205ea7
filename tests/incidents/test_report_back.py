"""Back, while it is sent and after: one report, and no page that says it was not sent (U33)."""

from datetime import timedelta
from uuid import UUID

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from incidents.reporting import unsent
from school.models import Draft
from school.roles import Role
from tests.make import make_user
from tests.pages import words_of
from tests.reporting import PAGE, begin, press_send, said, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(db):
    return make_user(Role.STAFF)


@pytest.fixture
def teacher(reporter, sign_in):
    return sign_in(reporter)


@pytest.fixture
def leaving(teacher, reporter):
    """A report whose Send was pressed and which has not arrived; the address of page 2."""
    url = begin(teacher)
    teacher.post(url, said(text="Games in the lesson"))
    key = UUID(url.split("/")[2])
    unsent.leave(reporter, key, unsent.read(reporter, key))
    return url


@pytest.mark.parametrize("where", ["/", PAGE, "{url}", "{url}check/"])
def test_while_it_is_sent_no_page_says_that_it_was_not(teacher, leaving, where):
    words = words_of(teacher.get(where.format(url=leaving)))
    assert "You pressed Send at" in words
    assert "may have arrived" in words
    assert "did not send it" not in words
    assert "throw it away" not in words


def test_while_it_is_sent_it_is_not_thrown_away(teacher, leaving):
    answer = teacher.post(f"{leaving}throw-away/", follow=True)
    assert "Nothing was sent" not in words_of(answer)
    assert "You pressed Send at" in words_of(answer)
    assert Draft.objects.exists()


def test_pressing_send_again_makes_one_report_with_the_same_words(teacher, leaving):
    receipt = press_send(teacher, leaving)
    assert "Games in the lesson" in words_of(teacher.get(receipt.url))
    assert not Draft.objects.exists()


def test_what_never_arrived_is_a_report_that_was_not_sent(teacher, leaving):
    with clock.standing_at(clock.now() + timedelta(minutes=3)):
        for where in ("/", PAGE):
            assert "did not send it" in words_of(teacher.get(where))
        assert "You pressed Send" not in words_of(teacher.get(leaving))


def test_a_send_that_broke_keeps_the_words(teacher, reporter, monkeypatch):
    url = begin(teacher)
    teacher.post(url, said(text="Kept words"))
    page = teacher.get(f"{url}check/")

    def breaks(*_, **__):
        raise RuntimeError("broken for a test")

    monkeypatch.setattr("incidents.actions.report", breaks)
    teacher.raise_request_exception = False
    assert teacher.post(f"{url}check/", {"seen": page.context["seen"]}).status_code == 500
    monkeypatch.undo()
    assert press_send(teacher, url).status_code == 302
    assert Incident.objects.count() == 1


# --- Afterwards ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("where", ["", "check/", "first/"])
def test_back_afterwards_says_that_it_was_sent_and_shows_no_word_of_it(teacher, where):
    url = begin(teacher)
    teacher.post(url, said(text="Games in the lesson"))
    press_send(teacher, url)
    words = words_of(teacher.get(url + where, follow=True))
    ref = Incident.objects.get().ref
    assert f"Its reference is {ref} . What you fill in here is another report." in words
    assert "Games" not in words


def test_going_on_from_an_old_first_page_leads_to_the_receipt(teacher):
    key = "0b9c2d3a-8a43-4a4e-9d10-2f7f00000009"
    teacher.post(PAGE, {"key": key, "ticks": ["first-none"]})
    teacher.post(f"/report/{key}/", said())
    receipt = press_send(teacher, f"/report/{key}/").url
    for address in (PAGE, f"/report/{key}/first/"):
        answer = teacher.post(address, {"key": key, "ticks": ["first-danger"]}, follow=True)
        assert answer.request["PATH_INFO"] == receipt
        assert "You sent this report already" in words_of(answer)
    assert not Draft.objects.exists()


def test_what_was_sent_is_not_thrown_away(teacher):
    url = begin(teacher)
    teacher.post(url, said())
    receipt = press_send(teacher, url).url
    answer = teacher.post(f"{url}throw-away/", follow=True)
    assert answer.request["PATH_INFO"] == receipt
    assert "Nothing was sent" not in words_of(answer)


def test_what_was_sent_a_while_ago_is_not_mentioned(teacher):
    send(teacher)
    with clock.standing_at(clock.now() + timedelta(minutes=16)):
        assert "What you fill in here is another report" not in words_of(teacher.get(PAGE))


def test_what_is_about_the_reporter_now_is_not_mentioned(teacher, cast, reporter):
    send(teacher)
    actions.involve(Incident.objects.get(), person=reporter.person, part="subject", by=cast.dsl)
    assert Incident.objects.get().ref not in words_of(teacher.get(PAGE))


def test_another_persons_is_not_mentioned(teacher, sign_in):
    send(teacher)
    assert Incident.objects.get().ref not in words_of(sign_in(make_user(Role.STAFF)).get(PAGE))
