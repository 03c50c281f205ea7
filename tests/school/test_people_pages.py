"""The administrator's pages about people, accounts and offices, through the browser's door."""

from datetime import date, timedelta

import pytest
from django.core import mail

from audit.models import Entry
from esafety.lib import clock
from school.editing import version_of
from school.models import Appointment, Person, User
from school.people import roles_of
from school.roles import Role
from tests.make import make_person, make_pupil, make_user, reread
from tests.pages import words_of
from tests.signing_in import with_app

pytestmark = pytest.mark.django_db
KIM = {"given_name": "Kim", "family_name": "Example", "kind": "staff", "form": "", "year_group": "", "external_id": ""}


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def text(response):
    return response.content.decode()


# --- The register -------------------------------------------------------------------------------------------
def test_words_are_posted_and_stand_in_no_address(admin):
    pupil = make_pupil("Zebedee", form="9B")
    page = admin.post("/people/", {"words": "zeb 9b"})
    assert "1 found" in text(page)
    assert f"/people/{pupil.ref}/" in text(page)
    assert "zeb" not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]


def test_nobody_found_says_what_to_try(admin):
    assert "Try fewer letters" in text(admin.post("/people/", {"words": "Qqq"}))


def test_whoever_left_is_found_among_those_who_left(admin):
    gone = make_person("Gone", left_on=clock.today())
    assert gone.ref not in text(admin.get("/people/"))
    assert gone.ref in text(admin.get("/people/?kind=left"))
    assert gone.ref in text(admin.post("/people/", {"words": "gone"}))


def test_the_register_costs_the_same_for_many_as_for_few(admin, django_assert_max_num_queries):
    for n in range(30):
        make_person(f"Person{n}")
    with django_assert_max_num_queries(15):
        admin.get("/people/")


def test_a_page_beyond_the_last_is_the_last(admin):
    assert admin.get("/people/?page=99&kind=nonsense").status_code == 200


def test_adding_somebody_leads_to_their_page(admin):
    answer = admin.post("/people/add/", KIM)
    kim = Person.objects.get(given_name="Kim")
    assert answer.url == f"/people/{kim.ref}/"
    assert roles_of(kim.pk) == {Role.STAFF}


def test_a_form_with_mistakes_keeps_what_was_typed(admin):
    born = {"born_day": "31", "born_month": "2", "born_year": "1980"}
    page = admin.post("/people/add/", KIM | born | {"family_name": ""})
    assert page.status_code == 200
    assert "Enter their last name" in text(page)
    assert "Date of birth must be a real date" in text(page)
    assert 'value="Kim"' in text(page)


@pytest.mark.parametrize("kind", ["pupil", ""])
def test_all_that_is_wrong_is_said_at_once(admin, kind):
    born = {"born_day": "1", "born_month": "2", "born_year": "2999"}
    said = text(admin.post("/people/add/", KIM | born | {"kind": kind, "year_group": "42"}))
    assert "Enter a school year" in said and "The date of birth must be in the past" in said
    assert "Only pupils are in a year group" not in said


def test_nobody_is_told_to_invite_a_pupil(admin):
    answer = admin.post("/people/add/", KIM | {"kind": "pupil"}, follow=True)
    assert "They are on the register." in text(answer) and "Now invite them" not in text(answer)
    answer = admin.post("/people/add/", KIM | {"given_name": "Lee"}, follow=True)
    assert "Now invite them, if they should sign in." in text(answer)


def test_two_people_of_one_number_is_a_sentence(admin):
    make_person(external_id="A1")
    assert "Somebody else has this number already" in text(admin.post("/people/add/", KIM | {"external_id": "A1"}))


def test_the_second_of_two_administrators_keeps_their_text_and_sees_what_changed(admin):
    kim = make_person("Kim", "Example")
    seen = version_of(kim)
    admin.post(f"/people/{kim.ref}/change/", KIM | {"form": "Science", "seen": seen})
    page = admin.post(f"/people/{kim.ref}/change/", KIM | {"form": "Maths", "seen": seen})
    assert "form or team is now “Science”" in text(page)
    assert 'value="Maths"' in text(page)
    assert reread(kim).form == "Science"
    now = page.context["form"]["seen"].value()
    again = admin.post(f"/people/{kim.ref}/change/", KIM | {"form": "Maths", "seen": now})
    assert again.status_code == 302
    assert reread(kim).form == "Maths"


def test_a_form_sent_without_its_version_changes_nothing(admin):
    kim = make_person("Kim", "Example")
    assert admin.post(f"/people/{kim.ref}/change/", KIM | {"form": "Maths"}).status_code == 200
    assert reread(kim).form == ""


def test_no_name_stands_in_a_title(admin):
    kim = make_person("Kim", "Example")
    for path in (f"/people/{kim.ref}/", f"/people/{kim.ref}/change/", f"/people/{kim.ref}/appoint/"):
        page = text(admin.get(path))
        assert "Kim" not in page[page.index("<title>") : page.index("</title>")]


def test_a_person_who_does_not_exist_is_not_found(admin):
    assert admin.get("/people/AAAA-AAAA/").status_code == 404


def test_leaving_today_stops_the_account_too(admin):
    leaver = make_user(Role.STAFF)
    admin.post(f"/people/{leaver.person.ref}/leave/", day("day", clock.today()))
    assert not reread(leaver).is_active
    assert "Not here since" in text(admin.get(f"/people/{leaver.person.ref}/"))


def test_the_last_dsl_stays_and_the_page_says_why(admin, cast):
    cast.deputy.is_active = False
    User.objects.bulk_update([cast.deputy], ["is_active"])
    page = admin.post(f"/people/{cast.dsl.person.ref}/leave/", day("day", clock.today()))
    assert "They are the last designated safeguarding lead. Appoint another first." in text(page)
    assert reread(cast.dsl.person).left_on is None


def test_coming_back_says_what_does_not_come_back(admin):
    leaver = make_user(Role.STAFF)
    admin.post(f"/people/{leaver.person.ref}/leave/", day("day", clock.today()))
    page = words_of(admin.post(f"/people/{leaver.person.ref}/come-back/", follow=True))
    assert "Their account is still stopped: start it again on this page." in page
    assert "Offices they held have ended: give them again on this page." in page


def test_the_account_of_somebody_who_left_is_not_started_again(admin):
    leaver = make_user(Role.STAFF)
    page = words_of(admin.post(f"/people/{leaver.person.ref}/leave/", day("day", clock.today()), follow=True))
    assert "Stopped" in page
    assert "Start the account again" not in page
    refused = words_of(admin.post(f"/people/{leaver.person.ref}/account/", {"press": "1"}))
    assert "They are not here any more. Say first that they are here again." in refused
    assert not reread(leaver).is_active


def test_of_a_pupil_who_leaves_no_office_and_no_account_is_spoken(admin):
    url = f"/people/{make_pupil().ref}/leave/"
    page = words_of(admin.get(url))
    assert "Records that name them stay." in page
    assert "What they hold here" not in page
    assert "Saved. Their record stays." in words_of(admin.post(url, day("day", clock.today()), follow=True))


# --- Accounts -----------------------------------------------------------------------------------------------
def test_an_invitation_goes_out(admin, django_capture_on_commit_callbacks):
    kim = make_person("Kim")
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"/people/{kim.ref}/invite/", {"email": "Kim@School.example"})
    assert User.objects.get(person=kim).email == "kim@school.example"
    assert "kim@school.example" in mail.outbox[0].to


def test_somebody_invited_does_not_count_as_the_last_holders_successor(admin, cast):
    invited = make_person("Invited")
    admin.post(f"/people/{invited.ref}/invite/", {"email": "invited@school.example"})
    make_appointment = Appointment(person=invited, role=Role.HEADTEACHER, starts=clock.today())
    Appointment.objects.bulk_create([make_appointment])
    head = Appointment.objects.get(person=cast.head.person, role=Role.HEADTEACHER)
    page = admin.post(f"/offices/{head.pk}/end/", day("day", clock.today()))
    assert "They are the last headteacher" in text(page)


def test_an_address_in_use_is_a_sentence_beside_the_box(admin, cast):
    kim = make_person("Kim")
    page = admin.post(f"/people/{kim.ref}/invite/", {"email": cast.dsl.email})
    assert "Another account uses this e-mail address." in text(page)


def test_a_crafted_field_changes_nothing_more(admin):
    kim = make_person("Kim", "Example")
    values = KIM | {"seen": version_of(kim), "ref": "AAAA-AAAA", "left_on": "2020-01-01"}
    admin.post(f"/people/{kim.ref}/change/", values)
    assert reread(kim).ref == kim.ref
    assert reread(kim).left_on is None


# --- Offices ------------------------------------------------------------------------------------------------
def test_an_appointment_waits_for_the_head_who_agrees_on_a_page(admin, cast, sign_in):
    kim = make_person("Kim")
    values = {"role": "dsl", "deputy": "on"} | day("starts", clock.today())
    assert "The head or the chair has to agree" in text(admin.post(f"/people/{kim.ref}/appoint/", values, follow=True))
    row = Appointment.objects.get(person=kim)
    head = sign_in(cast.head)
    assert "Appointments to agree to" in text(head.get("/"))
    head.post(f"/offices/{row.pk}/agree/")
    assert roles_of(kim.pk) == {Role.DSL}
    assert "Appointments to agree to" not in text(head.get("/"))


def test_an_administrator_cannot_agree_by_knowing_the_address(admin, cast):
    admin.post(f"/people/{cast.teacher.person.ref}/appoint/", {"role": "dsl"} | day("starts", clock.today()))
    row = Appointment.objects.get(person=cast.teacher.person, role=Role.DSL)
    assert admin.post(f"/offices/{row.pk}/agree/").status_code == 403
    assert not reread(row).approved


def test_whoever_asked_takes_it_back(admin, cast):
    admin.post(f"/people/{cast.teacher.person.ref}/appoint/", {"role": "dsl"} | day("starts", clock.today()))
    row = Appointment.objects.get(person=cast.teacher.person, role=Role.DSL)
    admin.post(f"/offices/{row.pk}/take-back/")
    assert reread(row).withdrawn


def test_days_the_wrong_way_round_are_a_sentence(admin, cast):
    values = {"role": "office"} | day("starts", clock.today()) | day("ends", clock.today() - timedelta(days=1))
    page = admin.post(f"/people/{cast.teacher.person.ref}/appoint/", values)
    assert "The last day cannot be before the first" in text(page)


def test_a_last_day_in_a_year_nobody_can_mean_is_a_sentence(admin, cast):
    path, today = f"/people/{cast.teacher.person.ref}/appoint/", clock.today()
    asked = {"role": "office"} | day("starts", today)
    page = admin.post(path, asked | day("ends", date(9999, 12, 31)))
    assert "Check the year: enter a day within the next 10 years" in text(page)
    assert admin.post(path, asked | day("ends", today + timedelta(days=1461))).status_code == 302


def test_clashing_offices_are_said_on_the_page(admin, cast):
    admin.post(f"/people/{cast.dsl.person.ref}/appoint/", {"role": "governor"} | day("starts", clock.today()))
    page = text(admin.get(f"/people/{cast.dsl.person.ref}/"))
    assert "Designated safeguarding lead and Governor are the same person" in page


def test_an_old_second_step_is_asked_for_again_before_an_office_is_given(cast, sign_in):
    browser = sign_in(with_app(cast.administrator))
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        answer = browser.get(f"/people/{cast.teacher.person.ref}/appoint/")
    assert answer.status_code == 302
    assert "/second-step/again/" in answer.url


@pytest.mark.parametrize("who", ["teacher", "coordinator", "dsl", "head", "governor", "network_manager", "office"])
def test_nobody_else_opens_these_pages(cast, sign_in, who):
    browser = sign_in(getattr(cast, who))
    ref = cast.teacher.person.ref
    for path in ("/people/", "/people/add/", f"/people/{ref}/", "/people/AAAA-AAAA/invite/", "/offices/"):
        assert browser.get(path).status_code == 403, path


# --- Looking people up --------------------------------------------------------------------------------------
def test_a_teacher_finds_a_pupil_and_leaves_a_note_without_the_words(cast, sign_in):
    make_pupil("Zebedee", family="Quince", form="9B")
    page = sign_in(cast.teacher).post("/look-up/", {"words": "Zeb 9B"})
    assert "Zebedee Quince, 9B" in text(page)
    entry = Entry.objects.get(verb="look up people")
    assert entry.actor == cast.teacher.ref
    assert "Zeb" not in f"{entry.kind}{entry.ref}{entry.verb}"


def test_a_script_gets_choices_without_the_rest_of_the_page(cast, sign_in):
    pupil = make_pupil("Zebedee")
    page = sign_in(cast.teacher).post("/look-up/", {"words": "zeb"}, headers={"X-Requested-With": "fragment"})
    assert f'value="{pupil.ref}"' in text(page)
    assert "<main" not in text(page)


def test_at_most_twenty_are_shown_and_one_letter_finds_nobody(cast, sign_in):
    for _ in range(25):
        make_pupil("Zebedee")
    browser = sign_in(cast.teacher)
    assert text(browser.post("/look-up/", {"words": "zebedee"})).count("Zebedee") == 20
    assert "Nobody fits" in text(browser.post("/look-up/", {"words": "z"}))


def test_whoever_left_is_not_found(cast, sign_in):
    make_pupil("Zebedee", left_on=clock.today())
    assert "Nobody fits" in text(sign_in(cast.teacher).post("/look-up/", {"words": "Zebedee"}))
