"""An answer about a name changes who it goes to: the last page says so, and asks what comes with it, before Send."""

import pytest

from incidents.models import Incident
from school.roles import Role
from tests.incidents.test_report_named import codes, press, told
from tests.make import make_user
from tests.pages import words_of

pytestmark = pytest.mark.django_db
HARM = "q-concern-threshold"


@pytest.fixture
def teacher(cast, sign_in):
    make_user(Role.STAFF, Role.COORDINATOR, family="Kaplan")
    return sign_in(cast.teacher)


def again(browser, value="about", text="Mr Kaplan texts her"):
    """The last page as it is shown once more."""
    page, url = told(browser, text=text)
    response = press(browser, page, url, value)
    assert response.url == f"{url}check/"
    assert not Incident.objects.exists()
    return browser.get(response.url), url


@pytest.mark.parametrize("value", ["about", "unsure"])
def test_it_is_shown_once_more_with_what_is_so_now(teacher, cast, value):
    page, _ = again(teacher, value)
    words = words_of(page)
    assert "This goes to: Headteacher" in words
    assert "Say nothing about this" in words
    assert "Might a child have been harmed, or be at risk from this person?" in words
    assert [page.context["form"][f"n-{code}"].value() for code in codes(page)] == [value]
    assert not page.context["form"].errors


def test_send_sends_it_then(teacher, cast):
    page, url = again(teacher)
    assert press(teacher, page, url, "about").url.startswith("/reports/mine/")
    record = Incident.objects.get()
    assert (record.kind, record.wakes, record.cls) == ("AD", False, "inappropriate")


def test_a_child_at_risk_wakes_people_within_the_half_hour(teacher, cast):
    page, url = again(teacher)
    assert press(teacher, page, url, "about", **{HARM: "yes"}).url.startswith("/reports/mine/")
    record = Incident.objects.get()
    assert (record.kind, record.wakes, record.cls) == ("AD", True, "child_protection")
    assert (record.due_at - record.reported_at).total_seconds() == 1800


def test_the_question_has_to_be_answered(teacher, cast):
    page, url = again(teacher)
    assert press(teacher, page, url, "about", **{HARM: ""}).status_code == 200
    assert not Incident.objects.exists()


def test_where_nothing_changes_it_is_sent_at_once(teacher, cast):
    page, url = told(teacher, text="Mr Kaplan laughed")
    assert press(teacher, page, url, "not-about").url.startswith("/reports/mine/")


def test_taken_back_it_is_an_ordinary_report(teacher, cast):
    page, url = again(teacher)
    assert press(teacher, page, url, "not-about").url == f"{url}check/"
    press(teacher, teacher.get(f"{url}check/"), url, "not-about")
    assert Incident.objects.get().kind == "N"
