""" "I rang": it is asked once whether they said what to do, and closing warns only of who has not."""

from datetime import UTC, datetime

import pytest

from esafety.lib import clock
from incidents import actions
from tests.dealing import address, do, finish_steps, refused
from tests.make import make_report
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast):
    clock.set_to(datetime(2026, 11, 9, 9, tzinfo=UTC))
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=cast.dsl)
    return record


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


def test_whoever_said_what_to_do_is_not_waited_for(record, lead):
    do(lead, record, "rang", "police", advice="Keep the phone switched off", answered="yes")
    call = record.referrals.get()
    assert (call.answered_at, call.chase_at) == (call.rang_at, None)
    page = words_of(lead.get(address(record)))
    assert "Keep the phone switched off" in page
    assert "They answered" not in page, "nothing is left to note"
    assert "No agency owes you an answer" in words_of(lead.get("/records/calls/"))


def test_yes_needs_their_words_and_it_has_to_be_said(record, lead):
    assert "Write what they said" in refused(lead, record, "rang", "police", answered="yes")
    assert "Choose whether they said what to do" in refused(lead, record, "rang", "police", advice="Wait")


def test_whoever_did_not_is_chased_on_the_day_that_is_said(record, lead):
    do(lead, record, "rang", "police", answered="no")
    assert clock.local(record.referrals.get().chase_at).day == 10, "the next working day"
    do(lead, record, "rang", "social-care", advice="We ring back", answered="no", chase_on_day=12)
    assert clock.local(record.referrals.last().chase_at).day == 12
    assert "still to come" in refused(lead, record, "rang", "police", answered="no", chase_on_day=8)


def test_closing_warns_of_those_that_are_waited_for_and_no_others(record, lead, cast, sign_in):
    do(lead, record, "look-into")
    do(lead, record, "rang", "ceop", reference="C-1", answered="no")
    finish_steps(lead, record)
    do(lead, record, "finish", outcome="partners", told="yes")
    words = words_of(sign_in(cast.head).get(address(record, "close")))
    assert "Not answered yet: CEOP" in words
    assert "Children’s social care" not in words.partition("Not answered yet: ")[2]
