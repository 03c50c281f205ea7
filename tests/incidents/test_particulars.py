"""How sure, where, what was meant: said by those who deal with it, and what follows."""

import pytest

from incidents import actions
from tests.dealing import address, do, opened, refused
from tests.incidents.test_deciding import change
from tests.make import category, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast):
    change(category("accident-told"), if_deliberate="serious", no_fault=True)
    record = make_report(cast.teacher, "accident-told")
    actions.acknowledge(record, by=cast.coordinator)
    return record


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


# --- The page -------------------------------------------------------------------------------------------------
ALL = {
    "certainty": "suspected",
    "attempted": "True",
    "intent": "careless",
    "site": "off",
    "linked": "False",
    "equipment": "own_device",
    "device_kind": "phone",
    "source": "parent",
}


def test_all_of_it_is_said_on_one_page_and_stands_on_the_record(record, cast, sign_in):
    coordinator = sign_in(cast.coordinator)
    do(coordinator, record, "particulars", **ALL)
    page = words_of(coordinator.get(address(record)))
    for words in ("A suspicion", "Careless", "Outside school", "Their own device", "Phone", "A parent or carer"):
        assert words in page
    form = opened(coordinator, record, "particulars")
    assert {name: form.values[name] for name in ALL} == {name: [value] for name, value in ALL.items()}


def test_a_link_with_the_school_is_said_of_what_was_outside_it(record, cast, sign_in):
    words = refused(sign_in(cast.coordinator), record, "particulars", **(ALL | {"site": "on"}))
    assert "Choose “Outside school” above" in words


def test_nothing_changed_says_what_to_do(record, cast, sign_in):
    assert "Change at least one" in refused(sign_in(cast.coordinator), record, "particulars")


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_answer_that_is_not_on_the_list_is_refused(record, cast, sign_in, name):
    assert "that stand under" in refused(sign_in(cast.coordinator), record, "particulars", **{name: "nonsense"})


def test_the_record_says_where_the_policy_has_its_kind(record, cast, sign_in):
    filed = record.filed.get()
    change(filed, clause="16.2; 31.1")
    page = words_of(sign_in(cast.coordinator).get(address(record)))
    assert f"{filed.title} Rule: 16.2; 31.1" in page
