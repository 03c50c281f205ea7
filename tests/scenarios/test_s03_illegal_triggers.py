"""S03: each of the illegal triggers goes to the DSL and police path, never to the behaviour queue.

Driven with `england`'s categories of the same class. Left for the Milestone profile: its own four names. Evidence and
its sealing come later; here no door of any route takes a file.
"""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from incidents.models import Incident
from notices import sending
from notices.models import Delivery
from tests.dealing import address, do, finish_steps, open_steps, opened, refused
from tests.make import make_report, reread
from tests.pages import words_of
from tests.reporting import begin, press_send, said, send

pytestmark = pytest.mark.django_db
TRIGGERS = ["child-abuse-images", "extreme-pornography", "criminal-hate", "other-crime", "images-on-device", "nudes"]
ORDER = ["stop", "secure", "isolate", "police", "social-care", "file-reference"]


def file(browser, category, **fields):
    """Report it as a teacher would, small fields and all."""
    if category == "other-crime":
        fields.setdefault("told", "Somebody offered to sell stolen phones")
    answer = send(browser, "first-none", category=category, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return Incident.objects.get(reporter__isnull=False)


@pytest.mark.proves("M-156", "T-67")
@pytest.mark.parametrize("category", TRIGGERS)
def test_every_trigger_lands_on_the_police_path(cast, sign_in, category):
    record = file(sign_in(cast.teacher), category, text=None)
    assert (record.cls, record.kind, record.wakes) == ("illegal", "I", True)
    coordinator = sign_in(cast.coordinator).get("/records/")
    assert record.ref not in [row.record.ref for row in coordinator.context["page"].rows]
    lead = sign_in(cast.dsl).get("/records/")
    assert [row.record.ref for row in lead.context["page"].rows] == [record.ref]


@pytest.mark.parametrize("category", TRIGGERS)
def test_lead_and_head_are_told_within_the_request_without_content(cast, sign_in, category):
    record = file(sign_in(cast.teacher), category, text=None)
    told = set(Delivery.objects.filter(notice__ref=record.ref).values_list("user", flat=True))
    assert {cast.dsl.pk, cast.deputy.pk, cast.head.pk} <= told
    assert cast.coordinator.pk not in told
    sending.send_due()
    assert mail.outbox
    for message in mail.outbox:
        assert not [word for word in ("image", "picture", "crime", "illegal", "porn") if word in message.body.lower()]


@pytest.mark.proves("M-156")
def test_pornography_that_may_be_illegal_is_one_of_them(cast, sign_in):
    browser = sign_in(cast.teacher)
    answer = send(
        browser,
        "first-none",
        category="unsuitable-on-purpose",
        text="He had pornography open",
        answers={"may-be-illegal": "yes"},
    )
    assert answer.status_code == 302
    assert Incident.objects.get().cls == "illegal"


@pytest.mark.proves("M-160")
def test_another_crime_without_a_word_is_refused(cast, sign_in):
    browser = sign_in(cast.teacher)
    page = browser.post(begin(browser), said(category="other-crime"))
    if page.status_code == 302:  # asked on the next page instead
        page = press_send(browser, page.url.removesuffix("check/"))
    assert page.status_code == 200
    assert "Say in a few words" in page.content.decode()
    assert not Incident.objects.exists()


def test_the_stop_notice_stands_before_any_text_box(cast, sign_in):
    browser = sign_in(cast.teacher)
    page = browser.get(begin(browser, "first-images")).content.decode()
    stop = page.index("Do not look at it again. Do not copy, forward, print or delete it.")
    boxes = [page.index(mark) for mark in ("<textarea", 'type="text"') if mark in page]
    assert boxes and stop < min(boxes)


@pytest.mark.proves("M-135", "T-244")
def test_no_file_gets_in(cast, sign_in):
    browser = sign_in(cast.teacher)
    url = begin(browser, "first-images")
    assert 'type="file"' not in browser.get(url).content.decode()
    picture = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "image/png")
    answer = browser.post(url, said("first-images", category="nudes", file=picture))
    assert answer.status_code in (400, 403, 413, 422)
    assert not Incident.objects.exists()


@pytest.fixture
def record(cast):
    return make_report(cast.teacher, "images-on-device", text="", device="OAK-L-0117", place="Library")


def test_looking_into_it_is_locked(record, cast, sign_in):
    browser = sign_in(cast.dsl)
    do(browser, record, "have-this")
    assert "Look into it" not in words_of(browser.get(address(record)))
    assert "do not look into it" in refused(browser, record, "look-into")
    assert reread(record).state == "acknowledged"


@pytest.mark.proves("M-161")
def test_the_checklist_is_in_its_order_and_open(record):
    steps = open_steps(record)
    codes = [step.template.code for step in steps]
    assert [code for code in codes if code in ORDER] == ORDER
    assert record.steps.exclude(state="open").count() == 0


@pytest.mark.proves("M-161", "T-41")
def test_it_ends_only_when_each_step_is_done_or_excused(record, cast, sign_in):
    browser = sign_in(cast.dsl)
    do(browser, record, "have-this")
    finish_steps(browser, record, but=["iwf", "learn", "discoverer"])
    do(browser, record, "pass-on")
    left = open_steps(record)
    assert left
    words = refused(browser, record, "finish", outcome="partners")
    assert [step.words for step in left if escape(step.words) not in words] == []
    for step in left:
        form = opened(browser, record, "not-needed", step.ref)
        assert form.send(browser).status_code == 200  # without a reason
        assert "reason" not in form.offered  # no common one of a possible crime
        assert "a few words of your own" in refused(browser, record, "not-needed", step.ref, other="Too small")
        do(browser, record, "not-needed", step.ref, other="The police said it is theirs alone")
    do(browser, record, "finish", outcome="partners")
    assert reread(record).state == "resolved"
