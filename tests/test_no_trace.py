"""The accused, signed in and holding every office, finds no trace: by page, count, search, mail, paper or address."""

from datetime import timedelta

import pytest
from django.core import mail

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident, Step
from notices import sending, watch
from notices.models import Notice, Task
from runs.models import Run
from tests.make import make_report
from tests.routes import paths, still

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
CANARY = "Quillonbury"


@pytest.fixture
def allegation(cast, accused):
    """A matter about the accused, with a word in every field that must never reach them."""
    record = make_report(
        cast.teacher,
        "staff-allegation",
        text=f"What happened: {CANARY}",
        people=[accused.person],
        place=CANARY,
        device=CANARY,
        told_by=CANARY,
        addresses=f"https://{CANARY}.example",
        custody={"held_by": CANARY},
    )
    actions.acknowledge(record, by=cast.chair)
    actions.note(record, f"A note: {CANARY}", by=cast.chair)
    return record


def values(record) -> dict:
    """What would fill the addresses of everything that belongs to the record."""
    step, task, run = record.steps.first(), Task.objects.filter(ref=record.ref).first(), Run.objects.first()
    return {
        "ref": record.ref,
        "about": step.ref if step else "x",
        "slip": task.slip if task else "x",
        "code": run.code if run else "x",
        "key": record.submission_key,
    }


def test_no_page_carries_a_word_of_it(allegation, accused, sign_in):
    browser = sign_in(accused)
    for name, path in paths(values(allegation)):
        if name == "account_logout":
            continue
        for response in (browser.get(path), browser.post(path, {"words": "library", "text": "x"})):
            said = response.content + str(response.headers).encode()
            assert CANARY.encode() not in said, name
            assert response.status_code < 500, name


def test_nothing_changes_for_the_accused_when_it_is_made(cast, accused, sign_in):
    """The same pages before and after, byte for byte: no count, badge, banner or list moves."""
    browser = sign_in(accused)
    look_at = ["/", "/records/", "/reports/mine/", "/tasks/"]
    before = [still(browser.get(path)) for path in look_at]
    make_report(cast.teacher, "staff-allegation", people=[accused.person], text=CANARY)
    after = [still(browser.get(path)) for path in look_at]
    assert before == after


@pytest.mark.parametrize("watcher", ["network_manager", "administrator"])
def test_health_counts_no_alarm_that_is_kept_from_somebody(cast, sign_in, watcher):
    """An adult here who watches the number of alarms nobody answered would find a trace: it moved with the record."""
    watcher, now = getattr(cast, watcher), clock.now()
    before = _health_after_an_hour(sign_in(watcher), now)
    make_report(cast.teacher, "staff-allegation", people=[cast.network_manager.person])
    record = make_report(cast.teacher, "nudes")
    actions.conflicted(record, cast.administrator.person, by=cast.dsl, reason="A friend of the family")
    assert Notice.objects.open().filter(wakes=True).count() == 2
    assert _health_after_an_hour(sign_in(watcher), now) == before


def _health_after_an_hour(browser, now) -> bytes:
    sending.send_due()
    clock.set_to(now + timedelta(minutes=61))
    watch.climb_due()
    sending.send_due()
    page = still(browser.get("/health/"))
    clock.set_to(now)
    assert b"Alarms answered" in page
    return page


def test_search_finds_nothing_by_word_or_reference(allegation, accused, cast, sign_in):
    found = [
        allegation.ref.encode()
        in sign_in(user).post("/records/search/", {"words": words}, follow=True).content.split(b"<table")[-1]
        for user in (accused, cast.coordinator)
        for words in (CANARY, accused.person.family_name)
    ]
    assert found == [False] * 4


def test_no_mail_goes_to_them(allegation, accused):
    sending.send_due()
    assert mail.outbox
    assert accused.email not in {address for message in mail.outbox for address in message.to}


def test_no_mail_says_anything(allegation):
    sending.send_due()
    for message in mail.outbox:
        assert CANARY not in message.subject + message.body
        assert "allegation" not in (message.subject + message.body).lower()


def test_its_paper_is_not_theirs(allegation, accused, cast, sign_in):
    assert sign_in(cast.chair).post(f"/records/{allegation.ref}/chronology/").status_code == 302
    run = Run.objects.get(ref=allegation.ref)
    browser = sign_in(accused)
    assert browser.get(f"/files/{run.code}/").status_code == 404
    assert browser.get(f"/files/{run.code}/file/").status_code == 404


def test_naming_them_later_closes_what_was_open(cast, sign_in):
    """A live session loses the record with the commit that names its holder."""
    record = make_report(cast.teacher, "bullying")
    browser = sign_in(cast.coordinator)
    assert browser.get(f"/records/{record.ref}/").status_code == 200
    actions.involve(record, person=cast.coordinator.person, part="subject", by=cast.dsl)
    assert browser.get(f"/records/{record.ref}/").status_code == 404
    assert browser.post(f"/records/{record.ref}/note/", {"text": "late", "version": 1}).status_code == 404
    assert not record.statements.filter(text="late").exists()


def test_an_unnamed_head_finds_nothing_either(cast, sign_in):
    record = make_report(cast.teacher, "staff-allegation", text=CANARY, offices=frozenset({"head"}))
    browser = sign_in(cast.head)
    assert browser.get(f"/records/{record.ref}/").status_code == 404
    assert CANARY.encode() not in browser.get("/records/").content
    assert record.ref.encode() not in browser.get("/").content
    sending.send_due()
    assert cast.head.email not in {address for message in mail.outbox for address in message.to}
    assert Incident.objects.count() == 1
    assert Step.objects.filter(incident=record).exists()
