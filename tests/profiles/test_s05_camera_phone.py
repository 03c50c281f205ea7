"""S05 under the Milestone profile: camera phones bring the heaviest sanction, and whoever received something, none."""

import pytest

from incidents import actions
from incidents.models import Sanction
from tests.dealing import address, do, press, refused
from tests.make import make_pupil, make_report
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(school_of, cast, sign_in):
    """A record of that kind about a pupil, and a browser in which it is dealt with."""
    school_of("milestone")

    def reported(code, by=cast.coordinator):
        desk = sign_in(by)
        record = make_report(cast.teacher, code, people=[make_pupil()])
        do(desk, record, "have-this")
        return desk, record

    return reported


@pytest.mark.proves("M-184")
def test_a_camera_phone_brings_the_heaviest_and_a_lighter_one_needs_a_reason(report):
    desk, record = report("camera-phone")
    assert "no phone at school Usual here" in words_of(desk.get(address(record, "sanction")))
    for lighter in ("warning", "behaviour-sanction", "kept-apart"):
        assert "Choose why it is another" in refused(desk, record, "sanction", kind=lighter)
    do(desk, record, "sanction", kind="heavy")
    assert Sanction.objects.get().tier == 4


@pytest.mark.proves("M-18", "M-93")
@pytest.mark.parametrize("code", ["offensive-received", "accident-told", "pupil-contacted-staff", "too-much-screen"])
def test_where_nobody_is_at_fault_no_sanction_is_offered(report, cast, sign_in, code):
    desk, record = report(code, cast.dsl)
    assert "Give a sanction" not in words_of(desk.get(address(record)))
    assert "Is a sanction given?" not in words_of(desk.get(address(record, "deal-with-it")))


@pytest.mark.proves("M-93")
def test_whoever_received_an_offensive_message_is_given_nothing(report, cast):
    desk, record = report("offensive-received")
    actions.take_part(record.involved.get(), "victim", by=cast.coordinator)
    answer = press(desk, record, "sanction", kind="warning", who=record.involved.get().pk)
    assert answer.status_code == 200
    assert not Sanction.objects.exists()
