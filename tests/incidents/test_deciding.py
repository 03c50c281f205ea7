"""What must be known of its kind before a record goes on: questions to answer, how serious it is."""

import pytest

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.models import Question, Step, StepTemplate
from incidents.reading import papers
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import category, make_report, question, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
WHY = "It was aimed at one pupil for weeks"


def change(row, **values):
    vars(row).update(values)
    with ledger("made for a test", by=None, kind="profile", ref="") as book:
        return book.save(row)


@pytest.fixture
def must() -> Question:
    """The question whether it was a crime, which has to be answered for bullying."""
    return change(question("criminal"), categories=["bullying"])


@pytest.fixture
def taken(cast, must):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    actions.excuse(step_of(record, "take-down"), by=cast.coordinator, reason="Nothing was put online")
    return reread(record)


@pytest.fixture
def coordinator(cast, sign_in):
    return sign_in(cast.coordinator)


# --- Questions ------------------------------------------------------------------------------------------------
@pytest.mark.proves("M-141", "T-206")
def test_nobody_looks_into_it_before_the_question_is_answered(taken, coordinator, must):
    page = words_of(coordinator.get(address(taken)))
    assert f"Answer first: {must.words}" in page
    assert must.words in refused(coordinator, taken, "look-into")
    do(coordinator, taken, "questions", q_criminal="no")
    assert "Answer first" not in words_of(coordinator.get(address(taken)))
    do(coordinator, taken, "look-into")


def test_those_that_must_be_answered_stand_first(taken, coordinator, must):
    form = coordinator.get(address(taken, "questions")).context["form"]
    assert next(iter(form.questions.values())) == must
    assert "To be answered before it goes on" in words_of(coordinator.get(address(taken, "questions")))


def test_a_yes_goes_to_those_who_deal_with_crime(taken, coordinator):
    do(coordinator, taken, "questions", q_criminal="yes")
    assert reread(taken).cls == "illegal"


def test_what_was_answered_before_and_by_whom_stays_readable(taken, coordinator, cast, must, sign_in):
    do(coordinator, taken, "questions", q_criminal="no")
    assert f"{must.words} No." in words_of(coordinator.get(address(taken)))
    at = clock.local(taken.answers.get(question=must).at)
    do(coordinator, taken, "questions", q_criminal="unsure")
    before = f"Before: No, {cast.coordinator.name}, {clock.words_of(at.date())}, {at:%H:%M}."
    said = f"{must.words} Not sure. {before}"
    assert said in words_of(sign_in(cast.dsl).get(address(taken)))
    assert any(line["words"] == said for line in papers.freeze(taken)["timeline"])
    for browser, page in ((coordinator, address(taken)), (sign_in(cast.teacher), f"/reports/mine/{taken.ref}/")):
        answer = browser.get(page)
        assert answer.status_code in (200, 404)
        assert "Before: No" not in answer.text


@pytest.fixture
def line() -> StepTemplate:
    """A line that waits for a question which raises nothing."""
    change(question("child-known"), categories=["bullying"])
    row = StepTemplate(code="made-up", words="Ring the made-up line", classes=["serious"], questions=["child-known"])
    return change(row)


@pytest.mark.proves("T-247")
@pytest.mark.parametrize(("value", "listed"), [("yes", True), ("unsure", True), ("no", False)])
def test_an_answer_brings_the_line_that_waits_for_it(taken, cast, line, value, listed):
    actions.answer(taken, {question("child-known"): value}, by=cast.coordinator)
    assert taken.steps.filter(template=line).exists() == listed


def test_the_latest_answer_counts(taken, cast, line):
    for value, state in (("yes", Step.State.OPEN), ("no", Step.State.EXCUSED), ("unsure", Step.State.OPEN)):
        actions.answer(taken, {question("child-known"): value}, by=cast.coordinator)
        assert step_of(taken, "made-up").state == state


# --- On the one page ------------------------------------------------------------------------------------------
ENDED = {"outcome": "warning", "told": "yes", "excuse": "Does not apply here"}


def test_the_one_page_asks_it_too(taken, coordinator, must):
    assert opened(coordinator, taken, "deal-with-it").offered["q_criminal"]
    assert f"Answer “{must.words}”" in refused(coordinator, taken, "deal-with-it", **ENDED)
    do(coordinator, taken, "deal-with-it", q_criminal="no", **ENDED)
    assert reread(taken).state == "closed"
    assert taken.answers.get(question=must).value == "no"


@pytest.mark.parametrize("value", ["yes", "unsure"])
def test_an_answer_for_other_people_is_refused_there_and_kept(taken, coordinator, must, value):
    answer = press(coordinator, taken, "deal-with-it", q_criminal=value, **ENDED)
    form = answer.context["form"]
    assert "it goes to other people" in form.errors["q_criminal"][0]
    assert form["q_criminal"].value() == value
    assert not taken.answers.filter(question=must).exists()
    assert reread(taken).state == "acknowledged"


def test_a_line_that_an_answer_brings_is_named(taken, coordinator, line):
    words = refused(coordinator, taken, "deal-with-it", q_criminal="no", **{"q_child-known": "yes"}, **ENDED)
    assert line.words in words


# --- How serious it is ----------------------------------------------------------------------------------------
@pytest.fixture
def other(cast):
    """Something the list does not know."""
    change(category("other"), place_first=True)
    record = make_report(cast.teacher, "other")
    actions.acknowledge(record, by=cast.coordinator)
    return record


@pytest.mark.proves("T-169")
def test_it_waits_until_somebody_says_how_serious_it_is(other, coordinator):
    words = words_of(coordinator.get(address(other)))
    assert "Deal with it here" not in words
    assert "Say how serious it is first." in refused(coordinator, other, "look-into")
    assert "Say how serious it is first." in refused(coordinator, other, "deal-with-it", **ENDED)
    do(coordinator, other, "place", to="inappropriate", reason=WHY)
    assert other.events.get(verb="placed").detail == WHY
    assert "Deal with it here" in words_of(coordinator.get(address(other)))
    do(coordinator, other, "look-into")


def test_said_to_be_graver_it_is_graver(other, coordinator):
    do(coordinator, other, "place", to="child_protection", reason=WHY)
    assert (reread(other).cls, reread(other).wakes) == ("child_protection", True)


def test_made_more_serious_it_has_been_said(other, cast, coordinator):
    actions.raise_class(other, "serious", by=cast.coordinator, reason=WHY)
    do(coordinator, other, "look-into")


def test_it_is_never_made_less_serious_so(other, cast):
    actions.raise_class(other, "serious", by=cast.coordinator, reason=WHY)
    with pytest.raises(actions.Refused, match="at least as serious"):
        actions.place(other, "inappropriate", by=cast.coordinator, reason=WHY)


def test_what_is_not_among_the_classes_is_refused(other, coordinator):
    assert "that stand under" in refused(coordinator, other, "place", to="nonsense", reason=WHY)


def test_it_is_offered_only_where_it_waits(taken, other, coordinator):
    assert "Say how serious it is" in words_of(coordinator.get(address(other)))
    assert "Say how serious it is" not in words_of(coordinator.get(address(taken)))
