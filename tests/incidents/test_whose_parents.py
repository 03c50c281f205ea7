"""Of several pupils the page that ends a matter says whose parents were told, and the record keeps it."""

import pytest

from incidents import actions
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import make_pupil, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
ENDS = {"outcome": "advice", "excuse": "Does not apply here"}
SMALL = "Too small a matter"


@pytest.fixture
def pupils():
    return [make_pupil("Mia", family="Quenby"), make_pupil("Tom", family="Askew")]


@pytest.fixture
def record(cast, pupils):
    record = make_report(cast.teacher, "acceptable-use", people=pupils)
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def keys(record) -> list[str]:
    return [str(row.pk) for row in record.involved.order_by("pk")]


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


def kept(record) -> tuple[str, str]:
    record = reread(record)
    return record.parents_told, record.parents_reason


def test_of_one_pupil_it_is_asked_as_ever(cast, desk):
    record = make_report(cast.teacher, "acceptable-use", people=[make_pupil()])
    actions.involve(record, person=cast.colleague.person, part="witness", by=cast.coordinator)
    offered = opened(desk, record, "deal-with-it").offered
    assert "told" in offered
    assert "whose" not in offered


def test_it_is_kept_whose_were_told_and_why_not_those_of_the_other(record, desk, keys):
    assert "told" not in opened(desk, record, "deal-with-it").offered
    assert "Choose why they were not told" in refused(desk, record, "deal-with-it", **ENDS, whose=keys[:1])
    do(desk, record, "deal-with-it", **ENDS, whose=keys[:1], why_not=SMALL)
    words = f"Those of Mia Quenby, 9B. Not those of Tom Askew, 9B: {SMALL}."
    assert kept(record) == ("yes", words)
    assert record.events.get(verb="parents").detail.startswith(f"{words} Rang: The mother, by the form tutor, ")
    assert words in words_of(desk.get(address(record)))


def test_where_all_were_told_no_reason_is_asked(record, desk, keys):
    do(desk, record, "deal-with-it", **ENDS, whose=keys)
    assert kept(record) == ("yes", "Those of Mia Quenby, 9B; Tom Askew, 9B.")


def test_where_nobody_was_told_it_is_said_why(record, desk):
    assert "Choose why they were not told" in refused(desk, record, "deal-with-it", **ENDS, whose="nobody")
    do(desk, record, "deal-with-it", **ENDS, whose="nobody", why_not=SMALL)
    assert kept(record) == ("no", SMALL)


@pytest.mark.parametrize(
    ("ticked", "says"), [([], "Tick whose parents or carers were told"), (["nobody", 0], "Tick “Nobody’s” alone")]
)
def test_nothing_or_both_is_a_sentence_beside_the_boxes(record, desk, keys, ticked, says):
    whose = [one if one == "nobody" else keys[one] for one in ticked]
    errors = press(desk, record, "deal-with-it", **ENDS, whose=whose, why_not=SMALL).context["form"].errors
    assert says in errors["whose"][0]


def test_so_it_is_where_a_longer_one_ends_and_the_line_says_it(cast, desk, pupils):
    record = make_report(cast.teacher, "bullying", people=pupils)
    actions.acknowledge(record, by=cast.coordinator)
    actions.investigate(record, by=cast.coordinator)
    for step in record.steps.filter(state="open").exclude(how="parents"):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    first = str(record.involved.order_by("pk").first().pk)
    do(desk, record, "finish", outcome="advice", whose=[first], other="They know")
    words = "Those of Mia Quenby, 9B. Not those of Tom Askew, 9B: They know."
    assert step_of(record, "ring-home").reason.startswith(words)
    assert words in words_of(desk.get(address(record, "close")))


def test_that_they_were_told_is_not_taken_back_by_the_way(record, desk, keys):
    do(desk, record, "parents", told="yes", with_whom="Her mother", means="rang")
    said = refused(desk, record, "deal-with-it", **ENDS, whose="nobody", why_not=SMALL)
    assert "The record says they were told: Rang, Her mother" in said
    assert "Tick whose, or put it right" in said


def test_the_action_leaves_no_family_out_without_a_reason(record, cast):
    of_whom = actions.OfWhom(["Mia Quenby, 9B"], ["Tom Askew, 9B"])
    with pytest.raises(actions.Refused, match="Say why those of the others were not told"):
        actions.parents(record, "yes", by=cast.coordinator, of_whom=of_whom)
