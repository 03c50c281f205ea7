"""How sure, where, what was meant: said by those who deal with it, and what follows."""

import pytest

from incidents import actions
from tests.incidents.test_deciding import change
from tests.make import category, make_report, reread

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast):
    change(category("accident-told"), if_deliberate="serious", no_fault=True)
    record = make_report(cast.teacher, "accident-told")
    actions.acknowledge(record, by=cast.coordinator)
    return record


@pytest.mark.proves("M-155")
@pytest.mark.parametrize("intent", ["accidental", "careless", "irresponsible"])
def test_what_was_meant_is_kept_and_raises_nothing(record, cast, intent):
    actions.particulars(record, {"intent": intent}, by=cast.coordinator)
    assert (reread(record).intent, reread(record).cls) == (intent, "inappropriate")


@pytest.mark.proves("T-114")
def test_deliberate_raises_it_and_saying_otherwise_later_does_not_lower_it(record, cast):
    actions.particulars(record, {"intent": "deliberate"}, by=cast.coordinator)
    assert reread(record).cls == "serious"
    assert record.events.get(verb="raise").detail == "It was done on purpose"
    actions.particulars(record, {"intent": "accidental"}, by=cast.coordinator)
    assert (reread(record).intent, reread(record).cls) == ("accidental", "serious")


def test_put_under_another_kind_later_it_is_still_deliberate(cast):
    change(category("accident-told"), if_deliberate="serious")
    record = make_report(cast.teacher, "scam")
    actions.particulars(record, {"intent": "deliberate"}, by=cast.coordinator)
    assert reread(record).cls == category("scam").cls
    actions.file_under(record, [category("accident-told")], by=cast.coordinator)
    assert reread(record).cls == "serious"


@pytest.mark.proves("M-21", "T-11")
def test_outside_school_it_is_linked_or_not_and_at_school_nobody_asks(record, cast):
    actions.particulars(record, {"site": "off", "linked": True}, by=cast.coordinator)
    assert (reread(record).site, reread(record).linked) == ("off", True)
    actions.particulars(record, {"site": "on", "linked": True}, by=cast.coordinator)
    assert (reread(record).site, reread(record).linked) == ("on", None)


def test_the_timeline_says_what_is_new_and_nothing_else(record, cast):
    actions.particulars(record, {"site": "off", "intent": "careless"}, by=cast.coordinator)
    actions.particulars(record, {"site": "", "intent": "careless"}, by=cast.coordinator)
    said = [row.detail for row in record.events.filter(verb="particulars")]
    assert said == [
        "What was meant: Careless\nAt school or outside: Outside school",
        "At school or outside: not known",
    ]


def test_nothing_new_is_refused(record, cast):
    with pytest.raises(actions.Refused, match="Change at least one"):
        actions.particulars(record, {"intent": ""}, by=cast.coordinator)
