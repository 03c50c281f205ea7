"""Suspected child abuse images, from the first page to another person's closing."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import transaction

from esafety.lib import clock
from incidents import notifications
from incidents.models import Incident
from notices import sending
from notices.models import Delivery, Task
from tests.dealing import address, do, finish_steps, refused
from tests.make import make_report, reread
from tests.pages import forms_of, words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
DEVICE = {"device": "OAK-L-0117", "place": "Library"}
SMALL = {"whose": "The school's", "where_now": "Locked in room 4", "held_by": "Ms Hill", "told": "By a pupil at 10:40"}


@pytest.fixture(autouse=True)
def _friday_morning():
    clock.set_to(datetime(2026, 11, 6, 11, 4, tzinfo=UTC))


@pytest.fixture
def record(cast, sign_in):
    """Reported by the teacher in three pages."""
    browser = sign_in(cast.teacher)
    url = begin(browser, "first-images")
    answer = browser.post(url, said("first-images", category="child-abuse-images", **SMALL, **DEVICE))
    assert answer.status_code == 302, answer.context["form"].errors
    assert press_send(browser, url).status_code == 302
    return Incident.objects.get()


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


def test_what_not_to_do_stands_before_the_first_box_on_every_page_with_one(cast, sign_in):
    browser = sign_in(cast.teacher)
    page = browser.get(begin(browser, "first-images")).content.decode()
    assert page.index("Do not look at it again") < page.index("<textarea")
    assert page.index("Do not look at it again") < page.index('name="whose"')


def test_the_first_page_has_no_text_box_at_all(cast, sign_in):
    for form in forms_of(sign_in(cast.teacher).get("/report/")):
        assert not {"text", "textarea", "file"} & set().union(*form.offered.values())


def test_small_fields_stand_in_for_the_story_and_no_file_field(cast, sign_in):
    browser = sign_in(cast.teacher)
    form = max(forms_of(browser.get(begin(browser, "first-images"))), key=lambda one: len(one.offered))
    assert "text" not in form.offered
    assert set(SMALL) <= set(form.offered)
    assert "file" not in set().union(*form.offered.values())


@pytest.mark.proves("M-135")
def test_no_page_of_the_record_has_a_file_field(record, lead):
    from incidents.forms.record import ON_RECORD

    do(lead, record, "have-this")
    about = record.steps.first().ref
    for what in ON_RECORD:
        page = lead.get(address(record, what, about if what in ("done", "not-needed", "give-step", "undo") else ""))
        assert 'type="file"' not in page.content.decode(), what


def test_lead_and_head_are_owed_a_message_before_the_answer_goes_out(record, cast):
    told = Delivery.objects.filter(notice__ref=record.ref, notice__wakes=True, what="alert")
    assert set(told.values_list("user", flat=True)) == {cast.dsl.pk, cast.deputy.pk, cast.head.pk}


def test_no_alarm_no_report(cast, monkeypatch):
    """The record and what it owes commit together or not at all."""
    monkeypatch.setattr(notifications, "tell", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_report(cast.teacher, "child-abuse-images", text="")
    assert not Incident.objects.exists()
    assert not Delivery.objects.exists()


def test_the_coordinator_sees_a_stub(record, cast, sign_in):
    browser = sign_in(cast.coordinator)
    queue = browser.get("/records/")
    assert [row.record.ref for row in queue.context["page"].rows] == []
    assert record.ref in words_of(queue)
    page = browser.get(address(record))
    words = words_of(page)
    assert "Private record, the DSL has it." in words
    for hidden in (*SMALL.values(), *DEVICE.values(), "Sexual", cast.teacher.person.family_name):
        assert hidden not in page.content.decode(), hidden
    assert browser.post(address(record, "note"), {"text": "x", "version": 1}).status_code == 404


@pytest.mark.proves("T-251")
def test_the_network_manager_gets_the_task_and_nothing_more(record, cast, sign_in):
    browser = sign_in(cast.network_manager)
    words = words_of(browser.get("/tasks/"))
    assert "Disconnect OAK-L-0117, Locked in room 4, from the network." in words, "where it is now"
    assert "You are not told why, to protect you." in words
    assert record.ref not in words
    assert browser.get(address(record)).status_code == 404
    assert record.ref not in browser.get("/records/").content.decode()
    sending.send_due()
    mails = [message for message in mail.outbox if message.to == [cast.network_manager.email]]
    assert mails
    assert not [one for one in mails if record.ref in one.subject + one.body or "OAK-L" in one.subject + one.body]


def test_done_leaves_the_list(record, cast, sign_in):
    browser = sign_in(cast.network_manager)
    form = next(one for one in forms_of(browser.get("/tasks/")) if "/done/" in one.action)
    assert form.send(browser).status_code == 302
    assert Task.objects.get(for_role="network_manager").done_by == cast.network_manager
    page = browser.get("/tasks/")
    assert not [one for one in forms_of(page) if "/done/" in one.action]
    assert "Done just now" in words_of(page)


@pytest.mark.proves("M-41")
@pytest.mark.parametrize("agency", ["lado", "police", "social-care"])
def test_i_rang_is_one_form(record, lead, agency):
    do(lead, record, "have-this")
    do(lead, record, "rang", agency, spoke_to="Duty officer", advice="Keep the device as it is", answered="yes")
    call = record.referrals.get()
    assert (call.agency.code, call.spoke_to, call.reference) == (agency, "Duty officer", "")
    assert call.rang_at == clock.now()
    page = words_of(lead.get(address(record)))
    assert "pending" in page.lower()
    assert "Keep the device as it is" in page


def test_a_call_does_its_step(record, lead):
    do(lead, record, "have-this")
    do(lead, record, "rang", "police", reference="CR-77", answered="no")
    step = record.steps.get(template__code="police")
    assert (step.state, step.reason) == ("done", "CR-77")


def test_another_person_closes_it(record, cast, lead, sign_in):
    do(lead, record, "have-this")
    for agency in ("lado", "police", "social-care"):
        do(lead, record, "rang", agency, spoke_to="Duty desk", advice="Tell the parents", answered="yes")
    finish_steps(lead, record)
    do(lead, record, "pass-on")
    do(lead, record, "finish", outcome="partners")
    assert "another person has to close it" in refused(lead, record, "close")
    head = sign_in(cast.head)
    assert record.ref in words_of(head.get("/"))
    do(head, record, "close")
    assert reread(record).state == "closed"


def test_the_reporter_sees_that_it_is_safe_and_none_of_their_words(record, cast, sign_in):
    page = sign_in(cast.teacher).get(f"/reports/mine/{record.ref}/")
    assert "Your report is safe. It is now private" in words_of(page)
    assert "Locked in room 4" not in page.content.decode()
