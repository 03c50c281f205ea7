"""Two records become one: what is still to do for the one that goes is to be done for the one that stays."""

import pytest

from incidents import actions
from notices.models import Task
from tests.dealing import address, do, open_steps, opened, refused, step_of
from tests.make import make_report, reread
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


def taken(by, coordinator, *codes):
    record = make_report(by, *codes)
    actions.acknowledge(record, by=coordinator)
    return reread(record)


def ticked(record, by):
    """Everything on its list is done or left out."""
    for step in open_steps(record):
        actions.excuse(step, by=by, reason="Does not apply here")
    return reread(record)


def lines(record) -> list[str]:
    return sorted(step.words for step in open_steps(record))


def test_what_is_still_to_do_goes_over_and_is_next_there(cast, desk):
    """What stays had been ended and opened again with its old ticks."""
    stays, goes = (taken(by, cast.coordinator, "bullying") for by in (cast.teacher, cast.colleague))
    stays, left = ticked(stays, cast.coordinator), open_steps(goes)
    assert reread(stays).next_step == "Decide what happens"
    page = words_of(desk.get(address(goes, "join", stays.ref)))
    assert "These go over, still to do: " + "; ".join(step.words for step in left) + "." in page
    do(desk, goes, "join", other=stays.ref)
    assert lines(stays) == lines(goes)
    first = min(left, key=lambda step: (step.due_at, step.position, step.pk))
    assert (reread(stays).next_step, reread(stays).due_at) == (first.words, first.due_at)
    assert "Still to do" in refused(desk, stays, "finish", outcome="warning", told="no", other="They know")
    assert f"{goes.ref} was joined to this" in words_of(desk.get(address(stays)))


def test_what_is_open_there_as_well_is_there_once(cast, desk):
    stays, goes = (taken(by, cast.coordinator, "bullying") for by in (cast.teacher, cast.colleague))
    actions.excuse(step_of(stays, "ring-home"), by=cast.coordinator, reason="They were here")
    actions.add(goes, "Ask the caretaker", by=cast.coordinator)
    assert "is not added twice" in words_of(desk.get(address(goes, "join")))
    before = lines(stays)
    do(desk, reread(goes), "join", other=stays.ref)
    assert lines(stays) == sorted([*before, "Ring home", "Ask the caretaker"])


def test_what_came_over_stays_when_an_answer_changes_the_list(cast, desk):
    stays, goes = taken(cast.teacher, cast.coordinator, "acceptable-use"), make_report(cast.colleague, "bullying")
    do(desk, goes, "join", other=stays.ref)
    brought = lines(stays)
    assert set(lines(goes)) <= set(brought)
    do(desk, stays, "questions", q_criminal="no")
    assert lines(stays) == brought


def test_to_one_that_has_ended_nothing_is_joined_that_leaves_something_to_do(cast, desk):
    stays, goes = (taken(by, cast.coordinator, "bullying") for by in (cast.teacher, cast.colleague))
    ticked(stays, cast.coordinator)
    do(desk, stays, "look-into")
    do(desk, stays, "finish", outcome="warning", told="no", other="They know")
    assert "That record has ended" in refused(desk, goes, "join", other=stays.ref)
    assert not reread(goes).duplicate_of
    assert not open_steps(stays)
    ticked(goes, cast.coordinator)
    do(desk, goes, "join", other=stays.ref)
    assert reread(goes).duplicate_of == stays


def test_whom_the_line_asks_is_asked_once_and_ends_it(cast, sign_in):
    stays, goes = (make_report(by, "images-on-device", device="OAK-L-0117") for by in (cast.teacher, cast.colleague))
    lead, network = sign_in(cast.dsl), sign_in(cast.network_manager)
    do(lead, stays, "have-this")
    done = next(task for task in Task.objects.open().filter(ref=stays.ref))
    form = next(form for form in forms_of(network.get("/tasks/")) if f"{done.slip}/done/" in form.action)
    assert form.send(network).status_code == 302
    do(lead, goes, "join", other=stays.ref)
    asked = Task.objects.open().get(kind="incident", ref=stays.ref)
    assert not Task.objects.open().filter(ref=goes.ref).exists()
    form = next(form for form in forms_of(network.get("/tasks/")) if f"{asked.slip}/done/" in form.action)
    assert form.send(network).status_code == 302
    assert not stays.steps.filter(template__code="isolate").exclude(state="done").exists()


def test_the_page_says_nothing_where_nothing_goes_over(cast, desk):
    stays, goes = (taken(by, cast.coordinator, "bullying") for by in (cast.teacher, cast.colleague))
    assert opened(desk, goes, "join", stays.ref)
    assert "These go over" not in words_of(desk.get(address(goes, "join", stays.ref)))


def test_the_receipt_of_what_was_joined_says_what_the_one_that_stays_says(cast, sign_in):
    goes, stays = (make_report(cast.teacher, "acceptable-use") for _ in range(2))
    actions.join(goes, stays, by=cast.coordinator)
    teacher = sign_in(cast.teacher)
    where = f"/reports/mine/{goes.ref}/"
    assert "Received" in words_of(teacher.get(where))
    assert "Somebody should answer by" in words_of(teacher.get(where))
    actions.acknowledge(reread(stays), by=cast.coordinator)
    assert "Being dealt with" in words_of(teacher.get(where))


def test_nothing_is_to_do_on_what_was_joined(cast, sign_in):
    goes, stays = (make_report(cast.teacher, "acceptable-use") for _ in range(2))
    actions.join(goes, stays, by=cast.coordinator)
    page = words_of(sign_in(cast.coordinator).get(address(goes)))
    assert "it was joined to another record, and what is still to do stands there" in page
    assert "You can stop for today" not in page
