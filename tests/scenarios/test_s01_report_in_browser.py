"""S01: a teacher reports misuse in the browser.

Driven with `england`: "unsuitable pages, looked for on purpose" is serious, as Milestone's suspected misuse is. Left
for the Milestone profile: its own category names, the box "suspected", whose equipment it was and whether on site, and
the procedure shown to the reporter for the class: here no reporter learns a class, the handler's steps link it (S02).
"""

import pytest
from django.core import mail
from django.urls import reverse

from incidents.models import Incident
from notices import sending
from school.roles import Role
from tests.make import make_user
from tests.pages import words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
STORY = "Two of them had a violent video open behind the worksheet"


@pytest.fixture
def second(cast):
    """The other holder of the co-ordinator's office."""
    return make_user(Role.STAFF, Role.COORDINATOR, given="Second")


@pytest.fixture
def sent(cast, second, sign_in):
    """The teacher's three pages, up to the answer to Send."""
    browser = sign_in(cast.teacher)
    url = begin(browser, "first-none")
    fields = {"category": "unsuitable-on-purpose", "text": STORY, "place": "Library", "device": "OAK-T-0031"}
    assert browser.post(url, said("first-none", **fields)).status_code == 302
    answer = press_send(browser, url, **{"may-be-illegal": "no"})
    return browser, answer, Incident.objects.get()


@pytest.mark.proves("M-43", "M-59", "T-67")
def test_the_receipt_gives_the_reference(sent):
    browser, answer, record = sent
    page = browser.get(answer.url)
    assert record.ref in words_of(page)
    assert "Somebody should answer by" in words_of(page)


def test_the_entry_stands_with_date_reporter_category_and_class(sent, cast):
    _, _, record = sent
    assert record.reporter == cast.teacher
    assert record.filed.get().category.code == "unsuitable-on-purpose"
    assert (record.cls, record.kind, record.state) == ("serious", "N", "reported")
    assert (record.place, record.device) == ("Library", "OAK-T-0031")
    assert record.statements.get().text == STORY


@pytest.mark.proves("M-04", "M-43", "M-129")
def test_both_coordinators_hear_by_reference_only(sent, cast, second):
    _, _, record = sent
    sending.send_due()
    told = {message.to[0]: message for message in mail.outbox}
    assert {cast.coordinator.email, second.email} <= set(told)
    for user in (cast.coordinator, second):
        message = told[user.email]
        assert record.ref in message.subject
        for word in ("violent", "video", "unsuitable", "serious", "Library", cast.teacher.person.family_name):
            assert word.lower() not in (message.subject + message.body).lower()


@pytest.mark.proves("M-37")
def test_it_heads_the_queue_unanswered(sent, second, sign_in):
    _, _, record = sent
    queue = sign_in(second).get("/records/")
    assert [row.record.ref for row in queue.context["page"].rows][:1] == [record.ref]
    assert queue.context["counts"].new == 1
    assert "Answer it" in words_of(queue)


def test_the_teacher_cannot_open_the_queue_or_the_record(sent):
    browser, _, record = sent
    assert browser.get("/records/").status_code == 403
    assert browser.get(f"/records/{record.ref}/").status_code == 403


def test_the_privacy_notice_is_linked_from_every_page_of_the_report(cast, sign_in, privacy_notice):
    browser = sign_in(cast.teacher)
    url = begin(browser, "first-none")
    browser.post(url, said("first-none"))
    for page in (reverse("incidents:report"), url, f"{url}check/"):
        assert 'href="/privacy/"' in browser.get(page).content.decode(), page
    assert browser.get("/privacy/").url == privacy_notice
