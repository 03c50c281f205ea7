"""What a school meets that starts in the middle of a year, before much is entered."""

from datetime import date

import pytest

from esafety.lib import clock
from school import first_run
from school.models import Agency, Closure, Document, School, Term
from tests.make import reread, write
from tests.pages import form_with, words_of
from tests.school.test_calendar_pages import span

pytestmark = pytest.mark.django_db
NOVEMBER = clock.at_school(date(2026, 11, 20), 10)


@pytest.fixture
def admin(cast, sign_in):
    with clock.standing_at(NOVEMBER):
        yield sign_in(cast.administrator)


def is_done(browser, title: str) -> bool:
    found = {line.title: line.context for line in browser.get("/settings/first-hour/").context["lines"]}
    return found[title]["done"]


def test_days_that_are_over_are_found_and_put_right(admin):
    admin.post("/calendar/terms/add/", span("Autumn", date(2026, 9, 1), date(2026, 10, 30)))
    admin.post("/calendar/closures/add/", span("Half term", date(2026, 10, 26), date(2026, 10, 30)))
    page = admin.get("/calendar/")
    words = words_of(page)
    assert "Terms that are over (1)" in words
    assert "Closed days that are over (1)" in words
    for kind, row in (("terms", Term.objects.get()), ("closures", Closure.objects.get())):
        assert f'href="/calendar/{kind}/{row.pk}/"' in page.content.decode()


@pytest.mark.parametrize("year", [1900, 2126])
def test_a_year_nobody_meant_is_asked_about(admin, year):
    answer = admin.post("/calendar/terms/add/", span("Autumn", date(year, 9, 1), date(year, 12, 18)))
    assert "Check the year" in words_of(answer)
    assert not Term.objects.exists()


def test_nobody_is_said_to_be_on_call_where_no_break_is_known(admin):
    assert not first_run.next_break(clock.today(), first_run.calendar.current())
    assert not is_done(admin, "Somebody is on call in the next break")


def test_the_name_of_the_school_is_asked_for(admin):
    write(School.current(), name=School.UNNAMED)
    assert not is_done(admin, "The name of the school")
    write(School.current(), name="Elm School")
    assert is_done(admin, "The name of the school")


def test_a_notice_on_paper_is_said_to_be_there(client, admin):
    write(Document.objects.get(code="privacy-notice"), address="School office, red folder")
    assert "on paper: School office, red folder" in words_of(client.get("/privacy/"))


def test_social_care_has_one_number_at_night(admin):
    social_care = Agency.objects.get(code=Agency.SOCIAL_CARE)
    form_with(admin.get("/settings/"), "name").send(admin, out_of_hours="01632 960777")
    assert reread(social_care).night_number == "01632 960777"
    form = form_with(admin.get(f"/settings/agencies/{social_care.code}/"), "name")
    assert "night_number" not in form.offered
    assert form.send(admin, day_number="01632 960778", night_number="01632 96").status_code == 302
    assert (reread(social_care).day_number, reread(social_care).night_number) == ("01632 960778", "01632 960777")


@pytest.mark.parametrize("number", ["123", "12", "204"])
def test_an_agency_is_rung_in_full(admin, number):
    answer = form_with(admin.get("/settings/agencies/lado/"), "name").send(admin, day_number=number)
    assert "Enter the number in full" in words_of(answer)


def test_999_is_nobodys_extension(admin):
    answer = form_with(admin.get("/settings/"), "name").send(admin, extension="999")
    assert "Enter a number of the school" in words_of(answer)


def test_stopping_an_account_says_of_whom_and_what_it_means(cast, admin):
    words = words_of(admin.get(f"/people/{cast.colleague.person.ref}/account/"))
    assert f"{cast.colleague.name} is signed out at once" in words
