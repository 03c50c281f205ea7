"""Which device it is: asked with the device, and taken off the network as soon as it is known (U55)."""

import pytest

from incidents import actions
from incidents.models import Incident
from notices.models import Task
from tests.dealing import address, do, step_of
from tests.make import make_report, reread
from tests.pages import words_of
from tests.reporting import begin, said, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast, sign_in):
    """A picture on a tablet, whose number nobody gave."""
    send(sign_in(cast.teacher), "first-images", category="images-on-device", whose="The school’s", held_by="Me")
    return Incident.objects.get()


def asked(record) -> list[str]:
    return list(Task.objects.open().filter(for_role="network_manager", ref=record.ref).values_list("words", flat=True))


def test_it_is_asked_beside_whose_it_is_and_not_folded_away(cast, sign_in):
    page = sign_in(cast.teacher).get(begin(sign_in(cast.teacher), "first-images")).content.decode()
    assert page.count('name="device"') == 1
    assert page.index('name="whose"') < page.index('name="device"') < page.index('name="where_now"')


def test_of_any_other_kind_it_is_folded_away(cast, sign_in):
    teacher = sign_in(cast.teacher)
    page = teacher.post(begin(teacher), said(category="bullying", day_day="")).content.decode()
    assert page.count('name="device"') == 1
    assert page.index('name="device"') > page.index("<details", page.index("When did it happen?"))


def test_named_in_the_report_it_is_taken_off_at_once(cast, sign_in):
    send(sign_in(cast.teacher), "first-images", category="images-on-device", device="T-14", place="Room 12")
    (words,) = asked(Incident.objects.get())
    assert words.startswith("Disconnect T-14, Room 12, from the network.")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"place": "Room 12", "where_now": "Office safe", "held_by": "Me"}, "Office safe"),
        ({"where_now": "Office safe"}, "Office safe"),
        ({"whose": "The school’s", "place": "Room 12"}, "Room 12"),
        ({}, "place not given"),
    ],
)
def test_it_is_looked_for_where_it_is_now_and_else_where_it_happened(cast, sign_in, said, where):
    send(sign_in(cast.teacher), "first-images", category="images-on-device", device="T-14", **said)
    (words,) = asked(Incident.objects.get())
    assert words.startswith(f"Disconnect T-14, {where}, from the network.")


def test_moved_before_it_is_done_it_is_looked_for_where_it_is_then(cast, sign_in, record):
    for device, where in (("T-14", "Room 12"), ("", "Office safe"), ("", "Office safe")):
        actions.hold_device(record, by=cast.dsl, device=device, where_now=where, held_by="Me")
        (words,) = asked(record)
        assert words.startswith(f"Disconnect T-14, {where}, from the network.")
    assert Task.objects.filter(for_role="network_manager", ref=record.ref).count() == 2, "not for a place it is at"
    task = Task.objects.open().get(for_role="network_manager", ref=record.ref)
    sign_in(cast.network_manager).post(f"/tasks/{task.slip}/done/")
    assert reread(task).done_at
    actions.hold_device(record, by=cast.dsl, where_now="Police station", held_by="PC Morrow")
    assert not asked(record), "it is off the network already"


def test_a_change_of_hands_that_says_no_place_keeps_the_one_before(record, cast):
    actions.acknowledge(record, by=cast.dsl)
    actions.hold_device(record, by=cast.dsl, where_now="Office safe")
    actions.hold_device(record, by=cast.dsl, where_now="", held_by="The lead", device="T-14")
    (words,) = asked(record)
    assert words.startswith("Disconnect T-14, Office safe, from the network.")


def test_named_later_it_is_taken_off_then_and_the_line_says_so(record, cast, sign_in):
    lead, waits = sign_in(cast.dsl), "Asked of whoever does it, who has not done it yet."
    do(lead, record, "have-this")
    assert not asked(record)
    assert waits not in words_of(lead.get(address(record)))
    do(lead, record, "device", where_now="Office safe", held_by="The lead", device="T-14")
    (words,) = asked(record)
    assert words.startswith("Disconnect T-14, Office safe, from the network.")
    assert step_of(record, "isolate").task.words == words
    assert waits in words_of(lead.get(address(record)))


PICTURE, ASKED = "Do not describe the picture", "Network manager is asked at once"


def test_of_a_picture_the_page_says_who_is_asked_and_not_to_describe_it(record, cast, sign_in):
    lead = sign_in(cast.dsl)
    do(lead, record, "have-this")
    words = words_of(lead.get(address(record, "device")))
    assert PICTURE in words and ASKED in words


def test_of_a_lost_device_it_says_neither(cast, sign_in):
    """Nobody is asked of that device by its number, and there is no picture."""
    record, desk = make_report(cast.teacher, "lost-device"), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    words = words_of(desk.get(address(record, "device")))
    assert "which is it?" in words
    assert PICTURE not in words and ASKED not in words


def test_once_the_line_is_not_needed_nobody_is_asked_and_the_page_says_so(record, cast, sign_in):
    lead = sign_in(cast.dsl)
    do(lead, record, "have-this")
    actions.excuse(step_of(record, "isolate"), by=cast.dsl, reason="It was never on our network")
    assert ASKED not in words_of(lead.get(address(record, "device")))


def test_it_is_named_once(record, cast, sign_in):
    lead = sign_in(cast.dsl)
    do(lead, record, "have-this")
    do(lead, record, "device", where_now="Office safe", held_by="The lead", device="T-14")
    assert 'name="device"' not in lead.get(address(record, "device")).content.decode()
    do(lead, record, "device", where_now="Police", held_by="The police")
    assert len(asked(record)) == 1
