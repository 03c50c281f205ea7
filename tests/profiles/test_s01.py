"""S01: a teacher of the Milestone School reports misuse in the browser, and both co-ordinators hear of it."""

import pytest
from django.core import mail

from audit.ledger import ledger
from incidents.models import Incident
from notices import sending
from school.models import Document
from school.roles import Role
from tests.make import make_pupil, make_user
from tests.pages import form_with, words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
STORY = "Two of them had a violent video open behind the worksheet"
KNOWN = {
    "certainty": "suspected",
    "site": "on",
    "equipment": "school_device",
    "device_kind": "phone",
    "source": "pupil",
}
IN_WORDS = ("A suspicion", "At school, or on a trip", "A device of the school", "Phone", "A pupil")


def kept_at(code, address):
    document = Document.objects.get(code=code)
    document.address = address
    with ledger("made for a test", by=None, kind="settings", ref="") as book:
        book.save(document)


@pytest.fixture
def school(school_of, cast):
    """The school, whose procedures are kept somewhere, and the second holder of the co-ordinator's office."""
    school_of("milestone")
    kept_at("behaviour-policy", "https://milestone.example/behaviour")
    kept_at("privacy-notice", "https://milestone.example/privacy")
    return make_user(Role.STAFF, Role.COORDINATOR, given="Second")


def told(user) -> list:
    return [message for message in mail.outbox if message.to == [user.email]]


@pytest.mark.proves("M-04", "M-34", "M-37", "M-39", "M-43", "M-44", "M-59", "M-66", "M-119", "M-129", "M-134", "M-154")
def test_a_suspicion_becomes_an_entry_and_both_coordinators_are_told(school, cast, sign_in):
    browser, second = sign_in(cast.teacher), school
    pupil, url = make_pupil("Zadie"), begin(browser, "first-none")
    fields = {"category": "unsuitable-on-purpose", "text": STORY, "people": [pupil.ref], "unknown": None} | KNOWN
    assert browser.post(url, said(**fields)).status_code == 302
    check = browser.get(f"{url}check/")
    assert 'href="https://milestone.example/behaviour"' in check.content.decode(), "the procedure"
    assert 'href="/privacy/"' in check.content.decode()
    assert "serious" not in words_of(check).lower(), "the class is not the reporter's to see"
    receipt = browser.get(press_send(browser, url).url)
    record = Incident.objects.get()
    assert record.ref in words_of(receipt)
    assert 'href="https://milestone.example/behaviour"' in receipt.content.decode()
    assert all(words in words_of(page) for page in (check, receipt) for words in IN_WORDS)
    assert (record.reporter, record.cls, record.state) == (cast.teacher, "serious", "reported")
    assert {name: getattr(record, name) for name in KNOWN} == KNOWN
    assert record.filed.get().clause == "Scope, L23; Designated person, L118"
    sending.send_due()
    for user in (cast.coordinator, second):
        [message] = told(user)
        assert record.ref in message.subject
        assert not [
            word for word in ("violent", "video", "Zadie", "serious", "phone") if word in str(message.message())
        ]
    queue = sign_in(second).get("/records/")
    assert [row.record.ref for row in queue.context["page"].rows] == [record.ref]
    assert "Answer it" in words_of(queue)
    assert [browser.get(page).status_code for page in ("/records/", f"/records/{record.ref}/")] == [403, 403]


@pytest.mark.proves("T-84", "T-136")
@pytest.mark.parametrize("source", ["pupil", "parent", "staff", "filter", "monitoring", "mail_monitoring", "other"])
def test_who_said_it_first_is_kept_apart_from_who_reports_it(cast, sign_in, source):
    browser = sign_in(cast.teacher)
    form = form_with(browser.get(begin(browser)), "category")
    assert form.send(browser, **said(source=source)).status_code == 302
    press_send(browser, form.action)
    record = Incident.objects.get()
    assert (record.reporter, record.source) == (cast.teacher, source)


@pytest.mark.proves("M-55", "T-74", "T-215")
@pytest.mark.parametrize(
    ("policy", "source"), [("milestone", "platform"), ("milestone", "remote"), ("toynbee", "monitoring")]
)
def test_a_technician_reports_an_attempt_and_the_leads_are_told(school_of, cast, sign_in, policy, source):
    """What monitoring picked up, tried and not managed, is as serious as what was done."""
    school_of(policy)
    browser = sign_in(cast.network_manager)
    url = begin(browser)
    browser.post(url, said(category="bypass", source=source, attempted="True", device="LAP-0031"))
    press_send(browser, url)
    record = Incident.objects.get()
    assert (record.reporter, record.cls, record.source) == (cast.network_manager, "serious", source)
    assert record.attempted is True
    sending.send_due()
    assert all(told(user) for user in (cast.coordinator, cast.head))
