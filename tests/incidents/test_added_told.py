"""Words added to an open record: all who work on it learn that there are some, once a press, and nobody else."""

import pytest
from django.core import mail

from incidents import actions
from notices import sending
from notices.models import Notice
from tests.dealing import do, open_steps
from tests.make import make_report, reread, write

pytestmark = pytest.mark.django_db
WORDS = "He had a red bike"


def add(browser, record):
    assert browser.post(f"/reports/mine/{record.ref}/add/", {"add-text": WORDS}).status_code == 302


def told(record) -> set[str]:
    """Whom the notice of added words was sent to; there is one of it at most."""
    rows = Notice.objects.filter(kind="incident.added", ref=record.ref)
    assert rows.count() <= 1
    return {one.user.email for row in rows for one in row.deliveries.select_related("user")}


def emails(*users) -> set[str]:
    return {user.email for user in users}


def held(record, user):
    """The record with a line of its list in that person's hands."""
    write(open_steps(record)[0], owner=user.person)
    return record


@pytest.fixture
def bullying(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


def test_whoever_has_it_and_whoever_holds_a_step_learn_of_it(bullying, cast, sign_in):
    add(sign_in(cast.teacher), held(bullying, cast.head))
    assert told(bullying) == emails(cast.coordinator, cast.head)
    mail.outbox.clear()
    sending.send_due()
    assert mail.outbox
    assert not any(WORDS in message.body or WORDS in message.subject for message in mail.outbox)


def test_where_nobody_has_it_the_office_does(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    add(sign_in(cast.teacher), record)
    assert cast.coordinator.email in told(record)


def test_the_safeguarding_lead_learns_of_what_is_theirs_whoever_has_it(cast, sign_in):
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=cast.head)
    add(sign_in(cast.teacher), record)
    assert told(record) >= emails(cast.head, cast.dsl, cast.deputy)
    assert cast.coordinator.email not in told(record)


def test_an_answer_of_the_reporter_is_told_the_same_way(bullying, cast, sign_in):
    do(sign_in(cast.coordinator), bullying, "ask-reporter", text="Which lesson?")
    browser = sign_in(cast.teacher)
    assert browser.post(f"/reports/mine/{bullying.ref}/answer/", {"answer-text": WORDS}).status_code == 302
    assert told(bullying) == emails(cast.coordinator)


def test_where_whoever_has_it_may_know_of_it_no_more_somebody_else_learns_of_it(bullying, cast, sign_in):
    actions.conflicted(bullying, cast.coordinator.person, by=cast.dsl, reason="Their own child")
    add(sign_in(cast.teacher), bullying)
    assert told(bullying) >= emails(cast.dsl, cast.deputy)
    assert cast.coordinator.email not in told(bullying)


def test_whom_an_open_alarm_has_reached_learns_of_it(cast, sign_in):
    record = make_report(cast.teacher, "grooming")
    write(record, owner=cast.head.person)
    assert Notice.objects.open().filter(kind="incident.alarm", ref=record.ref).update(rung=2)
    add(sign_in(cast.teacher), record)
    assert told(record) >= emails(cast.dsl, cast.deputy, cast.head)


def test_nobody_barred_and_nobody_who_may_not_read_it_learns_of_it(bullying, cast, sign_in):
    lines = open_steps(bullying)
    write(lines[0], owner=cast.head.person)
    write(lines[1], owner=cast.colleague.person)
    actions.conflicted(bullying, cast.head.person, by=cast.coordinator, reason="Their own child")
    add(sign_in(cast.teacher), bullying)
    assert told(bullying) == emails(cast.coordinator)


def test_a_note_by_somebody_else_is_told_and_ones_own_is_not(bullying, cast, sign_in):
    do(sign_in(cast.coordinator), bullying, "note", text=WORDS)
    assert told(bullying) == set()
    do(sign_in(cast.dsl), bullying, "note", text=WORDS)
    assert told(bullying) == emails(cast.coordinator)


def test_the_same_press_twice_tells_once(bullying, cast, sign_in):
    browser = sign_in(cast.teacher)
    add(browser, bullying)
    add(browser, bullying)
    assert told(bullying) == emails(cast.coordinator)
