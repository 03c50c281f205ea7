"""Every page of a report says whose it is: what is sent from it on a shared computer is kept for its owner."""

import pytest
from django.contrib.sessions.models import Session

from school.models import Draft
from tests.incidents.test_report_hinted import TEXT, asks
from tests.incidents.test_report_named import told
from tests.pages import form_with
from tests.reporting import PAGE, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


def sent_by_nobody(browser, form, page="", **typed) -> dict:
    """What is kept for the owner where nobody is signed in any more: the mark alone says who that is."""
    Session.objects.all().delete()
    assert form.send(browser, **typed).status_code == 409
    return Draft.objects.get(path=page or form.action).fields


def test_page_one_says_whose_it_is(teacher, cast):
    assert sent_by_nobody(teacher, form_with(teacher.get(PAGE), "ticks"), ticks=["first-adult"])["ticks"] == [
        "first-adult"
    ]


def test_the_last_page_says_whose_it_is(teacher, cast):
    page, _ = told(teacher, text=TEXT)
    name = asks(page)
    assert sent_by_nobody(teacher, form_with(page, name), **{name: "about"})[name] == ["about"]


def test_a_receipt_says_whose_it_is(teacher, cast):
    receipt = send(teacher).url
    form = form_with(teacher.get(receipt), "add-text")
    assert sent_by_nobody(teacher, form, receipt, **{"add-text": "Later"})["add-text"] == ["Later"]
