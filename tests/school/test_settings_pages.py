"""Settings, agencies and documents, health and the first page."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.ledger import ledger
from esafety.lib import clock
from school import health, health_checks, panels, people
from school.editing import version_of
from school.models import Agency, Document, School
from school.panels import Panel
from school.roles import Role
from tests.make import make_user, reread
from tests.pages import form_with

pytestmark = pytest.mark.django_db
NO_CONTACT = ("nobody", "12", "999", "112", "ring 101", "116 123", "chair@", "Ada 07700 900123")
NOVEMBER = clock.at_school(date(2026, 11, 20), 10)
SCHOOL = {
    "name": "Elm School",
    "opens": "8.30",
    "closes": "4pm",
    "extension": "204",
    "telephone": "",
    "out_of_hours": "",
    "outside_contact": "",
    "idle_minutes": "15",
    "idle_minutes_staff": "30",
    "absolute_hours": "8",
}


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def text(response):
    return response.content.decode()


# --- Settings -----------------------------------------------------------------------------------------------
def test_settings_are_saved_as_people_write_them(admin):
    admin.post("/settings/", SCHOOL | {"seen": version_of(School.current())})
    school = School.current()
    assert (school.name, f"{school.opens:%H:%M}", f"{school.closes:%H:%M}") == ("Elm School", "08:30", "16:00")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"closes": "8.00"}, "The school must close later than it opens"),
        ({"telephone": "ask Ada"}, "Enter a number to ring and no other words"),
        ({"telephone": "extension"}, "Enter a number to ring and no other words"),
        ({"telephone": "1"}, "Enter the number in full, as it is dialled from outside"),
        ({"head_number": "ext 204"}, "Enter the number in full, as it is dialled from outside"),
        *(({"outside_contact": typed}, "999, 112 and 101 are not a contact") for typed in NO_CONTACT),
        ({"idle_minutes": "500"}, "Enter a number between 5 and 60"),
        ({"outside_agreed": "on"}, "Enter who agreed, or take the tick away"),
        ({"name": ""}, "Enter the name of the school"),
    ],
)
def test_a_mistake_gets_a_sentence_and_changes_nothing(admin, wrong, sentence):
    before = School.current().name
    assert sentence in text(admin.post("/settings/", SCHOOL | {"seen": version_of(School.current())} | wrong))
    assert School.current().name == before


@pytest.mark.parametrize("contact", ["07700 900123", "+44 (0)7700 900123", "chair@trust.example"])
def test_somebody_outside_is_reached_by_a_number_or_an_address(admin, contact):
    admin.post("/settings/", SCHOOL | {"seen": version_of(School.current()), "outside_contact": contact})
    assert School.current().outside_contact == contact


def test_a_school_says_things_its_own_way_on_every_page(admin):
    words = {"seen": version_of(School.current()), "topic_title": "E-safety", "dsl": "Designated person", "police": ""}
    admin.post("/settings/words/", words)
    assert School.current().labels == {"topic_title": "E-safety", "dsl": "Designated person"}
    assert "Designated person" in text(admin.get("/offices/"))
    assert "E-safety" in text(admin.get("/"))


@pytest.mark.parametrize("who", ["teacher", "coordinator", "dsl", "head", "governor", "network_manager"])
def test_nobody_else_changes_settings(cast, sign_in, who):
    browser = sign_in(getattr(cast, who))
    for path in ("/settings/", "/settings/words/", "/settings/agencies/", "/settings/first-hour/"):
        assert browser.get(path).status_code == 403


def test_before_a_profile_is_loaded_every_page_opens_and_settings_can_be_saved(admin):
    School.objects.all()._raw_delete("default")
    for path in (
        "/",
        "/settings/",
        "/settings/words/",
        "/settings/first-hour/",
        "/health/",
        "/calendar/",
        "/on-call/",
    ):
        assert admin.get(path).status_code == 200, path
    admin.post("/settings/", SCHOOL | {"seen": admin.get("/settings/").context["form"]["seen"].value()})
    assert School.current().name == "Elm School"


# --- Agencies and documents ---------------------------------------------------------------------------------
def test_an_agency_is_added_changed_and_no_longer_offered(admin):
    values = {"name": "Night clinic", "day_number": "01632 960005"}
    admin.post("/settings/agencies/add/", values)
    clinic = Agency.objects.get(code="night-clinic")
    changed = values | {"night_number": "01632 960006", "seen": version_of(clinic)}
    admin.post("/settings/agencies/night-clinic/", changed)
    form_with(admin.post("/settings/agencies/night-clinic/retire/"), "sure").send(admin)
    assert reread(clinic).night_number == "01632 960006"
    assert reread(clinic).retired


def test_two_agencies_of_like_names_get_codes_of_their_own(admin):
    for name in ("Clinic", "Clinic!", "(Clinic)"):
        admin.post("/settings/agencies/add/", {"name": name})
    codes = Agency.objects.filter(name__contains="Clinic").values_list("code", flat=True)
    assert set(codes) == {"clinic", "clinic-1", "clinic-2"}


def test_a_document_has_a_place(admin):
    admin.post("/settings/documents/add/", {"title": "Fire drill", "address": "Staff room"})
    assert Document.objects.get(code="fire-drill").address == "Staff room"


def test_what_is_neither_is_not_found(admin):
    assert admin.get("/settings/people/").status_code == 404
    assert admin.get("/calendar/snow/add/").status_code == 404


# --- Health -------------------------------------------------------------------------------------------------
def test_the_page_shows_every_check_and_the_probe_one_word(admin, client):
    page = text(admin.get("/health/"))
    assert "The database answers." in page
    assert (client.get("/healthz").status_code, text(client.get("/healthz"))) == (200, "ok")


def test_a_check_that_fails_is_a_finding_and_a_probe_that_fails_is_503(admin, client, monkeypatch):
    def broken():
        raise RuntimeError("Kim Example, 9B")

    monkeypatch.setattr(health, "_checks", dict(health._checks))
    health.register("kettle", "Kettle", broken, probe=True)
    page = text(admin.get("/health/"))
    assert "This could not be looked at" in page
    assert "Kim Example" not in page
    assert (client.get("/healthz").status_code, text(client.get("/healthz"))) == (503, "not ok")
    assert "Kettle" in text(admin.get("/"))


def led_to(browser, page):
    """The people of the list a page's “See who” leads to."""
    (url,) = re.findall(r'href="([^"]+)">See who', text(browser.get(page)))
    return list(browser.get(url).context["page"].object_list)


def test_see_who_leads_to_exactly_those_who_have_no_second_step(cast, admin):
    everybody = set(people.without_second_factor())
    Authenticator.objects.create(user=cast.dsl, type=Authenticator.Type.TOTP, data={})
    found = led_to(admin, "/settings/first-hour/")
    assert {person.user for person in found} == everybody - {cast.dsl}
    assert cast.teacher.person not in found
    assert f"{len(found)} people have no second step" in text(admin.get("/settings/first-hour/"))


def test_see_who_leads_to_exactly_those_who_left_and_can_sign_in(cast, sign_in):
    leaver, stopped, here = make_user(Role.STAFF), make_user(Role.STAFF), make_user(Role.STAFF)
    with ledger("made for a test", by=None, kind="person", ref="") as book:
        for user in (leaver, stopped):
            user.person.left_on = clock.today()
            book.save(user.person)
        for user in (stopped, here):
            user.is_active = False
            book.save(user)
    admin = sign_in(cast.administrator)
    assert led_to(admin, "/health/") == [leaver.person]
    assert "See who" not in text(sign_in(cast.network_manager).get("/health/"))  # who sees no register


@pytest.mark.parametrize("folder", [True, False])
def test_health_and_the_first_hour_say_the_same_of_mail(admin, settings, folder):
    if folder:
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.DEBUG = True
    health_page, first_hour = admin.get("/health/"), admin.get("/settings/first-hour/")
    (found,) = [check for check in health_page.context["checks"] if check.name == "mail"]
    (line,) = [line for line in first_hour.context["lines"] if line.title == "Mail can be sent"]
    assert found.well == line.context["done"] == (not folder)
    assert line.context["hint"].endswith(found.words)


def test_an_account_that_outlives_its_person_turns_health_red(admin):
    leaver = make_user(Role.STAFF)
    admin.post(f"/people/{leaver.person.ref}/leave/", day("day", clock.today() + timedelta(days=2)))
    assert "Nobody who left has an account." in text(admin.get("/health/"))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        assert health_checks.leavers().words == "People who left and whose account is open: 1. Stop it."


def test_health_is_for_administrators_and_technicians(cast, sign_in):
    assert sign_in(cast.network_manager).get("/health/").status_code == 200
    assert sign_in(cast.dsl).get("/health/").status_code == 403


# --- The first page -----------------------------------------------------------------------------------------
def test_somebody_without_an_office_is_told_whom_to_ask(sign_in):
    page = text(sign_in(make_user()).get("/"))
    assert "You hold no office in this school yet" in page
    assert "Report something" in page


def test_a_person_with_every_role_gets_each_panel_once(accused, sign_in):
    titles = [panel.title for panel in sign_in(accused).get("/").context["panels"]]
    assert len(titles) == len(set(titles)) > 5


def test_panels_stand_in_their_fixed_order(rf, monkeypatch):
    monkeypatch.setattr(panels, "_offers", {"slot": []})
    for order, title in ((30, "last"), (10, "first"), (20, "none")):
        offer = lambda request, title=title: Panel(title) if title != "none" else None  # noqa: E731
        panels.register("slot", offer, order)
    assert [panel.title for panel in panels.gather("slot", rf.get("/"))] == ["first", "last"]


def test_the_menu_shows_what_one_may_use_and_where_one_is(cast, sign_in):
    page = sign_in(cast.administrator).get("/people/add/")
    words = [words for words, _, _ in page.context["nav"]]
    assert "Settings" in words
    assert [words for words, _, here in page.context["nav"] if here] == ["People"]
    assert "Settings" not in [words for words, _, _ in sign_in(cast.teacher).get("/").context["nav"]]


def test_what_every_page_knows_of_the_school_and_of_its_reader_comes_with_the_reader(cast, sign_in):
    browser = sign_in(cast.teacher)
    browser.get("/look-up/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/look-up/")
    _, reader = (query["sql"] for query in asked.captured_queries)
    for table in ("school_edition", "school_appointment", "notices_notice", "notices_heartbeat"):
        assert table in reader, "whether what was read before is still so, and what is theirs"
