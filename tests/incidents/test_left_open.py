"""What a reporter may leave open on the last page is answered by whoever decides, before it goes on (U27)."""

import pytest

from incidents import actions
from tests.dealing import address, do, opened, refused
from tests.make import make_report, question, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
LEFT = ("shared-indecent", "bullying-harm")


@pytest.fixture
def coordinator(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def taken(cast):
    record = make_report(cast.teacher, "bullying", open=LEFT)
    actions.acknowledge(record, by=cast.coordinator)
    return record


def test_it_does_not_go_on_before_both_are_answered(taken, coordinator):
    page = words_of(coordinator.get(address(taken)))
    assert all(question(code).words in page for code in LEFT)
    assert "Answer first" in refused(coordinator, taken, "look-into")
    do(coordinator, taken, "questions", **{f"q_{code}": "no" for code in LEFT})
    do(coordinator, taken, "look-into")


@pytest.mark.parametrize(("code", "cls"), [("shared-indecent", "illegal"), ("bullying-harm", "child_protection")])
def test_a_yes_brings_the_safeguarding_lead(taken, coordinator, code, cls):
    do(coordinator, taken, "questions", **{f"q_{code}": "yes"})
    assert (reread(taken).cls, reread(taken).wakes) == (cls, True)


def test_the_one_page_that_ends_it_asks_them(taken, coordinator):
    assert all(opened(coordinator, taken, "deal-with-it").offered[f"q_{code}"] for code in LEFT)


def test_what_the_reporter_answered_is_not_asked_again(cast, coordinator):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    assert "Answer first" not in words_of(coordinator.get(address(record)))
    do(coordinator, record, "look-into")


def test_what_would_raise_it_no_further_is_not_asked(taken, cast, sign_in):
    actions.raise_class(taken, "child_protection", by=cast.coordinator, reason="It has gone on for weeks")
    asked = opened(sign_in(cast.dsl), taken, "questions").offered
    assert "q_shared-indecent" in asked
    assert "q_bullying-harm" not in asked


def test_what_brings_no_lead_may_stay_open(cast, coordinator):
    record = make_report(cast.teacher, "scam", open=["scam-given"])
    actions.acknowledge(record, by=cast.coordinator)
    do(coordinator, record, "look-into")
