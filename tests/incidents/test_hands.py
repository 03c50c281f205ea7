"""In whose hands a device is: the latest stands on the record and the chronology, after those before."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from incidents.reading.papers import freeze
from runs.models import Run
from tests.dealing import address, do, step_of
from tests.make import make_report
from tests.pages import words_of

pytestmark = pytest.mark.django_db
ASKED = "Where the device is, and who holds it"
SAFE = "In the safe of the office, the business manager"


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


@pytest.fixture
def record(cast, lead):
    """Pictures on a telephone its reporter held, and then the office."""
    record = make_report(cast.teacher, "child-abuse-images", text="", custody={"held_by": "Her tutor"})
    do(lead, record, "have-this")
    later()
    do(lead, record, "device", where_now="The front office", held_by="The receptionist")
    later()
    return record


def later():
    clock.set_to(clock.now() + timedelta(minutes=5))


def put_away(lead, record):
    do(lead, record, "done", step_of(record, "secure").ref, note=SAFE)


def facts_of(lead, record) -> str:
    return words_of(lead.get(address(record))).split("The record Kind")[1]


def hands_of(record) -> list:
    return [line["said"] for line in freeze(Run(ref=record.ref))["custody"]]


def test_what_was_written_when_it_was_put_away_is_the_latest(lead, record):
    assert "Where it is The front office Who holds it The receptionist" in facts_of(lead, record)
    put_away(lead, record)
    assert f"{ASKED} {SAFE}" in facts_of(lead, record)
    assert "Who holds it The receptionist" not in facts_of(lead, record)
    page = words_of(lead.get(address(record)))
    assert page.index("Her tutor") < page.index("Who holds it: The receptionist") < page.index(f"{ASKED}: {SAFE}")
    assert [said[-1] for said in hands_of(record)] == [
        ("Who holds it", "Her tutor"),
        ("Who holds it", "The receptionist"),
        (ASKED, SAFE),
    ]


def test_one_that_changes_hands_after_that_is_where_it_was_noted_last(lead, record):
    put_away(lead, record)
    later()
    do(lead, record, "device", where_now="The police station", held_by="Constable Brindlewick")
    assert "Who holds it Constable Brindlewick" in facts_of(lead, record)
    then = [("Where it is", "The police station"), ("Who holds it", "Constable Brindlewick")]
    assert hands_of(record)[-2:] == [[(ASKED, SAFE)], then]


def test_a_line_to_do_again_holds_nothing(lead, record):
    put_away(lead, record)
    do(lead, record, "undo", step_of(record, "secure").ref, reason="It was another telephone")
    assert "Who holds it The receptionist" in facts_of(lead, record)
    assert len(hands_of(record)) == 2
