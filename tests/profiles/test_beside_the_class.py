"""S05 and S06, what the taxonomy says beside the class: who may be in it, what is noted, where it goes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from incidents import actions
from incidents.models import Incident, Sanction, SanctionKind
from incidents.when import When
from school.models import Agency, Person
from tests.make import make_person, make_pupil, reread
from tests.profiles.procedures import report

pytestmark = pytest.mark.django_db
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 10, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.proves("M-14")
def test_the_page_a_pupil_came_upon_is_kept_as_words(cast, school_of):
    school_of("milestone")
    record = report(cast, "accident-hidden", addresses="clips.example/fight")
    assert (record.cls, reread(record).addresses) == ("inappropriate", "clips.example/fight")


@pytest.mark.proves("M-87")
def test_material_of_others_is_copied_by_pupils_and_by_staff(cast, school_of):
    school_of("milestone")
    pupils = report(cast, "unlicensed", people=[make_pupil()])
    staff = report(cast, "unlicensed", people=[cast.colleague.person], yes=["first-adult"])
    assert (pupils.kind, staff.kind) == ("N", "A")
    assert staff.cls == "inappropriate"


@pytest.mark.proves("M-113")
def test_whoever_is_in_a_picture_taken_without_asking_is_its_victim(cast, school_of):
    school_of("milestone")
    record = report(cast, "images-without-asking", people=[make_pupil()])
    shown = make_pupil("Ida")
    actions.involve(record, person=shown, part="victim", by=cast.coordinator)
    assert reread(record).cls == "inappropriate"
    assert record.involved.get(part="victim").person == shown


@pytest.mark.proves("T-162")
def test_anybody_may_be_the_victim_and_the_hour_lowers_nothing(cast, school_of):
    """A teacher who is bullied is no allegation: it stays with those who deal with behaviour."""
    school_of("toynbee")
    record = report(cast, "bullying", people=[make_pupil()], happened=When(SUNDAY_NIGHT))
    for kind in Person.Kind:
        actions.involve(record, person=make_person("Ida", kind=kind), part="victim", by=cast.coordinator)
    assert (reread(record).cls, reread(record).kind) == ("serious", "N")
    assert {row.person.kind for row in record.involved.filter(part="victim")} == set(Person.Kind)


@pytest.mark.proves("T-156")
def test_a_visitor_may_have_taken_the_picture(cast, school_of):
    school_of("toynbee")
    visitor = make_person("Val", kind=Person.Kind.VISITOR)
    record = report(cast, "staff-own-camera", people=[visitor])
    assert (record.cls, record.kind) == ("serious", "A")
    assert record.involved.get().person == visitor


@pytest.mark.proves("T-196")
def test_what_harmed_computers_may_bring_a_sanction_too(cast, school_of):
    school_of("toynbee")
    record = report(cast, "malware", people=[make_pupil()])
    actions.acknowledge(record, by=cast.coordinator)
    usual = SanctionKind.objects.get(code="behaviour-sanction")
    actions.sanction(record, record.involved.get(), usual, by=cast.coordinator)
    assert (reread(record).cls, Sanction.objects.get().tier) == ("security", usual.tier)


@pytest.mark.proves("T-53")
def test_whom_one_rings_is_a_list_the_school_keeps(cast, school_of):
    school_of("toynbee")
    named = {"police", "lado", "social-care", "local-authority", "safeguarding-partners", "prevent"}
    assert named <= set(Agency.objects.filter(retired=False).values_list("code", flat=True))
    record = report(cast, "extremism")
    actions.acknowledge(record, by=cast.dsl)
    actions.rang(record, Agency.objects.get(code="prevent"), by=cast.dsl, advice="Send the form", reference="PV-7")
    call = record.referrals.get()
    assert (call.agency.code, call.advice, call.reference) == ("prevent", "Send the form", "PV-7")
    assert Incident.objects.readable_by(cast.dsl).filter(pk=record.pk).exists()
