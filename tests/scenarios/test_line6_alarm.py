"""An alarm nobody answers: a frozen clock, the mails word for word, a signed-in button, everybody stood down."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse, reverse_lazy

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from incidents.triage.counts import counts
from notices import practice, sending, watch
from notices.models import Notice
from tests.dealing import address
from tests.make import make_report, reread
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 6, 21, 28, tzinfo=UTC)
SITE = "https://oakfield.example"
TEST = reverse_lazy("notices:test_alarm")


@pytest.fixture(autouse=True)
def _friday_night(school, settings):
    settings.SITE_URL = SITE
    clock.set_to(FRIDAY)


@pytest.fixture
def record(cast):
    """A pupil talks of suicide on Friday evening."""
    return make_report(cast.teacher, "self-harm", text="He said he will not be here on Monday")


def at(minutes):
    """The daemon looks that many minutes later: what arrives, by address."""
    clock.set_to(FRIDAY + timedelta(minutes=minutes))
    before = len(mail.outbox)
    watch.climb_due()
    sending.send_due()
    return {message.to[0]: message for message in mail.outbox[before:]}


def test_it_climbs_on_the_configured_clock(record, cast):
    leads = {cast.dsl.email, cast.deputy.email}
    assert set(at(0)) == leads
    assert at(14) == {}
    assert set(at(15)) == leads | {cast.head.email}
    assert at(29) == {}
    at(30)
    assert reread(Notice.objects.get(ref=record.ref)).rung == 2


def test_the_mail_says_what_it_must_word_for_word(record, cast):
    message = at(0)[cast.dsl.email]
    assert message.subject == f"Action needed now: {record.ref}"
    assert message.body.strip().split("\n") == [
        "Oakfield: something reported at 21:28 needs you now.",
        f"{SITE}{address(record)}, or open the site as you usually do.",
        "Press 'I have this'. If nobody has by 21:43, the next person is told.",
        "If a child is in danger now, ring 999.",
        "Details are left out on purpose. Please do not forward.",
    ]


def test_what_was_raised_later_says_when_and_when_it_was_reported(cast, sign_in):
    """By words its reporter added, or by whoever has it: neither mail says which, or what it is now."""
    added, raised = (make_report(cast.teacher, "acceptable-use") for _ in range(2))
    for record in (added, raised):
        actions.acknowledge(record, by=cast.coordinator)
    clock.set_to(FRIDAY + timedelta(minutes=10))
    alarming = {"add-text": "He drew a weapon", "add-q-immediate-danger": "yes"}
    assert sign_in(cast.teacher).post(f"/reports/mine/{added.ref}/add/", alarming).status_code == 302
    actions.raise_class(reread(raised), "illegal", by=cast.coordinator, reason="It is worse than it looked")
    sending.send_due()
    alarms = [message for message in mail.outbox if message.subject.startswith("Action needed now")]
    assert {message.subject.split()[-1] for message in alarms} == {added.ref, raised.ref}
    assert {message.body.split("\n")[0] for message in alarms} == {
        "Oakfield: something reported at 21:28 was passed on at 21:38 and needs you now."
    }


def test_opening_the_link_answers_nothing(record, cast, sign_in, client):
    assert client.get(address(record)).status_code == 302
    page = sign_in(cast.dsl).get(address(record))
    assert "I have this" in words_of(page)
    assert reread(record).state == "reported"
    assert Notice.objects.get(ref=record.ref).answered_at is None


def test_the_button_answers_and_stands_everybody_down(record, cast, sign_in):
    at(0), at(15)
    clock.set_to(FRIDAY + timedelta(minutes=16))
    browser = sign_in(cast.head)
    button = next(one for one in forms_of(browser.get(address(record))) if one.action.endswith("/have-this/"))
    assert button.send(browser).status_code == 302
    told = at(16)
    expected = {cast.dsl.email, cast.deputy.email, cast.head.email, cast.teacher.email}
    assert set(told) == expected
    for user in (cast.dsl, cast.deputy, cast.head):
        message = told[user.email]
        assert message.subject == f"{record.ref}: answered"
        assert message.body.strip() == "Someone answered this at 21:44. You need do nothing now."
    assert told[cast.teacher.email].body.strip() == "Someone has your report (21:44)."
    assert at(30) == {}


def test_after_closing_the_reporter_reads_u35(record, cast, sign_in):
    from incidents import actions
    from incidents.models import Outcome

    actions.acknowledge(record, by=cast.dsl)
    actions.investigate(record, by=cast.dsl)
    for step in record.steps.filter(state="open"):
        actions.excuse(step, by=cast.dsl, reason="Does not apply here")
    actions.parents(record, "yes", by=cast.dsl)
    actions.resolve(record, by=cast.dsl, outcome=Outcome.objects.get(code="supported"))
    at(20)
    actions.close(record, by=cast.deputy)
    message = at(21)[cast.teacher.email]
    assert message.subject == f"{record.ref}: dealt with"
    assert message.body.strip() == (
        "Your report has been dealt with. Thank you. To protect those involved we cannot say more. "
        f"If you are still worried, add to it: {SITE}/reports/mine/{record.ref}/."
    )


def test_a_banner_shows_on_every_page_of_who_may_know_and_of_nobody_else(record, cast, sign_in):
    assert record.ref in sign_in(cast.dsl).get("/tasks/").content.decode()
    for user in (cast.coordinator, cast.colleague, cast.network_manager, cast.governor, cast.administrator):
        assert record.ref not in sign_in(user).get("/tasks/").content.decode()


def test_the_test_of_the_alarm_works_and_is_outside_all_figures(cast, sign_in):
    lead = sign_in(cast.dsl)
    before = [counts(user) for user in (cast.dsl, cast.head, cast.coordinator)]
    assert own_form(lead.get(TEST)).send(lead).status_code == 302
    told = at(0)
    assert cast.dsl.email in told
    assert "practice" in (told[cast.dsl.email].subject + told[cast.dsl.email].body).lower()
    notice = Notice.objects.get(kind="practice")
    clock.set_to(FRIDAY + timedelta(minutes=6))
    deputy = sign_in(cast.deputy)
    page = deputy.get(reverse("notices:practice", args=[notice.ref]))
    button = next(one for one in forms_of(page) if notice.ref in one.action)
    assert button.send(deputy).status_code == 302
    assert practice.sentence(practice.last()) == "Last alarm test 6 Nov: answered in 6 minutes."
    assert Incident.objects.count() == 0
    assert [counts(user) for user in (cast.dsl, cast.head, cast.coordinator)] == before


def own_form(page):
    """The form of the page itself, not of the bar above it."""
    return next(one for one in forms_of(page) if one.action.rstrip("/") == TEST.rstrip("/"))
