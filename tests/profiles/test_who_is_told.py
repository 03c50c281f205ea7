"""Whoever must be told of a class of matters is told whichever way a record came to it; whoever is in it, never."""

import pytest

from incidents.models import Incident
from tests.dealing import do
from tests.make import make_report, reread
from tests.profiles.procedures import became, report

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("school", ["milestone", "toynbee"])]
LEADS = {"dsl", "deputy", "head"}


@pytest.fixture(autouse=True)
def _school(school_of, school):
    school_of(school)


def by_a_question_of_the_report(cast, sign_in):
    return make_report(cast.teacher, "bullying", yes=["harm"])


def by_a_question_when_it_is_decided(cast, sign_in):
    record = make_report(cast.teacher, "phone")
    do(sign_in(cast.coordinator), record, "have-this")
    do(sign_in(cast.coordinator), record, "questions", **{"q_may-be-illegal": "unsure"})
    return record


def by_hand(cast, sign_in):
    record = make_report(cast.teacher, "phone")
    do(sign_in(cast.coordinator), record, "more-serious", to="child_protection", reason="He is afraid to go home")
    return record


def by_another_kind(cast, sign_in):
    record = make_report(cast.teacher, "phone")
    do(sign_in(cast.coordinator), record, "category", categories=["grooming"])
    return record


@pytest.mark.proves("M-33")
@pytest.mark.parametrize(
    "way", [by_a_question_of_the_report, by_a_question_when_it_is_decided, by_hand, by_another_kind]
)
def test_the_head_is_told_of_every_crime_and_every_concern_for_a_child(cast, sign_in, way):
    record = way(cast, sign_in)
    cls, _, told = became(cast, reread(record))
    assert cls in ("illegal", "child_protection")
    assert told - {"teacher", "coordinator"} == LEADS
    assert sign_in(cast.head).get(f"/records/{record.ref}/").context["record"] == record


@pytest.mark.proves("M-33")
def test_but_of_none_in_which_the_head_is(cast, sign_in):
    record = make_report(cast.teacher, "pupil-contacted-staff", people=[cast.head.person])
    before = reread(record)
    do(
        sign_in(cast.dsl),
        record,
        "more-serious",
        to="child_protection",
        reason="It was not the first time",
    )
    assert "head" not in became(cast, reread(record))[2]
    assert not Incident.objects.visible_to(cast.head).filter(pk=before.pk).exists()
    assert sign_in(cast.head).get(f"/records/{record.ref}/").status_code == 404


@pytest.mark.proves("T-190")
def test_what_becomes_serious_while_somebody_has_it_is_told_to_the_head(cast, sign_in):
    record = make_report(cast.teacher, "accident-hidden")
    do(sign_in(cast.coordinator), record, "have-this")
    assert "head" not in became(cast, record)[2]
    do(sign_in(cast.coordinator), record, "particulars", intent="deliberate")
    cls, _, told = became(cast, reread(record))
    assert (cls, told - {"teacher"}) == ("serious", {"coordinator", "head"})
    assert reread(record).owner == cast.coordinator.person


@pytest.mark.proves("T-63")
def test_adults_who_write_to_pupils_outside_the_school_s_own_systems(cast, school):
    kinds = ("staff-contact", "staff-friends", "staff-own-email", "staff-own-phone")
    for record in [report(cast, code) for code in kinds]:
        cls, about_an_adult, told = became(cast, record)
        assert (about_an_adult, told) == (True, LEADS)
        assert cls == "serious" or school == "milestone"
        assert not Incident.objects.visible_to(cast.colleague).filter(pk=record.pk).exists()
