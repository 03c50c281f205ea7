"""Whoever was asked to do one step and cannot gives it back, with a reason, to those who deal with the record."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.html import strip_tags

from esafety.lib import clock
from esafety.lib.govuk.tags import moment
from incidents import actions
from incidents.models import Step
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


# --- On the record's list ---------------------------------------------------------------------------------------
WHY = "I am away on Thursday"


def row_of(browser, step) -> str:
    """What the line's row on the record says."""
    page = browser.get(address(step.incident)).content.decode()
    row = re.search(rf'<li id="step-{step.ref}".*?</li>', page, re.DOTALL)
    return " ".join(strip_tags(row[0]).split()) if row else ""


def another(step) -> Step:
    """A line in the same words on the same record."""
    return actions.add(step.incident, step.words, by=step.given_by, due_at=step.due_at)


def test_its_row_says_who_gave_it_back_and_why(cast, sign_in, step):
    other, desk = another(step), sign_in(cast.coordinator)
    assert "Given back" not in row_of(desk, step)
    give_back(sign_in(cast.colleague), step, WHY)
    said = f"Given back by {cast.colleague.name}, {moment(clock.now())}: {WHY}"
    assert said in row_of(desk, step)
    assert "Given back" not in row_of(desk, other), "in the same words, and never given"


def test_given_to_another_it_says_that_and_then_what_they_wrote(cast, sign_in, step):
    give_back(sign_in(cast.colleague), step, WHY)
    actions.give(step, cast.network_manager.person, by=cast.coordinator, instruction="Mia, 8B")
    desk = sign_in(cast.coordinator)
    assert "Given back" not in row_of(desk, step)
    give_back(sign_in(cast.network_manager), step, "I teach then")
    row = row_of(desk, step)
    assert f"Given back by {cast.network_manager.name}" in row
    assert "I teach then" in row
    assert WHY not in row


def test_done_since_and_to_do_again_it_is_said_no_more(cast, sign_in, step):
    give_back(sign_in(cast.colleague), step, WHY)
    actions.tick(step, by=cast.coordinator)
    actions.undo(step, by=cast.coordinator, reason="Too soon")
    row = row_of(sign_in(cast.coordinator), step)
    assert step.words in row
    assert "Given back" not in row


def test_the_page_asks_no_more_than_of_any_record(cast, sign_in, step, django_assert_max_num_queries):
    others, desk = [another(step), another(step)], sign_in(cast.coordinator)
    for line in others:
        actions.give(line, cast.colleague.person, by=cast.coordinator, instruction="Mia, 8B")
    for line in (step, *others):
        actions.give_back(line, by=cast.colleague, reason=WHY)
    assert all(WHY in row_of(desk, line) for line in (step, *others))
    with django_assert_max_num_queries(10):
        desk.get(address(step.incident))


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
