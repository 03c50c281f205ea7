"""The page that gives a sanction, and the part of the page that ends a matter: what they offer and refuse."""

from datetime import UTC, datetime

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Outcome, Sanction
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import category, make_pupil, make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)
LAST_DAY = {"ends_day": "20", "ends_month": "11", "ends_year": "2026"}


@pytest.fixture
def record(kinds, cast, pupil):
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "bullying", people=[pupil])
    actions.acknowledge(record, by=cast.coordinator)
    actions.excuse(step_of(record, "take-down"), by=cast.coordinator, reason="Nothing was put online")
    return reread(record)


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


def test_works(record, desk, cast):
    assert f'{address(record, "sanction")}"' in desk.get(address(record)).content.decode()
    do(desk, record, "sanction", kind="detention")
    words = words_of(desk.get(address(record)))
    assert "Sanction: Detention" in words
    assert "Person whose conduct is in question" in words


def test_it_says_which_is_usual_and_what_is_taken_away(record, desk):
    words = words_of(desk.get(address(record, "sanction")))
    for said in ("Detention Usual here", "Loss As heavy as the usual one. Network manager takes it away", "Warning"):
        assert said in words
    assert "Adult" not in words


def test_another_than_usual_without_a_reason_is_refused_beside_the_field(record, desk):
    assert "Choose why it is another than the usual one" in refused(desk, record, "sanction", kind="warning")
    do(desk, record, "sanction", kind="warning", other="He owned up")
    assert Sanction.objects.get().reason == "He owned up"


def test_what_is_taken_away_without_a_last_day_is_refused_beside_the_field(record, desk):
    form = press(desk, record, "sanction", kind="loss").context["form"]
    assert form.errors == {"ends": ["Enter the last day: what is taken away is given back on it"]}
    do(desk, record, "sanction", kind="loss", **LAST_DAY)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "no-such"}, "kind"),
        ({"kind": "adult"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"kind": "detention", "who": "999999"}, "who"),
        ({"kind": "detention", "starts_day": "31", "starts_month": "2"}, "starts"),
        ({"kind": "loss", **LAST_DAY, "ends_month": "10"}, "ends"),
        ({"kind": "warning", "reason": "no such"}, "reason"),
    ],
)
def test_bad_input_gets_a_sentence_beside_its_field(record, desk, typed, field):
    answer = press(desk, record, "sanction", **typed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Sanction.objects.exists()


def test_a_school_without_sanctions_is_offered_none(cast, desk, pupil):
    record = make_report(cast.teacher, "bullying", people=[pupil])
    actions.acknowledge(record, by=cast.coordinator)
    for page in (address(record), address(record, "deal-with-it")):
        words = words_of(desk.get(page))
        assert "Give a sanction" not in words
        assert "Is a sanction given?" not in words


def test_where_nobody_can_be_given_one_it_is_not_offered(kinds, cast, desk):
    record = make_report(cast.teacher, "bullying", people=[make_pupil()])
    actions.acknowledge(record, by=cast.coordinator)
    actions.take_part(record.involved.get(), "victim", by=cast.coordinator)
    assert "Give a sanction" not in words_of(desk.get(address(record)))
    assert "Is a sanction given?" not in words_of(desk.get(address(record, "deal-with-it")))


def test_outsider_404_insider_403(record, cast, sign_in):
    for user, status in ((cast.colleague, 403), (cast.governor, 403), (cast.senior_leader, 404)):
        assert sign_in(user).get(address(record, "sanction")).status_code == status
        assert sign_in(user).post(address(record, "sanction"), {}).status_code == status


# --- Changed afterwards --------------------------------------------------------------------------------------
def test_one_that_was_given_can_be_changed_and_taken_back(record, desk):
    assert "Change a sanction" not in words_of(desk.get(address(record)))
    do(desk, record, "sanction", kind="loss", **LAST_DAY)
    assert "Change a sanction, or take it back" in words_of(desk.get(address(record)))
    do(desk, record, "change-sanction", change="day", reason="He said sorry", **LAST_DAY | {"ends_day": "12"})
    assert Sanction.objects.get().ends.day == 12
    do(desk, record, "change-sanction", change="back", reason="It was her sister")
    assert "Change a sanction" not in words_of(desk.get(address(record)))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"change": "day", "reason": "Sorry"}, "ends"),
        ({"change": "day", "reason": "Sorry", **LAST_DAY, "ends_year": "2025"}, "ends"),
        ({"change": "back"}, "reason"),
        ({"reason": "Sorry"}, "change"),
        ({"change": "back", "reason": "Sorry", "which": "ZZZZ-ZZZZ"}, "which"),
    ],
)
def test_bad_input_there_too(record, desk, typed, field):
    do(desk, record, "sanction", kind="detention", **LAST_DAY)
    answer = press(desk, record, "change-sanction", **typed)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]


# --- On the page that ends it --------------------------------------------------------------------------------
ENDS = {"outcome": "sanction", "told": "yes", "excuse": "Does not apply here"}
NONE = {"no_sanction": "He is excluded already"}


def test_it_says_beforehand_whose_conduct_is_then_in_question(record, desk, cast):
    for page in ("sanction", "deal-with-it"):
        assert "becomes the person whose conduct is in question" in words_of(desk.get(address(record, page)))
    actions.take_part(record.involved.get(), "subject", by=cast.coordinator)
    for page in ("sanction", "deal-with-it"):
        assert "whose conduct is in question." not in words_of(desk.get(address(record, page)))


def test_what_ends_by_a_sanction_has_one_or_says_why_not(record, desk):
    answer = press(desk, record, "deal-with-it", **ENDS, note="Kept")
    assert "Choose the sanction, or write why none" in answer.context["form"].errors["no_sanction"][0]
    assert answer.context["form"]["note"].value() == "Kept"
    do(desk, record, "deal-with-it", **ENDS, **NONE)
    assert reread(record).outcome_note == "No sanction on the record: He is excluded already"


def test_so_it_is_for_a_longer_one(record, desk, cast):
    actions.investigate(record, by=cast.coordinator)
    for step in record.steps.filter(state="open"):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    ending = {"outcome": "sanction", "told": "yes"}
    assert "Choose the sanction" in refused(desk, record, "finish", **ending)
    do(desk, record, "finish", **ending, sanction="detention")
    assert Sanction.objects.get().words == "Detention"
    assert reread(record).outcome_note == ""


def test_one_that_is_on_the_record_is_enough_and_one_taken_back_is_not(record, desk, cast, kinds):
    given = actions.sanction(record, record.involved.get(), kinds["detention"], by=cast.coordinator)
    assert "no_sanction" not in desk.get(address(record, "finish")).context["form"].fields
    actions.take_back(given, by=cast.coordinator, reason="It was her sister")
    assert "no_sanction" in desk.get(address(record, "finish")).context["form"].fields
    ended = actions.Dealing(Outcome.objects.get(code="sanction"), "yes")
    with pytest.raises(actions.Refused, match="say why none"):
        actions.deal_here(record, ended, by=cast.coordinator)


def test_one_save_gives_it_and_closes(record, desk):
    step = actions.add(record, "Give a sanction", by=record.owner.user)
    write(reread(step), how="sanction")
    form = opened(desk, record, "deal-with-it")
    assert "Give a sanction" not in str(form.offered["done"])
    do(desk, record, "deal-with-it", sanction="detention", **ENDS)
    assert reread(record).state == "closed"
    assert Sanction.objects.get().words == "Detention"
    assert (reread(step).state, reread(step).reason) == ("done", "Detention")


def test_without_one_the_line_is_marked_as_not_needed(record, desk):
    step = actions.add(record, "Give a sanction", by=record.owner.user)
    write(reread(step), how="sanction")
    do(desk, record, "deal-with-it", **ENDS, **NONE)
    assert (reread(step).state, reread(step).reason) == ("excused", NONE["no_sanction"])
    assert not Sanction.objects.exists()


def test_another_than_usual_says_why_there_too(record, desk):
    words = refused(desk, record, "deal-with-it", sanction="warning", **ENDS)
    assert "Choose why it is another than the usual one" in words


def test_one_with_a_last_day_has_a_page_of_its_own(record, desk):
    page = desk.get(address(record, "deal-with-it"))
    offered = [kind.code for kind in page.context["form"].fields["sanction"].queryset]
    assert offered == ["warning", "detention"]


def test_of_one_person_nothing_is_asked_by_name(record, desk):
    fields = opened(desk, record, "deal-with-it").offered
    assert {"sanction", "tier_reason"} <= fields.keys()
    assert not [name for name in fields if name.startswith("sanction_")]


def test_after_a_warning_it_is_given_on_the_record(record, desk, cast, kinds, pupil):
    actions.sanction(record, record.involved.get(), kinds["detention"], by=cast.coordinator)
    clock.set_to(datetime(2026, 11, 16, 9, tzinfo=UTC))
    later = make_report(cast.teacher, "bullying", people=[pupil])
    words = words_of(desk.get(address(later, "deal-with-it")))
    assert ", for the same" in words
    assert "A sanction is given on the record this time" in words
    assert "Is a sanction given?" not in words


def test_a_kind_of_matter_for_which_nothing_is_usual_asks_for_no_reason(kinds, desk, cast, pupil):
    assert category("gambling").usual_sanction is None
    record = make_report(cast.teacher, "gambling", people=[pupil])
    do(desk, record, "deal-with-it", sanction="detention", **ENDS)
    assert Sanction.objects.get().usual_tier is None
