"""What technical staff are asked: one thing, with what it needs; and what they note where a record is theirs."""

import pytest

from esafety.lib import clock
from incidents.models import Referral
from tests.dealing import address, do, step_of
from tests.make import make_pupil, make_report, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
STORY = "She laughed and showed it to the whole row"
ASKED = "Look in the log of Tuesday between nine and ten"


@pytest.mark.proves("M-42")
def test_the_network_manager_is_given_one_thing_and_sees_no_more(school_of, cast, sign_in):
    school_of("milestone")
    pupil = make_pupil("Zadie")
    record = make_report(cast.teacher, "bypass", text=STORY, people=[pupil], device="LAP-0031")
    desk, technician = sign_in(cast.coordinator), sign_in(cast.network_manager)
    do(desk, record, "have-this")
    line = step_of(record, "keep-evidence")
    do(desk, record, "give-step", line.ref, person=cast.network_manager.person.ref, instruction=ASKED)

    asked = technician.get(f"/steps/{line.ref}/")
    assert ASKED in words_of(asked)
    assert not [told for told in (STORY, pupil.given_name, pupil.family_name) if told in asked.content.decode()]
    assert technician.get(address(record)).status_code == 404

    form_with(asked, "note").send(technician, note="The log is kept in the safe")
    done = reread(line)
    assert (done.state, done.done_by, done.reason) == ("done", cast.network_manager, "The log is kept in the safe")
    at = clock.local(done.done_at)
    page = words_of(desk.get(address(record)))
    assert f"{cast.network_manager.name}" in page
    assert f"{at:%H:%M}" in page


@pytest.mark.proves("T-77")
def test_technical_staff_note_whom_they_asked_outside_on_a_record_that_is_theirs(school_of, cast, sign_in):
    school_of("toynbee")
    record = make_report(cast.teacher, "account-breach")
    technician = sign_in(cast.network_manager)
    said = {"spoke_to": "The duty desk", "reference": "LA-77", "advice": "Change every password tonight"}
    assert technician.get(address(record, "rang", "local-authority")).status_code in (403, 404)
    do(sign_in(cast.coordinator), record, "have-this")
    do(sign_in(cast.coordinator), record, "give", person=cast.network_manager.person.ref)
    do(technician, record, "rang", "local-authority", answered="yes", **said)
    call = Referral.objects.get(incident=record)
    assert (call.by, call.agency.code) == (cast.network_manager, "local-authority")
    assert {name: getattr(call, name) for name in said} == said
    assert all(words in words_of(sign_in(cast.coordinator).get(address(record))) for words in said.values())
