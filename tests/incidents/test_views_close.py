"""Closing: who said that the action is finished is offered no button on a private record, and reads who may."""

import pytest

from audit.ledger import ledger
from incidents import actions
from school.models import Appointment, School
from tests.dealing import address, do, finish_steps, refused
from tests.make import make_report, reread
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(cast, sign_in):
    """A possible crime of which the lead said that the action is finished."""
    record = make_report(cast.teacher, "images-on-device")
    lead = sign_in(cast.dsl)
    do(lead, record, "have-this")
    finish_steps(lead, record)
    do(lead, record, "pass-on")
    do(lead, record, "finish", outcome="partners")
    return reread(record)


def buttons(page) -> list:
    return [form for form in forms_of(page) if "version" in form.offered]


def test_whoever_finished_it_reads_who_may_close_it_and_has_no_button(finished, cast, sign_in):
    page = sign_in(cast.dsl).get(address(finished, "close"))
    words = words_of(page)
    assert "another person has to close it" in words
    for user in (cast.deputy, cast.head):
        assert user.name in words
    assert cast.dsl.name not in words
    assert buttons(page) == []


def test_the_record_says_so_and_leads_there(finished, cast, sign_in):
    page = sign_in(cast.dsl).get(address(finished))
    assert "Who can close it" in words_of(page)


def test_a_crafted_press_is_refused(finished, cast, sign_in):
    assert "another person has to close it" in refused(sign_in(cast.dsl), finished, "close")
    assert reread(finished).state == "resolved"


def test_another_person_has_the_button(finished, cast, sign_in):
    for user in (cast.deputy, cast.head):
        assert buttons(sign_in(user).get(address(finished, "close")))
    do(sign_in(cast.head), finished, "close")
    assert reread(finished).state == "closed"


def test_whoever_should_not_handle_it_is_not_named(finished, cast, sign_in):
    actions.conflicted(finished, cast.head.person, by=cast.deputy, reason="Her own child")
    words = words_of(sign_in(cast.dsl).get(address(finished, "close")))
    assert cast.deputy.name in words
    assert cast.head.name not in words


def test_where_nobody_is_left_it_says_what_to_do(finished, cast, sign_in):
    for user in (cast.deputy, cast.head):
        with ledger("made for a test", by=None, kind="appointment", ref="") as book:
            for row in Appointment.objects.filter(person=user.person):
                book.delete(row)
    assert "an administrator has to appoint a second person" in words_of(
        sign_in(cast.dsl).get(address(finished, "close"))
    )


def test_an_ordinary_one_is_closed_by_whoever_finished_it(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "look-into")
    finish_steps(desk, record)
    do(desk, record, "finish", outcome="advice")
    do(desk, record, "close")
    assert reread(record).state == "closed"


def test_the_system_elsewhere_is_called_as_the_school_calls_it(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "look-into")
    assert "Reference in the safeguarding or behaviour system" in words_of(desk.get(address(record, "finish")))
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        school = School.current()
        school.labels = {"elsewhere": "child protection file"}
        book.save(school)
    assert "Reference in the child protection file" in words_of(desk.get(address(record, "finish")))
