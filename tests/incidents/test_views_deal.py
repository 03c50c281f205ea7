"""Dealing with it on one page: what one reads there before one decides."""

from datetime import date

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Outcome
from school.models import Agency
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import make_pupil, make_report, question, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast, sign_in):
    """The page of a record with these people."""

    def opened(**said):
        record = make_report(cast.teacher, "acceptable-use", place="Library", **said)
        actions.add_words(record, "It was the second time.", by=cast.teacher)
        actions.note(record, "A note of mine", by=cast.coordinator)
        return sign_in(cast.coordinator).get(address(record, "deal-with-it"))

    return opened


def test_it_says_what_the_reporter_wrote_and_who_is_in_it(page):
    words = words_of(page(people=[make_pupil("Mia", family="Quenby")], text="She played on her phone"))
    for said in ("She played on her phone", "It was the second time.", "Mia Quenby, 9B", "Not sure yet", "Library"):
        assert said in words
    assert "A note of mine" not in words


def test_it_names_people_as_the_record_one_page_before_does(page, cast):
    html = page(description="Mia from 9B").content.decode()
    assert "app-name" not in html
    for name in ("Mia from 9B", cast.teacher.name):
        assert name in html


def test_a_long_story_is_cut_and_the_rest_is_on_the_record(page):
    words = words_of(page(text="word " * 200))
    assert words.count("word") < 100
    assert "Back to the record" in page(text="word").content.decode()


def test_where_nothing_was_written_it_says_so(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use", text="")
    assert "No words were written." in words_of(sign_in(cast.coordinator).get(address(record, "deal-with-it")))


@pytest.fixture
def line(cast):
    """A record somebody has, and a line of its list that may be anything."""
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    return record, record.steps.filter(required=True, how="tick").last()


@pytest.mark.parametrize(
    ("how", "agency", "where"),
    [("tick", "police", "I rang"), ("support", "", "Note it"), ("take_down", "", "Ask for it")],
)
def test_a_call_support_and_what_has_to_go_are_left_out_in_ones_own_words_alone(
    line, cast, sign_in, how, agency, where
):
    (record, step), desk = line, sign_in(cast.coordinator)
    write(step, how=how, agency=Agency.objects.filter(code=agency).first())
    name = f"why_{step.ref}"
    common = {"outcome": "advice", "told": "yes", "excuse": "Not needed for something this small"}
    assert "why it is not needed" in refused(desk, record, "deal-with-it", **common, **{name: "Too small"})
    assert f"note that on the record first, under “{where}”" in words_of(desk.get(address(record, "deal-with-it")))
    assert "reason" not in opened(desk, record, "not-needed", step.ref).offered
    do(desk, record, "deal-with-it", **common, **{name: "Nobody was threatened in it"})
    assert reread(step).reason == "Nobody was threatened in it"


def test_the_one_reason_for_the_others_leaves_no_such_line_out(line, cast):
    record, step = line
    write(step, how="support")
    ended = actions.Dealing(Outcome.objects.get(code="advice"), "yes", excused=[step], excuse="Does not apply here")
    with pytest.raises(actions.Refused, match="Say why it is not needed"):
        actions.deal_here(record, ended, by=cast.coordinator)


def test_who_was_asked_to_do_a_line_stands_at_it(cast, sign_in):
    record, desk = make_report(cast.teacher, "acceptable-use"), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    lines = {"told": record.steps.get(how="parents"), "done": record.steps.filter(required=True, how="tick").first()}
    due = clock.at_school(date(2099, 11, 27), 17)
    for line in lines.values():
        actions.give(line, cast.colleague.person, by=cast.coordinator, instruction="Ring Mrs Hill", due_at=due)
    page = desk.get(address(record, "deal-with-it"))
    assert words_of(page).count(f"{cast.colleague.name} was asked, by Friday 27 November 2099") == len(lines)


@pytest.mark.parametrize(("outcome", "state"), [("sanction", "done"), ("advice", "excused")])
def test_what_ended_under_a_policy_was_followed(cast, sign_in, outcome, state):
    record, desk = make_report(cast.teacher, "acceptable-use"), sign_in(cast.coordinator)
    words = words_of(desk.get(address(record, "deal-with-it")))
    assert "Follow the behaviour policy Done without a tick where it ended as “Sanction under the behaviour" in words
    typed = {"outcome": outcome, "which_sanction": "Detention, by the head of year"}
    do(desk, record, "deal-with-it", **typed, told="yes", excuse="Does not apply here")
    assert step_of(record, "behaviour").state == state
    assert step_of(record, "talk").state == "excused"


# --- Every mistake at once ------------------------------------------------------------------------------------
@pytest.fixture
def mistakes(cast, sign_in):
    """What stands beside each box of a record after one press."""

    def found(record, **typed):
        answer = press(sign_in(cast.coordinator), record, "deal-with-it", **typed)
        assert answer.status_code == 200
        return {name: list(words) for name, words in answer.context["form"].errors.items()}

    return found


def test_what_cannot_be_left_out_is_said_with_the_rest(line, mistakes):
    record, step = line
    write(step, excusable=False)
    found = mistakes(record)
    assert found["done"] == [f"Tick “{step.words}”: it cannot be left out"]
    assert {"outcome", "told", "excuse"} <= found.keys()


def test_what_has_to_be_done_and_written_about_is_a_box_to_write_in(line, mistakes, cast, sign_in):
    (record, step), desk = line, sign_in(cast.coordinator)
    write(step, excusable=False, asks="What came of it")
    name = f"said_{step.ref}"
    assert mistakes(record)[name] == ["Enter what came of it"]
    assert f"{step.words} This one cannot be left out" in words_of(desk.get(address(record, "deal-with-it")))
    do(
        desk,
        record,
        "deal-with-it",
        outcome="advice",
        told="yes",
        excuse="Does not apply here",
        **{name: "An apology"},
    )
    assert (reread(step).state, reread(step).reason) == ("done", "An apology")


def test_a_sanction_where_no_rule_was_broken_is_said_with_the_rest(kinds, cast, mistakes):
    record = make_report(cast.teacher, "acceptable-use", people=[make_pupil()])
    found = mistakes(record, outcome="no-breach", sanction="detention")
    assert "a rule was broken" in found["outcome"][0]
    assert {"told", "excuse"} <= found.keys()


def test_an_answer_for_other_people_is_said_with_the_rest(cast, mistakes):
    write(question("criminal"), categories=["acceptable-use"])
    found = mistakes(make_report(cast.teacher, "acceptable-use"), q_criminal="yes")
    assert "it goes to other people" in found["q_criminal"][0]
    assert {"outcome", "told", "excuse"} <= found.keys()


def test_where_it_cannot_end_here_the_page_says_so_before_anything_is_typed(line, cast, sign_in):
    record, step = line
    write(step, how="meeting", excusable=False)
    page = sign_in(cast.coordinator).get(address(record, "deal-with-it"))
    assert f"First do on the record what has a page of its own: {step.words}." in words_of(page)
    assert "Save and close" not in words_of(page)
