"""When a record becomes another kind of matter, its checklist becomes that kind's."""

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.actions.checklist import PUT_ASIDE
from incidents.models import Step, StepTemplate
from tests.dealing import do
from tests.make import category, make_report, reread, write

pytestmark = pytest.mark.django_db
WHY = "There is more to it than it seemed at first."


def todo(record):
    return set(record.steps.filter(state=Step.State.OPEN).values_list("template__code", flat=True))


def step(record, code):
    return record.steps.select_related("incident").get(template__code=code)


def test_nobody_is_heard_any_more_once_it_may_be_a_crime(cast):
    record = make_report(cast.teacher, "bullying")
    assert todo(record) >= {"hear-everybody", "keep-evidence", "ring-home"}
    actions.raise_class(record, "illegal", by=cast.coordinator, reason=WHY)
    assert todo(record).isdisjoint({"hear-everybody", "keep-evidence", "behaviour", "ring-home"})
    assert todo(record) >= {"police", "stop", "check-on-target"}
    assert step(record, "ring-home").reason == PUT_ASIDE


def test_a_colleague_loses_the_step_they_were_given(cast):
    record = make_report(cast.teacher, "bullying")
    actions.give(step(record, "ring-home"), cast.colleague.person, by=cast.coordinator, instruction="Ring his mother")
    actions.raise_class(record, "illegal", by=cast.coordinator, reason=WHY)
    with pytest.raises(actions.Refused, match="finished already"):
        actions.do_mine(step(record, "ring-home"), by=cast.colleague)


def test_what_is_done_stays_done_and_what_somebody_added_stays(cast):
    record = make_report(cast.teacher, "bullying")
    actions.tick(step(record, "hear-everybody"), by=cast.coordinator)
    actions.add(record, "Fetch the form tutor", by=cast.coordinator)
    actions.raise_class(record, "illegal", by=cast.coordinator, reason=WHY)
    assert step(record, "hear-everybody").state == Step.State.DONE
    assert record.steps.get(template=None).state == Step.State.OPEN


def test_made_less_serious_it_has_the_ordinary_lines_and_not_the_grave_ones(cast):
    record = make_report(cast.teacher, "acceptable-use", yes=["first-unsure"])
    assert "social-care" in todo(record)
    actions.lower(record, "inappropriate", by=cast.dsl, reason="A game of chess in a lesson, nothing more.")
    assert todo(record) == {"talk", "behaviour", "ring-home"}


def test_a_line_put_aside_comes_back_and_one_that_was_excused_does_not(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.excuse(step(record, "talk"), by=cast.coordinator, reason="Talked already")
    actions.raise_class(record, "child_protection", by=cast.coordinator, reason=WHY)
    assert todo(record).isdisjoint({"talk", "behaviour", "ring-home"})
    actions.lower(reread(record), "inappropriate", by=cast.dsl, reason="It was a misunderstanding after all.")
    assert todo(record) == {"behaviour", "ring-home"}


def test_an_adult_named_later_brings_the_lines_about_adults(cast):
    record = make_report(cast.teacher, "other")
    actions.involve(record, person=cast.colleague.person, part="subject", by=cast.dsl)
    assert todo(record) == {"say-nothing", "threshold", "lado", "staff-support", "staff-file"}


def test_filed_under_something_else_it_has_the_lines_of_that(cast):
    record = make_report(cast.teacher, "other")
    actions.file_under(record, [category("accident-told")], by=cast.coordinator)
    assert todo(record) == {"thank", "block-page"}


def test_no_line_stands_there_twice_where_nobody_has_answered_yet(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    do(sign_in(cast.coordinator), record, "questions", **{"q_personal-data": "no"})
    codes = [step.template.code for step in record.steps.select_related("template")]
    assert len(codes) == len(set(codes))


def test_a_line_put_aside_stays_aside_where_another_says_the_same(cast):
    """As records have it that were filed anew while two lines of the profile in the same words were two."""
    record = make_report(cast.teacher, "bullying", yes=["own-life"])
    aside, line = step(record, "see-now-too"), StepTemplate.objects.get(code="see-now")
    write(aside, state="excused", reason=PUT_ASIDE, done_by=cast.dsl, done_at=clock.now())
    write(Step(incident=record, template=line, words=line.words))
    actions.file_under(record, [category("bullying"), category("self-harm")], by=cast.dsl)
    assert step(record, "see-now-too").reason == PUT_ASIDE
    assert step(record, "see-now").state == Step.State.OPEN
