"""Who is appointed, by whom, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from esafety.lib import clock
from school.actions.appointments import agree, appoint, clashes_of, decline, end, take_back
from school.actions.rota import away
from school.models import Appointment, Person
from school.notifications import wait_until_posted
from school.people import roles_of
from school.refusals import Refused
from school.roles import Role
from tests.make import make_person, make_user, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR, given="Adi")


@pytest.fixture
def head():
    return make_user(Role.HEADTEACHER, given="Hana")


def tomorrow(days=1):
    return clock.today() + timedelta(days=days)


def test_an_administrator_alone_makes_somebody_staff(administrator):
    person = make_person()
    assert appoint(person, Role.STAFF, by=administrator).approved
    assert roles_of(person.pk) == {Role.STAFF}


def test_a_co_ordinator_takes_a_second_person(administrator, head):
    person = make_person()
    asked = appoint(person, Role.COORDINATOR, by=administrator)
    assert not asked.approved and roles_of(person.pk) == set()
    agree(asked, by=head)
    assert roles_of(person.pk) == {Role.COORDINATOR}


def test_whoever_asked_cannot_agree(head):
    both = make_user(Role.ADMINISTRATOR, Role.HEADTEACHER)
    asked = appoint(make_person(), Role.DSL, by=both)
    with pytest.raises(Refused, match="another person has to agree"):
        agree(asked, by=both)


def test_nobody_agrees_to_their_own(administrator, head):
    asked = appoint(head.person, Role.DSL, by=administrator)
    with pytest.raises(Refused, match="your own"):
        agree(asked, by=head)


def test_nobody_gives_an_office_to_themselves(administrator):
    with pytest.raises(Refused, match="themselves"):
        appoint(administrator.person, Role.STAFF, by=administrator)


def test_an_administrator_cannot_agree(administrator, head):
    asked = appoint(make_person(), Role.DSL, by=administrator)
    with pytest.raises(PermissionDenied):
        agree(asked, by=make_user(Role.ADMINISTRATOR))


def test_a_teacher_cannot_appoint(head):
    with pytest.raises(PermissionDenied):
        appoint(make_person(), Role.STAFF, by=make_user(Role.STAFF))


def test_the_first_head_of_a_new_school_needs_nobody_and_the_second_does(administrator):
    assert appoint(make_person(), Role.HEADTEACHER, by=administrator).approved
    assert not appoint(make_person(), Role.HEADTEACHER, by=administrator).approved
    assert not appoint(make_person(), Role.CHAIR, by=administrator).approved


@pytest.mark.parametrize("kind", [Person.Kind.PUPIL, Person.Kind.PARENT])
def test_pupils_and_parents_hold_no_office(administrator, kind):
    with pytest.raises(Refused, match="hold no office"):
        appoint(make_person(kind=kind), Role.STAFF, by=administrator)


def test_the_same_office_is_not_given_twice(administrator):
    person = make_person()
    appoint(person, Role.STAFF, by=administrator)
    with pytest.raises(Refused, match="hold this office already"):
        appoint(person, Role.STAFF, by=administrator)


def test_what_was_declined_may_be_asked_for_again(administrator, head):
    person = make_person()
    decline(appoint(person, Role.DSL, by=administrator), by=head, reason="Not trained yet")
    assert roles_of(person.pk) == set()
    assert appoint(person, Role.DSL, by=administrator)


def test_whoever_covers_does_not_slip_into_an_office_nobody_agreed_to(administrator, head):
    person, friend = make_person(), make_user(Role.STAFF)
    away(person, clock.today(), tomorrow(30), cover=friend.person, by=administrator)
    asked = appoint(person, Role.DSL, by=administrator)
    with pytest.raises(Refused, match="who covers, would hold this office too"):
        agree(asked, by=head)
    assert Role.DSL not in roles_of(friend.person_id)


def test_a_decision_is_made_once(administrator, head):
    asked = appoint(make_person(), Role.DSL, by=administrator)
    agree(asked, by=head)
    with pytest.raises(Refused, match="decided this appointment already"):
        decline(asked, by=head, reason="Too late")


def test_whoever_asked_may_take_it_back(administrator, head):
    asked = appoint(make_person(), Role.DSL, by=administrator)
    assert take_back(asked, by=administrator).withdrawn


@pytest.mark.parametrize("role", [Role.DSL, Role.HEADTEACHER, Role.ADMINISTRATOR])
def test_the_last_holder_stays(administrator, role):
    holder = make_user(role) if role != Role.ADMINISTRATOR else administrator
    with pytest.raises(Refused, match="They are the last .* Appoint another first."):
        end(Appointment.objects.get(person=holder.person, role=role), tomorrow(), by=administrator)


def test_with_a_second_holder_the_first_may_end(administrator):
    first, _second = make_user(Role.DSL), make_user(Role.DSL)
    end(Appointment.objects.get(person=first.person), tomorrow(), by=administrator)
    assert Appointment.objects.get(person=first.person).ends == clock.today()


def test_somebody_without_an_account_does_not_count_as_the_second(administrator):
    first = make_user(Role.DSL)
    second = make_user(Role.DSL)
    second.is_active = False
    from audit.ledger import ledger

    with ledger("stop", by=None, kind="test", ref="") as book:
        book.save(second)
    with pytest.raises(Refused, match="the last"):
        end(Appointment.objects.get(person=first.person), tomorrow(), by=administrator)


def test_an_office_given_today_and_ended_today_is_gone_at_once(administrator):
    person = make_person()
    given = appoint(person, Role.STAFF, by=administrator)
    end(given, clock.today(), by=administrator)
    assert roles_of(person.pk) == set()
    assert reread(given).withdrawn


def test_ending_never_makes_an_office_longer(administrator):
    given = appoint(make_person(), Role.STAFF, by=administrator, ends=tomorrow(3))
    end(given, tomorrow(30), by=administrator)
    assert reread(given).ends == tomorrow(3)


def test_an_office_does_not_end_in_the_past(administrator):
    given = appoint(make_person(), Role.STAFF, by=administrator)
    with pytest.raises(Refused, match="today or a later day"):
        end(given, tomorrow(-1), by=administrator)


def test_clashing_offices_are_warned_of(administrator):
    governor = make_user(Role.DSL, kind=Person.Kind.GOVERNOR)
    appoint(governor.person, Role.GOVERNOR, by=administrator)
    assert "Governor are the same person" in clashes_of(governor.person)[0]


@pytest.mark.parametrize("days", [0, 30])
def test_whoever_agrees_reads_the_warning_too(administrator, head, sign_in, days):
    appoint(make_user(Role.ADMINISTRATOR).person, Role.COORDINATOR, by=administrator, starts=tomorrow(days))
    assert "An administrator is meant to read no case" in words_of(sign_in(head).get("/offices/waiting/"))


def test_asking_and_agreeing_are_in_the_ledger_by_name_of_nobody(administrator, head):
    person = make_person()
    agree(appoint(person, Role.DSL, by=administrator), by=head)
    lines = Entry.objects.filter(kind="appointment", ref=person.ref).values_list("verb", "actor")
    assert list(lines) == [("appoint", administrator.ref), ("agree to appointment", head.ref)]


def test_declining_asks_for_a_reason_and_keeps_what_was_asked_until_then(administrator, head, sign_in):
    asked = appoint(make_person(), Role.DSL, by=administrator)
    desk = sign_in(head)
    page = desk.get("/offices/waiting/")
    assert f"/offices/{asked.pk}/decline/" in page.content.decode()
    answer = form_with(desk.get(f"/offices/{asked.pk}/decline/"), "reason").send(desk, reason=" ")
    assert "Write why you do not agree" in words_of(answer)
    assert not reread(asked).withdrawn


def test_whoever_asked_reads_by_whom_when_and_why_it_was_declined(
    administrator, head, sign_in, mailoutbox, django_capture_on_commit_callbacks
):
    person = make_person(given="Petra")
    asked = appoint(person, Role.DSL, by=administrator)
    desk = sign_in(head)
    with django_capture_on_commit_callbacks(execute=True):
        form_with(desk.get(f"/offices/{asked.pk}/decline/"), "reason").send(desk, reason="Not trained yet")
    wait_until_posted()
    said = f"by {head.name}, {clock.local(clock.now()):%-d %B}"
    assert said in words_of(desk.get("/offices/waiting/"))
    admin = sign_in(administrator)
    page = words_of(admin.get(f"/people/{person.ref}/"))
    assert said in page and "“Not trained yet”" in page
    assert "“Not trained yet”" in words_of(admin.get("/"))
    assert "“Not trained yet”" not in words_of(sign_in(make_user(Role.ADMINISTRATOR)).get("/"))
    letter = mailoutbox[-1]
    assert letter.to == [administrator.email]
    assert not any(word in letter.subject + letter.body for word in ("Petra", "trained", head.name))


def test_what_was_taken_back_or_ended_was_not_declined(administrator, head, sign_in):
    person = make_person()
    take_back(appoint(person, Role.DSL, by=administrator), by=administrator)
    end(appoint(person, Role.STAFF, by=administrator), clock.today(), by=administrator)
    assert "Not agreed to" not in words_of(sign_in(administrator).get(f"/people/{person.ref}/"))


def test_whoever_asked_reads_that_it_was_as_deputy(administrator, head, sign_in):
    asked = appoint(make_person(given="Tess", family="Teach"), Role.COORDINATOR, deputy=True, by=administrator)
    desk = sign_in(head)
    form_with(desk.get(f"/offices/{asked.pk}/decline/"), "reason").send(desk, reason="Not trained yet")
    assert "Tess Teach: Online safety co-ordinator, deputy" in words_of(sign_in(administrator).get("/"))
