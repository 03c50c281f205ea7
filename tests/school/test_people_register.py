"""Entering people, correcting what the register says, and leaving."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from esafety.lib import clock
from school.actions import appointments, people
from school.editing import ChangedMeanwhile, version_of
from school.models import Appointment, OnCall, Person
from school.people import holders, roles_of
from school.refusals import Refused
from school.roles import Role
from tests.make import make_person, make_pupil, make_user, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
KIM = {"given_name": "Kim", "family_name": "Example", "kind": Person.Kind.STAFF}


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


def test_staff_may_report_from_their_first_day(administrator):
    assert roles_of(people.add(KIM, by=administrator).pk) == {Role.STAFF}


def test_a_pupil_holds_no_office(administrator):
    pupil = people.add(KIM | {"kind": Person.Kind.PUPIL, "form": "9B"}, by=administrator)
    assert roles_of(pupil.pk) == set()


def test_a_correction_is_written_once(administrator):
    kim = people.add(KIM, by=administrator)
    people.change(kim, {"form": "Science"}, seen=version_of(kim), by=administrator)
    people.change(kim, {"form": "Science"}, seen=version_of(kim), by=administrator)
    assert reread(kim).form == "Science" and kim.history.count() == 2


def test_the_second_of_two_who_save_at_once_is_told_what_the_first_wrote(administrator):
    kim = people.add(KIM, by=administrator)
    seen = version_of(kim)
    people.change(kim, {"form": "Science"}, seen=seen, by=administrator)
    with pytest.raises(ChangedMeanwhile, match="form or team is now “Science”") as told:
        people.change(kim, {"form": "Maths"}, seen=seen, by=administrator)
    people.change(kim, {"form": "Maths"}, seen=told.value.version, by=administrator)
    assert reread(kim).form == "Maths"


def test_whoever_leaves_today_holds_nothing_from_now_on(administrator):
    leaver, _stays = make_user(Role.DSL, Role.STAFF), make_user(Role.DSL)
    people.leave(leaver.person, clock.today(), by=administrator)
    assert roles_of(leaver.person_id) == set()
    assert leaver not in holders(Role.DSL, Role.STAFF)
    assert not Person.objects.here().filter(pk=leaver.person_id).exists()


def test_whoever_leaves_later_keeps_their_offices_until_then(administrator):
    leaver = make_user(Role.STAFF)
    people.leave(leaver.person, clock.today() + timedelta(days=9), by=administrator)
    assert roles_of(leaver.person_id) == {Role.STAFF}
    assert Appointment.objects.get(person=leaver.person).ends == clock.today() + timedelta(days=8)


def test_the_last_dsl_does_not_leave(administrator):
    with pytest.raises(Refused, match="They are the last designated safeguarding lead. Appoint another first."):
        people.leave(make_user(Role.DSL).person, clock.today(), by=administrator)


def test_turns_on_call_end_with_the_person(administrator):
    leaver, today = make_user(Role.STAFF), clock.today()
    from audit.ledger import ledger

    with ledger("make", by=None, kind="test", ref="") as book:
        for start in (0, 5, 20):
            days = today + timedelta(days=start), today + timedelta(days=start + 9)
            book.save(OnCall(person=leaver.person, role=Role.DSL, starts=days[0], ends=days[1]))
    people.leave(leaver.person, today + timedelta(days=5), by=administrator)
    assert OnCall.objects.get().ends == today + timedelta(days=4)


def test_whoever_comes_back_may_report_again(administrator):
    kim = people.add(KIM, by=administrator)
    people.leave(kim, clock.today(), by=administrator)
    people.come_back(reread(kim), by=administrator)
    assert roles_of(kim.pk) == {Role.STAFF}


def test_whoever_stays_after_all_may_report_without_a_day_between_and_holds_nothing_twice(administrator, sign_in):
    kim, browser = people.add(KIM, by=administrator), sign_in(administrator)
    day = clock.today() + timedelta(days=9)
    people.leave(kim, day, by=administrator)
    for _pressed_twice in range(2):
        page = words_of(browser.post(f"/people/{kim.ref}/come-back/", follow=True))
        assert "They are here again." in page
        assert "other offices" not in page
    assert list(kim.appointments.order_by("starts").values_list("starts", "ends")) == [
        (clock.today(), day - timedelta(days=1)),
        (day, None),
    ]


def test_whoever_stays_after_all_is_said_to_need_other_offices_again(administrator, sign_in):
    make_user(Role.DSL)
    leaver, day = make_user(Role.STAFF, Role.DSL).person, clock.today() + timedelta(days=9)
    people.leave(leaver, day, by=administrator)
    page = words_of(sign_in(administrator).post(f"/people/{leaver.ref}/come-back/", follow=True))
    assert f"Their other offices still end before {day:%-d %B}: give them again on this page" in page


@pytest.mark.parametrize("role", [Role.STAFF, Role.DSL, Role.HEADTEACHER, Role.GOVERNOR])
def test_only_an_administrator_keeps_the_register(role):
    with pytest.raises(PermissionDenied):
        people.add(KIM, by=make_user(role))
    with pytest.raises(PermissionDenied):
        people.leave(make_person(), clock.today(), by=make_user(role))


def test_a_deputy_does_not_take_the_place_of_the_last_lead(administrator):
    lead, _deputy = make_user(Role.DSL), make_user(Role.DSL, deputy=True)
    with pytest.raises(Refused, match="A deputy does not stand in their place"):
        people.leave(lead.person, clock.today(), by=administrator)
    assert roles_of(lead.person_id) == {Role.DSL}


def test_a_deputy_leaves_while_the_lead_stays(administrator):
    make_user(Role.DSL)
    deputy = make_user(Role.DSL, deputy=True)
    people.leave(deputy.person, clock.today(), by=administrator)
    assert roles_of(deputy.person_id) == set()


def test_a_lead_leaves_once_the_deputy_was_given_the_office(administrator):
    lead, deputy, head = make_user(Role.DSL), make_user(Role.DSL, deputy=True), make_user(Role.HEADTEACHER)
    appointments.agree(appointments.appoint(deputy.person, Role.DSL, by=administrator), by=head)
    people.leave(lead.person, clock.today(), by=administrator)
    assert set(holders(Role.DSL)) == {deputy}


def test_the_last_day_is_the_one_they_still_held_it(administrator):
    leaver = make_user(Role.STAFF)
    people.leave(leaver.person, clock.today(), by=administrator)
    held = Appointment.objects.get(person=leaver.person)
    assert roles_of(leaver.person_id) == set()
    assert held.last_day == clock.today()
    later = make_user(Role.STAFF)
    people.leave(later.person, clock.today() + timedelta(days=3), by=administrator)
    assert Appointment.objects.get(person=later.person).last_day == clock.today() + timedelta(days=2)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"born": clock.today() + timedelta(days=1)}, "born"), ({"year_group": "9"}, "year_group")],
)
def test_what_cannot_be_of_anybody_is_refused(administrator, values, field):
    with pytest.raises(Refused) as refused:
        people.add(KIM | values, by=administrator)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"year_group": "9"}, "Only pupils are in a year group"),
        ({"born_day": "1", "born_month": "9", "born_year": "2099"}, "The date of birth must be in the past"),
    ],
)
def test_nor_does_a_correction_say_so_of_anybody(wrong, said, administrator, sign_in):
    kim, browser = people.add(KIM, by=administrator), sign_in(administrator)
    page = form_with(browser.get(f"/people/{kim.ref}/change/"), "year_group").send(browser, **wrong)
    assert said in words_of(page)
    assert kim.history.count() == 1


def test_of_a_pupil_alone_a_year_group_is_spoken(administrator, sign_in):
    browser = sign_in(administrator)
    assert "Year group" not in words_of(browser.get(f"/people/{make_person().ref}/"))
    assert "Year group 9" in words_of(browser.get(f"/people/{make_pupil().ref}/"))


@pytest.mark.parametrize("year", [1900, 2099])
def test_a_mistyped_year_is_refused(administrator, year):
    kim, day = people.add(KIM, by=administrator), clock.today().replace(year=year)
    with pytest.raises(Refused, match="Check the year"):
        people.leave(kim, day, by=administrator)
    with pytest.raises(Refused, match="Check the year"):
        appointments.appoint(kim, Role.GOVERNOR, by=administrator, starts=day)


# --- Two of one name, a year that is none, a pupil who holds an office --------------------------------------------
SAM = {"given_name": "Sam", "family_name": "Quillon", "kind": "pupil", "year_group": "7", "form": "7A"}


def adds(browser, page=None, **typed):
    """Add a person on the page; where it stands again, what it says."""
    form = form_with(page or browser.get("/people/add/"), "family_name")
    return form.send(browser, **({} if page else SAM | typed))


def test_another_of_the_same_name_is_asked_about_once(administrator, sign_in):
    make_pupil("Sam", family="quillon", year_group="9", form="9B")
    browser = sign_in(administrator)
    asked = adds(browser)
    words = (
        "Sam quillon is on the register already: pupil in year 9, 9B. Is this somebody else? Then press Save again."
    )
    assert words in words_of(asked)
    assert Person.objects.filter(family_name="Quillon").count() == 0
    assert adds(browser, page=asked).status_code == 302
    assert Person.objects.get(family_name="Quillon").form == "7A"


def test_of_somebody_new_nothing_is_asked(administrator, sign_in):
    make_pupil("Tom", family="Quillon")
    assert adds(sign_in(administrator)).status_code == 302


def test_whom_it_was_not_asked_about_is_asked_about_again(administrator, sign_in):
    make_pupil("Sam", family="Quillon")
    browser = sign_in(administrator)
    asked = adds(browser)
    make_person("Sam", family="Quillon")
    assert "member of staff" in words_of(adds(browser, page=asked))


@pytest.mark.parametrize("year", ["eleventy", "14", "0", "9 ; drop", "\u0669"])
def test_a_school_year_that_is_none_is_refused(administrator, sign_in, year):
    page = adds(sign_in(administrator), year_group=year)
    assert "Enter a school year: a number from 1 to 13, Reception or Nursery." in words_of(page)
    assert page.context["form"]["year_group"].value() == year


@pytest.mark.parametrize("year", ["", "7", "Year 13", "y9", "Reception", "R", "nursery"])
def test_a_school_year_as_schools_write_it_is_taken(administrator, sign_in, year):
    assert adds(sign_in(administrator), year_group=year).status_code == 302


@pytest.mark.parametrize("kind", ["pupil", "parent"])
def test_whoever_holds_an_office_becomes_no_pupil_or_parent(administrator, sign_in, kind):
    kim, browser = people.add(KIM, by=administrator), sign_in(administrator)
    page = form_with(browser.get(f"/people/{kim.ref}/change/"), "kind").send(browser, kind=kind)
    assert "They hold an office here: Member of staff. End it first: pupils and parents hold none." in words_of(page)
    assert reread(kim).kind == "staff"
    appointments.end(kim.appointments.get(), clock.today(), by=administrator)
    page = form_with(browser.get(f"/people/{kim.ref}/change/"), "kind").send(browser, kind=kind)
    assert page.status_code == 302


def test_a_parent_who_holds_an_office_already_is_corrected_as_anybody(administrator, sign_in):
    parent, browser = make_user(Role.GOVERNOR, kind="parent").person, sign_in(administrator)
    form_with(browser.get(f"/people/{parent.ref}/change/"), "kind").send(browser, given_name="Kerry")
    assert reread(parent).given_name == "Kerry"


def test_whoever_stays_after_all_keeps_what_was_given_from_a_later_day(administrator, sign_in):
    kim, day = people.add(KIM, by=administrator), clock.today() + timedelta(days=9)
    people.leave(kim, day, by=administrator)
    later = day + timedelta(days=20)
    appointments.appoint(reread(kim), Role.STAFF, by=administrator, starts=later)
    page = words_of(sign_in(administrator).post(f"/people/{kim.ref}/come-back/", follow=True))
    assert "They are here again." in page
    assert list(kim.appointments.order_by("starts").values_list("starts", "ends"))[1:] == [
        (day, later - timedelta(days=1)),
        (later, None),
    ]
