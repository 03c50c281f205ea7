"""A record's life, through the actions: what each move needs, and what it leaves behind."""

from datetime import timedelta
from uuid import uuid4

import pytest

from audit.models import Entry
from esafety.lib import clock
from incidents import actions
from incidents.actions import ChangedMeanwhile, Refused
from incidents.classes import Class, Kind
from incidents.lifecycle import State
from incidents.models import Incident, Outcome, Reason, Step
from notices.models import Delivery, Notice, Task
from school.models import Agency
from tests.make import make_pupil, make_report, reread

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def finish(record, by):
    """Everything open is done, calls included; parents are told."""
    for step in record.steps.filter(state=Step.State.OPEN, required=True).select_related("incident", "agency"):
        if reread(step).state != Step.State.OPEN:
            continue
        if step.agency:
            actions.rang(record, step.agency, by=by, advice="Go on as you do")
        elif step.how == "tick":
            actions.tick(step, by=by, note=step.asks or "Done")
    actions.parents(record, "yes", by=by)


def outcome(code="advice"):
    return Outcome.objects.get(code=code)


def test_an_ordinary_matter_from_report_to_closed(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    actions.investigate(record, by=cast.coordinator)
    finish(record, cast.coordinator)
    actions.resolve(record, by=cast.coordinator, outcome=outcome())
    actions.close(record, by=cast.coordinator)
    closed = reread(record)
    assert (closed.state, closed.next_step, closed.due_at) == (State.CLOSED, "", None)
    verbs = list(Entry.objects.filter(kind="incident", ref=record.ref).values_list("verb", flat=True).distinct())
    assert {"report", "acknowledge", "investigate", "step done", "parents", "resolve", "close"} <= set(verbs)


def test_every_change_leaves_history_with_its_actor(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    assert record.history.count() == 2
    assert record.history.first().history_user_id == cast.coordinator.ref


def test_send_pressed_twice_makes_one_record(cast):
    key = uuid4()
    first = make_report(cast.teacher, "other", key=key)
    second = make_report(cast.teacher, "other", key=key)
    assert first.pk == second.pk
    assert Incident.objects.count() == 1


def test_the_first_answer_of_the_alarm_is_the_only_one(cast):
    record = make_report(cast.teacher, "grooming")
    assert Notice.objects.filter(kind="incident.alarm", ref=record.ref, answered_at=None).count() == 1
    actions.acknowledge(record, by=cast.deputy)
    assert Notice.objects.get(kind="incident.alarm", ref=record.ref).answered_by == cast.deputy
    with pytest.raises(Refused, match="no longer fits"):
        actions.acknowledge(record, by=cast.dsl)


def test_alarm_and_report_commit_together(cast):
    record = make_report(cast.teacher, "images-on-device")
    told = set(Delivery.objects.filter(notice__ref=record.ref, notice__wakes=True).values_list("user", flat=True))
    assert {cast.dsl.pk, cast.deputy.pk, cast.head.pk} == told


def test_the_accused_is_never_told(cast):
    record = make_report(cast.teacher, "staff-allegation", people=[cast.head.person])
    told = set(Delivery.objects.filter(notice__ref=record.ref).values_list("user", flat=True))
    assert cast.head.pk not in told
    assert cast.chair.pk in told


def test_illegal_never_enters_looking_into(cast):
    record = make_report(cast.teacher, "images-on-device")
    actions.acknowledge(record, by=cast.dsl)
    with pytest.raises(Refused, match="do not look into it"):
        actions.investigate(record, by=cast.dsl)
    assert reread(record).state == State.ACKNOWLEDGED


def test_illegal_makes_a_task_that_says_nothing_of_why(cast):
    make_report(cast.teacher, "images-on-device", device="OAK-L-0117", place="Library")
    task = Task.objects.get(for_role="network_manager")
    assert task.words.startswith("Disconnect OAK-L-0117, Library, from the network.")
    assert "image" not in task.words.lower()


def test_an_illegal_matter_is_closed_by_another_person(cast):
    record = make_report(cast.teacher, "images-on-device")
    actions.acknowledge(record, by=cast.dsl)
    finish(record, cast.dsl)
    actions.refer(record, by=cast.dsl)
    actions.resolve(record, by=cast.dsl, outcome=outcome("partners"))
    with pytest.raises(Refused, match="another person"):
        actions.close(record, by=cast.dsl)
    actions.close(record, by=cast.deputy)
    assert reread(record).state == State.CLOSED


def test_passing_on_needs_a_call(cast):
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=cast.dsl)
    with pytest.raises(Refused, match="who you rang"):
        actions.refer(record, by=cast.dsl)
    actions.rang(record, Agency.objects.get(code="police"), by=cast.dsl, reference="")
    actions.refer(record, by=cast.dsl)
    assert reread(record).next_step


def test_a_staff_matter_waits_for_advice_or_a_reasoned_decision(cast):
    record = make_report(cast.teacher, "low-level-concern", people=[cast.colleague.person])
    actions.acknowledge(record, by=cast.head)
    with pytest.raises(Refused, match="LADO"):
        actions.investigate(record, by=cast.head)
    actions.threshold_not_met(record, by=cast.head, reason="One group photograph, deleted the same day.")
    actions.investigate(record, by=cast.head)
    assert reread(record).state == State.INVESTIGATING


def test_ending_needs_steps_outcome_and_parents(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    actions.investigate(record, by=cast.coordinator)
    with pytest.raises(Refused, match="Still to do"):
        actions.resolve(record, by=cast.coordinator, outcome=outcome())
    for step in record.steps.filter(required=True).select_related("incident"):
        actions.excuse(step, by=cast.coordinator, reason=Reason.objects.first().words)
    with pytest.raises(Refused, match="parents or carers"):
        actions.resolve(record, by=cast.coordinator, outcome=outcome())


def test_anyone_handling_raises_and_the_record_goes_to_its_new_handlers(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    actions.raise_class(record, Class.ILLEGAL, by=cast.coordinator, reason="He says there is a picture.")
    raised = reread(record)
    assert (raised.kind, raised.state, raised.owner_id) == (Kind.ILLEGAL, State.REPORTED, None)
    assert Notice.objects.filter(kind="incident.alarm", ref=record.ref, answered_at=None).exists()
    with pytest.raises(Refused):
        actions.note(record, "I want to add.", by=cast.coordinator)


def test_raising_never_lowers(cast):
    record = make_report(cast.teacher, "grooming")
    with pytest.raises(Refused, match="more serious"):
        actions.raise_class(record, Class.SERIOUS, by=cast.dsl, reason="No")


def test_only_a_lead_lowers_and_leaving_illegal_takes_two(cast):
    record = make_report(cast.teacher, "images-on-device")
    reason = "The police say the picture is of a doll."
    with pytest.raises(Refused, match="Only a safeguarding lead"):
        actions.lower(record, Class.SERIOUS, by=cast.head, reason=reason)
    proposal = actions.lower(record, Class.SERIOUS, by=cast.dsl, reason=reason)
    assert reread(record).cls == Class.ILLEGAL
    with pytest.raises(Refused, match="another person"):
        actions.decide_proposal(proposal, agree=True, by=cast.dsl)
    actions.decide_proposal(proposal, agree=True, by=cast.head)
    assert reread(record).kind == Kind.NORMAL


def test_the_second_of_two_hands_is_told_the_record_changed(cast):
    record = make_report(cast.teacher, "acceptable-use")
    seen = reread(record).version
    actions.note(record, "First.", by=cast.coordinator, version=seen)
    with pytest.raises(ChangedMeanwhile):
        actions.note(record, "Second.", by=cast.dsl, version=seen)
    assert not record.statements.filter(text="Second.").exists()


def test_dealt_with_here_leaves_each_stage_its_own_line(cast):
    record = make_report(cast.teacher, "accident-told", people=[make_pupil()])
    steps = list(record.steps.filter(required=True, how="tick").select_related("incident"))
    dealing = actions.Dealing(outcome=outcome("no-breach"), parents_told="yes", done=steps)
    actions.deal_here(record, dealing, by=cast.coordinator)
    verbs = list(record.events.values_list("verb", flat=True))
    assert verbs[0] == "report"
    assert {"acknowledge", "investigate", "step done", "parents", "resolve", "close"} <= set(verbs)


def test_dealing_here_is_never_for_private_matters(cast):
    record = make_report(cast.teacher, "grooming")
    with pytest.raises(Refused, match="single page"):
        actions.deal_here(record, actions.Dealing(outcome=outcome(), parents_told="yes"), by=cast.dsl)
    assert reread(record).state == State.REPORTED


def test_a_given_step_is_done_by_the_colleague_who_sees_nothing_else(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    step = record.steps.filter(required=True).select_related("incident").first()
    actions.give(step, cast.colleague.person, by=cast.coordinator, instruction="Ring home about the phone.")
    assert not Incident.objects.visible_to(cast.colleague).filter(pk=record.pk).exists()
    actions.do_mine(reread(step), by=cast.colleague)
    assert reread(step).done_by == cast.colleague


def test_a_step_given_to_somebody_else_is_not_theirs(cast):
    record = make_report(cast.teacher, "acceptable-use")
    step = record.steps.filter(required=True).select_related("incident").first()
    with pytest.raises(Incident.DoesNotExist):
        actions.do_mine(step, by=cast.colleague)


def test_a_reporter_takes_an_ordinary_matter_but_not_a_private_one(cast):
    ordinary = make_report(cast.coordinator, "acceptable-use")
    actions.acknowledge(ordinary, by=cast.coordinator)
    private = make_report(cast.dsl, "grooming")
    with pytest.raises(Refused, match="another person"):
        actions.acknowledge(private, by=cast.dsl)


def test_joined_records_point_to_the_one_that_stays(cast):
    stays, goes = make_report(cast.teacher, "acceptable-use"), make_report(cast.colleague, "acceptable-use")
    actions.join(goes, stays, by=cast.coordinator)
    assert reread(goes).duplicate_of == stays
    assert reread(goes).state == State.DUPLICATE
    actions.reopen(goes, by=cast.coordinator, reason="Not the same after all")
    assert reread(goes).state == State.ACKNOWLEDGED


def test_a_call_in_the_future_is_refused(cast):
    record = make_report(cast.teacher, "grooming")
    later = clock.now() + timedelta(hours=1)
    with pytest.raises(Refused, match="future"):
        actions.rang(record, Agency.objects.get(code="police"), by=cast.dsl, rang_at=later)
