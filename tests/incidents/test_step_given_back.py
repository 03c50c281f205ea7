"""Whoever was asked to do one step and cannot gives it back, with a reason, to those who deal with the record."""

from datetime import UTC, date, datetime, timedelta

import pytest

from esafety.lib import clock
from esafety.lib.govuk.tags import moment
from incidents import actions
from notices.models import Notice
from school import drafts
from school.models import Draft
from tests.dealing import address, do, refused
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    given = record.steps.get(template__code="behaviour")
    actions.give(given, cast.colleague.person, by=cast.coordinator, instruction="Mia, 8B")
    return reread(given)


def give_back(browser, step, reason):
    return browser.post(f"/steps/{step.ref}/cannot/", {"reason": reason}, follow=True)


def test_it_is_nobodys_then_and_whoever_has_the_record_reads_why(cast, sign_in, step):
    browser = sign_in(cast.colleague)
    assert "I cannot do this" in words_of(browser.get(f"/steps/{step.ref}/"))
    assert "You have given it back" in words_of(give_back(browser, step, "I am away on Thursday"))
    after = reread(step)
    assert (after.owner, after.given_by, after.instruction, after.state) == (None, None, "", "open")
    assert browser.get(f"/steps/{step.ref}/").status_code == 404
    assert Notice.objects.filter(kind="incident.added", ref=step.incident.ref).count() == 1
    page = words_of(sign_in(cast.coordinator).get(address(step.incident)))
    assert f"Given back by a colleague: {step.words}" in page
    assert "I am away on Thursday" in page


def test_why_has_to_be_said(cast, sign_in, step):
    assert "Write why you cannot do it" in words_of(give_back(sign_in(cast.colleague), step, " "))
    with pytest.raises(actions.Refused, match="why you cannot"):
        actions.give_back(step, by=cast.colleague, reason=" ")
    assert reread(step).owner == cast.colleague.person


def test_what_somebody_ended_meanwhile_is_not_given_back(cast, sign_in, step):
    actions.tick(step, by=cast.coordinator)
    assert "Done" in words_of(give_back(sign_in(cast.colleague), step, "I am away"))
    assert reread(step).owner == cast.colleague.person


def test_nobody_else_gives_it_back(cast, sign_in, step):
    assert give_back(sign_in(cast.teacher), step, "I am away").status_code == 404
    assert reread(step).owner == cast.colleague.person


# --- By when ----------------------------------------------------------------------------------------------------
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 11, 9, tzinfo=UTC)
THURSDAY = clock.at_school(date(2026, 11, 12), 17)


@pytest.fixture
def late(cast):
    """A line of Monday that is overdue on Wednesday, and is given to a colleague until Thursday."""
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    line = record.steps.get(template__code="behaviour")
    clock.set_to(WEDNESDAY)
    actions.give(line, cast.colleague.person, by=cast.coordinator, instruction="Mia, 8B", due_at=THURSDAY)
    return line


def test_while_they_have_it_the_record_says_when_it_was_due_before(cast, sign_in, late):
    assert f"By Thu 12 Nov, 17:00 (it was due {moment(late.due_at)})" in words_of(
        sign_in(cast.coordinator).get(address(late.incident))
    )
    actions.give(late, cast.network_manager.person, by=cast.coordinator, instruction="Mia, 8B", due_at=THURSDAY)
    assert f"(it was due {moment(late.due_at)})" in words_of(sign_in(cast.coordinator).get(address(late.incident)))


def test_given_back_it_is_due_when_it_was_before_anybody_was_asked(cast, sign_in, late):
    actions.give(late, cast.network_manager.person, by=cast.coordinator, instruction="Mia, 8B", due_at=THURSDAY)
    give_back(sign_in(cast.network_manager), late, "I am away on Thursday")
    after = reread(late)
    assert (after.due_at, after.when) == (late.due_at, late.when)
    assert f"Overdue since {moment(late.due_at)}" in words_of(sign_in(cast.coordinator).get(address(late.incident)))
    assert reread(late.incident).due_at == late.due_at


def test_nobody_is_asked_by_a_time_that_has_passed(cast, sign_in, late):
    give_back(sign_in(cast.colleague), late, "I am away on Thursday")
    desk = sign_in(cast.coordinator)
    typed = {"person": cast.network_manager.person.ref, "instruction": "Mia, 8B"}
    assert "enter the day by which they are to do it" in refused(
        desk, reread(late.incident), "give-step", late.ref, **typed
    )
    do(desk, late.incident, "give-step", late.ref, **typed, day_day=12, day_month=11, day_year=2026)
    where = f"/steps/{late.ref}/"
    assert "By Thursday 12 November, 17:00 ." in words_of(sign_in(cast.network_manager).get(where))
    clock.set_to(THURSDAY + timedelta(hours=1))
    assert "It was due Thursday 12 November, 17:00 ." in words_of(sign_in(cast.network_manager).get(where))


def test_what_was_typed_when_the_page_locked_stands_there_after_signing_in(cast, sign_in, step):
    browser, where = sign_in(cast.colleague), f"/steps/{step.ref}/"
    typed = {"reason": "I am away", "keep_for_later": "1"}
    answer = browser.post(f"{where}cannot/", typed, headers={"referer": f"http://testserver{where}cannot/"})
    assert answer.url.endswith(f"?next={where}")
    again = sign_in(cast.colleague)
    session = again.session
    session[drafts.FLAG] = True  # as signing in does
    session.save()
    page = again.get(where)
    assert 'value="I am away"' in page.content.decode()
    assert '<details class="govuk-details" open>' in page.content.decode()
    give_back(again, step, "I am away")
    assert not Draft.objects.exists()
