"""A line manager hears that one of their staff reported something, and nothing else (T 7.10)."""

import pytest
from django.core import mail

from incidents import actions
from notices import sending
from school.models import Link, School
from tests.make import make_report, write

pytestmark = [pytest.mark.django_db, pytest.mark.proves("T-68")]
STORY = "She filmed the lesson"


@pytest.fixture(autouse=True)
def _school(school_of, cast):
    school_of("toynbee")
    write(Link(person=cast.senior_leader.person, other=cast.teacher.person, relation=Link.Relation.LINE_MANAGER_OF))


def told(cast):
    sending.send_due()
    return [message for message in mail.outbox if message.to == [cast.senior_leader.email]]


def test_by_its_reference_alone(cast, sign_in):
    record = make_report(cast.teacher, "phone", text=STORY)
    [message] = told(cast)
    assert record.ref in message.subject
    assert STORY not in message.body
    assert cast.teacher.person.family_name not in message.body
    assert sign_in(cast.senior_leader).get(f"/records/{record.ref}/").status_code in (403, 404)


@pytest.mark.parametrize("code", ["grooming", "child-abuse-images", "staff-own-phone"])
def test_never_of_a_private_one(cast, code):
    people = [cast.colleague.person] if code.startswith("staff") else []
    make_report(cast.teacher, code, text="", people=people)
    assert told(cast) == []


def test_never_of_one_they_are_in(cast):
    make_report(cast.teacher, "phone", people=[cast.senior_leader.person])
    assert told(cast) == []


def test_nor_of_what_became_private_before_the_mail_went(cast):
    record = make_report(cast.teacher, "phone")
    actions.raise_class(record, "child_protection", by=cast.coordinator, reason="He is afraid to go home")
    assert told(cast) == []


def test_nor_where_the_school_does_not_do_so(cast):
    write(School.current(), line_managers_told=False)
    make_report(cast.teacher, "phone")
    assert told(cast) == []
