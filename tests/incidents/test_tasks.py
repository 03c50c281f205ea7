"""What a step asks of another role is asked no longer than the step stands."""

import pytest

from esafety.lib.refs import new_ref
from incidents import actions
from incidents.actions.checklist import LONGEST
from incidents.profile import TASK_WORDS
from notices.actions import finish
from notices.models import Task
from school.models import School
from tests.dealing import step_of
from tests.make import category, make_report, reread, write
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db
WHY = "Because of what we learnt later today"
DEVICE = {"device": "OAK-L-0117", "place": "Library"}


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "images-on-device", **DEVICE)
    actions.acknowledge(record, by=cast.dsl)
    return record


def asked(record) -> list[str]:
    return list(Task.objects.open().filter(ref=record.ref).values_list("for_role", flat=True))


def test_a_step_that_is_not_needed_takes_its_task_with_it(record, cast, sign_in):
    desk = sign_in(cast.network_manager)
    assert "OAK-L-0117" in words_of(desk.get("/tasks/"))
    actions.excuse(step_of(record, "isolate"), by=cast.dsl, reason="It was never on our network")
    assert asked(record) == []
    for page in ("/tasks/", "/"):
        assert "OAK-L-0117" not in desk.get(page).content.decode()


def test_to_do_again_it_is_asked_again(record, cast):
    step = step_of(record, "isolate")
    actions.excuse(step, by=cast.dsl, reason="It was never on our network")
    actions.undo(step, by=cast.dsl, reason="It was, after all")
    assert asked(record) == ["network_manager"]
    assert Task.objects.filter(ref=record.ref).count() == 2


def test_one_that_was_done_is_not_asked_again(record, cast):
    step = step_of(record, "isolate")
    finish(step.task, by=cast.network_manager)
    actions.undo(step, by=cast.dsl, reason="It was, after all")
    assert asked(record) == []


def test_done_by_those_who_deal_with_it_it_is_asked_no_longer(record, cast):
    actions.tick(step_of(record, "isolate"), by=cast.dsl, note="Mr Pike, at 10:40")
    assert asked(record) == []


def test_done_by_whoever_was_asked_the_record_says_so(record, cast, sign_in):
    step = step_of(record, "isolate")
    desk = sign_in(cast.network_manager)
    form = next(form for form in forms_of(desk.get("/tasks/")) if "/done/" in form.action)
    assert form.send(desk).status_code == 302
    words = words_of(sign_in(cast.dsl).get(f"/records/{record.ref}/"))
    assert "Done by the network manager" in words
    done = reread(step)
    assert (done.state, done.done_by) == ("done", cast.network_manager)
    assert done.reason.startswith(f"Done by the network manager: {cast.network_manager.name}, ")
    assert reread(record).next_step != step.words
    assert done.history.first().history_user_id == cast.network_manager.ref
    assert desk.get(f"/records/{record.ref}/").status_code == 404, "it learns no more than the task"


def test_put_aside_with_what_made_it_and_back_with_it(record, cast):
    proposal = actions.lower(record, "serious", by=cast.dsl, reason="The police say the picture is of a doll.")
    actions.decide_proposal(proposal, agree=True, by=cast.head)
    assert asked(record) == []
    actions.raise_class(reread(record), "illegal", by=cast.dsl, reason=WHY)
    assert asked(record) == ["network_manager"]


def test_filed_under_something_else_the_gap_is_not_closed(cast):
    record = make_report(cast.teacher, "bypass", **DEVICE)
    assert asked(record) == ["network_manager"]
    actions.file_under(record, [category("disrepute")], by=cast.coordinator)
    assert asked(record) == []


def test_joined_to_one_that_asks_the_same_it_is_asked_once(record, cast):
    stays = make_report(cast.colleague, "images-on-device", **DEVICE)
    actions.join(record, stays, by=cast.dsl)
    assert (asked(record), asked(stays)) == ([], ["network_manager"])


@pytest.mark.parametrize("other", [{}, {"device": "OAK-L-0200"}])
def test_joined_to_one_that_does_not_it_is_asked_there(record, cast, other):
    """Nobody named the device in the report that stays, or named another: it must not stay on the network."""
    stays = make_report(cast.colleague, "images-on-device", **other)
    actions.join(record, stays, by=cast.dsl)
    assert asked(record) == []
    assert Task.objects.open().filter(ref=stays.ref, words__contains="OAK-L-0117").exists()


def test_not_the_same_after_all_it_is_asked_again(record, cast):
    actions.join(record, make_report(cast.colleague, "images-on-device", **DEVICE), by=cast.dsl)
    actions.reopen(record, by=cast.dsl, reason="Another device after all")
    assert asked(record) == ["network_manager"]


def test_a_task_may_name_the_reference_it_is_about(cast):
    """Whoever is asked to ring and name it reads no record to find it in."""
    record = make_report(cast.teacher, "data-breach")
    assert record.ref in Task.objects.open().get(ref=record.ref, for_role="dpo").words


def test_whoever_is_asked_for_advice_has_the_number_to_ring_and_no_day_the_page_denies(cast, sign_in):
    write(School.current(), head_number="01632 960201")
    record = make_report(cast.teacher, "data-breach")
    page = words_of(sign_in(cast.dpo).get("/tasks/"))
    said = "Your advice is needed, by the time below. Please ring the headteacher"
    assert f"{said} (01632 960201) and name the reference {record.ref}." in page
    assert "needed today" not in page


def test_without_a_number_none_is_spoken_of(cast):
    record = make_report(cast.teacher, "data-breach")
    assert "the headteacher and name" in Task.objects.get(ref=record.ref, for_role="dpo").words


def test_the_longest_words_of_a_task_fit():
    most = TASK_WORDS + 2 * LONGEST + len(new_ref()) + School._meta.get_field("head_number").max_length + len("()")
    assert most <= Task._meta.get_field("words").max_length


def test_what_endangers_the_network_is_asked_of_whoever_runs_it_at_once(cast, sign_in):
    record = make_report(cast.teacher, "malware", **DEVICE)
    desk = sign_in(cast.network_manager)
    assert f"Contain {record.ref}" in words_of(desk.get("/tasks/"))
    form = next(form for form in forms_of(desk.get("/tasks/")) if "/done/" in form.action)
    assert form.send(desk).status_code == 302
    assert step_of(record, "contain").state == "done"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("lost-device", ", a missing device or memory stick: lock or wipe"),
        ("data-breach", ": call back or close"),
    ],
)
def test_what_is_lost_or_sent_is_contained_otherwise(kind, words, cast, sign_in):
    record = make_report(cast.teacher, kind)
    desk = words_of(sign_in(cast.network_manager).get("/tasks/"))
    assert f"Contain {record.ref}{words}" in desk
    assert "off the network" not in desk
    assert "off the network" not in words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))


@pytest.fixture
def contained(cast):
    """The network manager pressed "Done" on what endangers the network."""
    record = make_report(cast.teacher, "malware", **DEVICE)
    actions.acknowledge(record, by=cast.coordinator)
    step = step_of(record, "contain")
    finish(step.task, by=cast.network_manager)
    return step


def by_mistake(desk, step):
    """Press it on the page of the technical part; what one reads then."""
    page = desk.get(f"/records/{step.incident.ref}/")
    form = next(form for form in forms_of(page) if "/not-done/" in form.action)
    return words_of(desk.get(form.send(desk).url))


def test_pressed_by_mistake_the_line_is_to_do_again(contained, cast, sign_in):
    version = reread(contained.incident).version
    assert "It is to do again" in by_mistake(sign_in(cast.network_manager), contained)
    step, record = reread(contained), reread(contained.incident)
    assert (step.state, step.done_by, step.reason, step.task.done_at) == ("open", None, "", None)
    assert (record.next_step, record.version) == (step.words, version + 1)
    verbs = record.events.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["task done", "task not done"]
    assert "“Done” was pressed by mistake" in words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))


@pytest.mark.parametrize("went_on", ["resolved", "excused"])
def test_once_somebody_went_on_from_it_it_stays_done(went_on, contained, cast, sign_in):
    if went_on == "resolved":
        write(reread(contained.incident), state="resolved")
    else:
        actions.undo(contained, by=cast.coordinator, reason="It is not")
        actions.excuse(contained, by=cast.coordinator, reason="Nothing was wrong")
    assert "Ring the co-ordinator" in by_mistake(sign_in(cast.network_manager), contained)
    assert reread(contained.task).done_at
