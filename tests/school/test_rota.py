"""Cover and turns on call add people, and are no way to an office."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from esafety.lib import clock
from school.actions.rota import away, back, put_on_call, take_off_call
from school.models import Absence, Appointment, OnCall
from school.people import holders, roles_of
from school.refusals import Refused
from school.roles import Role
from tests.make import make_person, make_user, write

pytestmark = pytest.mark.django_db


def week():
    return clock.today(), clock.today() + timedelta(days=7)


def test_whoever_covers_holds_the_offices_too_and_nobody_loses_one():
    dsl, deputy = make_user(Role.DSL), make_user(Role.DSL)
    away(dsl.person, *week(), cover=deputy.person, by=dsl)
    assert Role.DSL in roles_of(dsl.person_id)
    assert set(holders(Role.DSL)) == {dsl, deputy}


def test_a_holder_shares_their_office_with_a_colleague():
    dsl, colleague = make_user(Role.DSL), make_user(Role.STAFF)
    put_on_call(colleague.person, Role.DSL, *week(), by=dsl)
    assert Role.DSL in roles_of(colleague.person_id)


def test_an_administrator_cannot_make_a_colleague_dsl_by_the_rota():
    administrator, colleague = make_user(Role.ADMINISTRATOR), make_user(Role.STAFF)
    with pytest.raises(Refused, match="do not hold that office"):
        put_on_call(colleague.person, Role.DSL, *week(), by=administrator)


def test_an_administrator_cannot_make_a_colleague_head_by_cover():
    administrator, colleague, head = make_user(Role.ADMINISTRATOR), make_user(Role.STAFF), make_user(Role.HEADTEACHER)
    with pytest.raises(Refused, match="do not hold that office"):
        away(head.person, *week(), cover=colleague.person, by=administrator)
    assert not Absence.objects.exists()


def test_nobody_puts_themselves_on_call_for_an_office_they_do_not_hold():
    coordinator = make_user(Role.COORDINATOR)
    with pytest.raises(Refused, match="to themselves"):
        put_on_call(coordinator.person, Role.HEADTEACHER, *week(), by=coordinator)


def test_a_holder_puts_themselves_on_call():
    dsl = make_user(Role.DSL)
    assert put_on_call(dsl.person, Role.DSL, *week(), by=dsl)


def test_somebody_without_an_account_cannot_be_told():
    dsl = make_user(Role.DSL)
    with pytest.raises(Refused, match="no account"):
        put_on_call(make_person(), Role.DSL, *week(), by=dsl)


def test_days_the_wrong_way_round_are_refused():
    dsl, (starts, ends) = make_user(Role.DSL), week()
    with pytest.raises(Refused, match="last day"):
        put_on_call(dsl.person, Role.DSL, ends, starts, by=dsl)


def test_nobody_covers_for_themselves():
    dsl = make_user(Role.DSL)
    with pytest.raises(Refused, match="covers for themselves"):
        away(dsl.person, *week(), cover=dsl.person, by=dsl)


def test_what_was_entered_in_error_is_taken_out_and_its_history_stays():
    dsl = make_user(Role.DSL)
    take_off_call(put_on_call(dsl.person, Role.DSL, *week(), by=dsl), by=dsl)
    back(away(dsl.person, *week(), by=dsl), by=dsl)
    assert not OnCall.objects.exists() and not Absence.objects.exists()
    assert OnCall.history.count() == 2 and Absence.history.count() == 2


def test_a_teacher_does_not_fill_the_rota():
    with pytest.raises(PermissionDenied):
        put_on_call(make_person(), Role.DSL, *week(), by=make_user(Role.STAFF))


def test_an_office_that_begins_while_they_are_away_is_asked_about_too():
    administrator, colleague, person = make_user(Role.ADMINISTRATOR), make_user(Role.STAFF), make_person()
    (_, ends), begins = week(), clock.today() + timedelta(days=2)
    write(Appointment(person=person, role=Role.DSL, starts=begins))
    with pytest.raises(Refused, match="do not hold that office"):
        away(person, *week(), cover=colleague.person, by=administrator)
    write(Appointment(person=colleague.person, role=Role.DSL, starts=begins))
    assert away(person, *week(), cover=colleague.person, by=administrator).ends == ends
