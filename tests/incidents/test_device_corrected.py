"""A number of a device that was wrong is put right on the record, and whoever is asked for it is asked for the right
one (U55)."""

import pytest

from incidents import actions
from notices.models import Task
from tests.dealing import address, do, opened, refused, step_of
from tests.make import make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "OAK-L-0117", "OAK-L-0171"
ASKED = "Network manager is asked for it at once"


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "images-on-device", device=WRONG, place="Library")
    actions.acknowledge(record, by=cast.dsl)
    return reread(record)


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


def asked(record) -> list[str]:
    return list(Task.objects.open().filter(for_role="network_manager", ref=record.ref).values_list("words", flat=True))


def press_done(browser, record) -> None:
    task = Task.objects.open().get(for_role="network_manager", ref=record.ref)
    assert browser.post(f"/tasks/{task.slip}/done/").status_code == 302


def test_whoever_manages_the_record_puts_it_right_and_the_timeline_says_what_it_was(record, cast, lead):
    assert opened(lead, record, "particulars").values["device"] == [WRONG]
    do(lead, record, "particulars", device=RIGHT)
    assert reread(record).device == RIGHT
    said = record.events.get(verb="device")
    assert (said.words, said.detail) == ("The device was corrected", f"Device: {RIGHT}\nBefore: {WRONG}")
    page = words_of(lead.get(address(record)))
    assert f"Device {RIGHT}" in page
    assert f"Device: {RIGHT} Before: {WRONG}" in page
    first, *_, last = record.history.order_by("history_id")
    assert (first.device, last.device, last.history_user_id) == (WRONG, RIGHT, cast.dsl.ref)
    assert not record.events.filter(verb="particulars").exists(), "nothing else was said"


def test_whoever_was_asked_is_asked_for_the_right_one(record, cast, lead, sign_in):
    desk = sign_in(cast.network_manager)
    assert WRONG in words_of(desk.get("/tasks/"))
    do(lead, record, "particulars", device=RIGHT)
    (words,) = asked(record)
    assert words.startswith(f"Disconnect {RIGHT}, Library, from the network.")
    assert step_of(record, "isolate").task.words == words
    for page in ("/tasks/", "/"):
        said = words_of(desk.get(page))
        assert RIGHT in said
        assert WRONG not in said
        assert record.ref not in said
    assert desk.get(address(record)).status_code == 404
    assert desk.get(address(record, "particulars")).status_code == 404


def test_one_already_done_for_the_wrong_one_is_to_do_again(record, cast, lead, sign_in):
    desk = sign_in(cast.network_manager)
    press_done(desk, record)
    assert step_of(record, "isolate").state == "done"
    do(lead, record, "particulars", device=RIGHT)
    step = step_of(record, "isolate")
    assert (step.state, step.done_by, step.task.done_at) == ("open", None, None)
    assert asked(record) == [step.task.words]
    assert f"To do again: {step.words}" in words_of(lead.get(address(record)))
    press_done(desk, record)
    assert step_of(record, "isolate").state == "done"


def test_one_done_by_those_who_deal_with_it_is_not(record, cast, lead):
    actions.tick(step_of(record, "isolate"), by=cast.dsl, note="Mr Pike, at 10:40")
    do(lead, record, "particulars", device=RIGHT)
    assert (step_of(record, "isolate").state, asked(record)) == ("done", [])


def test_nor_on_what_is_finished(record, cast, lead, sign_in):
    press_done(sign_in(cast.network_manager), record)
    write(reread(record), state="resolved")
    do(lead, record, "particulars", device=RIGHT)
    assert (step_of(record, "isolate").state, asked(record)) == ("done", [])


def test_of_no_device_of_the_school_after_all_nobody_is_asked(record, lead):
    do(lead, record, "particulars", device="")
    assert (reread(record).device, asked(record)) == ("", [])
    assert record.events.get(verb="device").detail == f"Device: not known\nBefore: {WRONG}"
    do(lead, record, "particulars", device=RIGHT)
    assert len(asked(record)) == 1


def test_named_for_the_first_time_it_is_no_correction(cast, lead):
    record = make_report(cast.teacher, "images-on-device")
    actions.acknowledge(record, by=cast.dsl)
    do(lead, record, "particulars", device=RIGHT, certainty="confirmed")
    said = record.events.get(verb="particulars")
    assert said.detail == f"Did it happen: It happened\nDevice: {RIGHT}"
    assert not record.events.filter(verb="device").exists()
    assert len(asked(record)) == 1


@pytest.mark.parametrize("corrected", [True, False])
def test_what_a_joined_record_asks_of_its_own_device_stays(record, cast, lead, corrected):
    goes = make_report(cast.colleague, "images-on-device", device="T-14", place="Room 12")
    actions.tick(step_of(record, "isolate"), by=cast.dsl, note="Mr Pike, at 10:40")
    actions.join(goes, reread(record), by=cast.dsl)
    if corrected:
        do(lead, record, "particulars", device=RIGHT)
    else:
        do(lead, record, "device", where_now="Office safe", held_by="Me")
    (words,) = asked(record)
    assert words.startswith("Disconnect T-14, Room 12, from the network.")


@pytest.mark.parametrize(("kind", "is_asked"), [("images-on-device", True), ("bullying", False)])
def test_the_page_says_who_is_asked(cast, lead, kind, is_asked):
    record = make_report(cast.teacher, kind, device=WRONG)
    actions.acknowledge(record, by=cast.dsl)
    assert (ASKED in words_of(lead.get(address(record, "particulars")))) is is_asked


def test_the_same_number_again_is_refused(record, cast, lead):
    assert "Change at least one" in refused(lead, record, "particulars", device=f" {WRONG} ")
    with pytest.raises(actions.Refused, match="Change at least one"):
        actions.particulars(record, {"device": WRONG}, by=cast.dsl)


def test_the_other_particulars_leave_it_as_it_is(record, cast):
    actions.particulars(record, {"certainty": "confirmed"}, by=cast.dsl)
    assert reread(record).device == WRONG
    assert len(asked(record)) == 1


def test_whoever_reads_the_technical_part_alone_reads_the_right_one_and_nothing_more(cast, sign_in):
    record = make_report(cast.teacher, "malware", device=WRONG)
    actions.acknowledge(record, by=cast.coordinator)
    do(sign_in(cast.coordinator), record, "particulars", device=RIGHT)
    page = words_of(sign_in(cast.network_manager).get(address(record)))
    assert RIGHT in page
    assert WRONG not in page
