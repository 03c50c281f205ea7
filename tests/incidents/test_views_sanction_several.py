"""Where a matter ends, each of several people is given a sanction of their own or none, and both are kept."""

import pytest

from incidents import actions
from incidents.models import Outcome, Reason, Sanction, SanctionKind
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import category, make_pupil, make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(kinds, cast, pupil):
    record = make_report(cast.teacher, "bullying", people=[pupil])
    actions.acknowledge(record, by=cast.coordinator)
    actions.excuse(step_of(record, "take-down"), by=cast.coordinator, reason="Nothing was put online")
    return reread(record)


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


def reasons_of(answer, whose) -> list[str]:
    return answer.context["form"].errors.get(f"tier_reason_{whose.pk}", [])


def all_told(several) -> dict:
    """What it ends by, with the parents of all three told."""
    whose = [several[name].pk for name in ("Mia", "Tom", "Ida")]
    return {"outcome": "sanction", "whose": whose, "excuse": "Does not apply here"}


@pytest.fixture
def several(record, cast):
    """Tom and Mia may have done it, Ida was harmed; a colleague stood by."""
    people = {"Tom": "unsure", "Ida": "victim"}
    for name, part in people.items():
        actions.involve(record, person=make_pupil(name), part=part, by=cast.coordinator)
    actions.involve(record, person=cast.colleague.person, part="unsure", by=cast.coordinator)
    return {row.person.given_name: row for row in record.involved.select_related("person")}


def test_of_several_each_is_given_their_own_or_none_in_one_press(record, desk, several):
    mia, tom = several["Mia"], several["Tom"]
    write(Reason(code="tier-before", used_for="tier", words="It has happened before"))
    typed = {f"sanction_{mia.pk}": "detention", f"sanction_{tom.pk}": "warning"}
    answer = press(desk, record, "deal-with-it", **typed, **all_told(several))
    assert reasons_of(answer, tom) == ["Choose why it is another than the usual one"]
    assert reasons_of(answer, mia) == []
    do(
        desk,
        record,
        "deal-with-it",
        **typed,
        **{f"tier_reason_{tom.pk}": "It has happened before"},
        **all_told(several),
    )
    given = {row.involved: (row.words, row.reason) for row in Sanction.objects.all()}
    assert given == {mia: ("Detention", ""), tom: ("Warning", "It has happened before")}
    assert reread(record).state == "closed"
    assert record.events.filter(verb="sanction").count() == 2


def test_of_one_of_several_who_is_given_none_that_is_kept_with_why(record, desk, several):
    mia, tom = several["Mia"], several["Tom"]
    typed = {f"sanction_{tom.pk}": "detention", **all_told(several)}
    assert f"Write why {mia.said} is given none" in refused(desk, record, "deal-with-it", **typed)
    do(desk, record, "deal-with-it", **typed, **{f"none_{mia.pk}": "She only read it"})
    assert Sanction.objects.get().involved == tom
    kept = record.events.get(verb="no sanction")
    assert (kept.words, kept.detail) == ("No sanction", f"{mia.said}. She only read it")


def test_whoever_is_given_one_already_is_not_said_to_have_none(record, desk, several, cast, kinds):
    actions.sanction(record, several["Tom"], kinds["detention"], by=cast.coordinator)
    do(desk, record, "deal-with-it", **all_told(several), **{f"none_{several['Mia'].pk}": "She only read it"})
    assert record.events.get(verb="no sanction").detail.startswith(several["Mia"].said)


def test_where_nothing_is_usual_nobody_says_why_there_is_none(record, desk, several):
    write(category("bullying"), usual_sanction=None)
    do(desk, record, "deal-with-it", **{f"sanction_{several['Tom'].pk}": "detention"}, **all_told(several))
    assert record.events.get(verb="no sanction").detail == f"{several['Mia'].said}."


def test_nobody_is_left_out_unsaid_by_the_action_either(record, several, cast, kinds):
    given = [actions.Given(several["Tom"], kinds["detention"]), actions.Given(several["Mia"], None)]
    with pytest.raises(actions.Refused, match="Usual here is “Detention”. Say why Mia"):
        actions.give_each(record, given, by=cast.coordinator)


def test_whoever_was_harmed_or_works_here_is_not_offered(record, desk, several):
    fields = opened(desk, record, "deal-with-it").offered
    assert {name for name in fields if name.startswith("sanction")} == {
        f"sanction_{several[name].pk}" for name in ("Mia", "Tom")
    }
    words = words_of(desk.get(address(record, "deal-with-it")))
    assert f"{several['Tom'].said} (not sure yet)" in words, "as on the record"
    assert "Is a sanction given? No sanction" in words
    assert "Detention: usual here" in words


def test_what_is_refused_for_one_gives_nothing_to_the_other(record, desk, several, cast):
    actions.take_part(several["Tom"], "witness", by=cast.coordinator)
    given = [actions.Given(several[name], SanctionKind.objects.get(code="detention")) for name in ("Mia", "Tom")]
    ended = actions.Dealing(Outcome.objects.get(code="sanction"), "yes", given=given)
    with pytest.raises(actions.Refused, match="given no sanction"):
        actions.deal_here(record, ended, by=cast.coordinator)
    assert not Sanction.objects.exists()


def test_so_it_is_where_a_longer_one_ends(record, desk, several, cast):
    actions.investigate(record, by=cast.coordinator)
    for step in record.steps.filter(state="open"):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    typed = {f"sanction_{several[name].pk}": "detention" for name in ("Mia", "Tom")}
    do(desk, record, "finish", **typed, **all_told(several))
    assert Sanction.objects.count() == 2
    assert "No sanction" not in reread(record).outcome_note
