"""What was done and decided stands on the record with its day; what was wrong is put right beside it, not over it."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from incidents.models import Event, Statement
from tests.dealing import address, do, refused, step_of
from tests.make import make_report
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.proves("T-14")
def test_actions_and_decisions_stand_there_in_their_order_with_day_hour_and_name(school_of, cast, sign_in):
    school_of("toynbee")
    start = clock.at_school(clock.today() - timedelta(days=2), 9, 15)
    clock.set_to(start)
    record = make_report(cast.teacher, "data-loss")
    did = [
        ("have-this", {}, "Somebody has it"),
        ("questions", {"q_personal-data": "yes", "q_pupil-data": "yes"}, "Questions answered"),
        ("look-into", {}, "Being looked into"),
    ]
    for hours, (what, typed, _) in enumerate(did, 1):
        clock.set_to(start + timedelta(hours=hours))
        do(sign_in(cast.coordinator), record, what, **typed)
    clock.set_to(start + timedelta(days=1))
    desk = sign_in(cast.coordinator)
    do(desk, record, "decide", step_of(record, "ico").ref, yes="no", reason="The risk to anybody is low")

    lines = [*(words for *_, words in did), "Decided, no: " + step_of(record, "ico").words]
    events = list(Event.objects.filter(incident=record).order_by("at", "pk"))
    assert [one.words for one in events if one.words in lines] == lines
    assert [one.at for one in events] == sorted(one.at for one in events)
    page = words_of(desk.get(address(record)))
    assert all(words in page for words in [*lines, "The risk to anybody is low", cast.coordinator.name])
    for one in events:
        assert f"{clock.local(one.at):%H:%M}" in page
        assert clock.words_of(clock.local(one.at).date()) in page


@pytest.mark.proves("M-122")
def test_a_correction_stands_beside_what_it_corrects_with_who_when_and_why(school_of, cast, sign_in):
    school_of("milestone")
    record = make_report(cast.teacher, "phone", text="It was in room 12.")
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    assert refused(desk, record, "correct", text="It was in room 21", why="")
    do(desk, record, "correct", text="It was in room 21", why="The reporter mixed up the two rooms")
    original, correction = Statement.objects.filter(incident=record).order_by("pk")
    assert (original.text, original.author) == ("It was in room 12.", cast.teacher)
    assert correction.author == cast.coordinator
    page = words_of(desk.get(address(record)))
    for words in ("It was in room 12.", "It was in room 21", "The reporter mixed up the two rooms"):
        assert words in page
    assert f"{clock.local(correction.at):%H:%M}" in page
