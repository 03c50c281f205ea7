"""A session that rests is locked (security.md AC-047; people.md U64)."""

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from esafety import urls as site
from school import idle
from school.access import public
from school.roles import Role
from tests.make import make_user
from tests.signing_in import after, is_in, post_code, post_password, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public
def open_to_all(request):
    return HttpResponse("signed in" if request.user.is_authenticated else "nobody")


urlpatterns = [path("open/", open_to_all), *site.urlpatterns]


def test_a_minute_before_the_limit_one_is_still_in(desk):
    after(minutes=29)
    assert is_in(desk)


def test_a_second_after_it_one_is_asked_to_sign_in(desk):
    after(minutes=30, seconds=1)
    assert desk.get("/account/").url == "/account/login/?next=/account/"
    assert "so this page is locked" in desk.get("/account/login/").content.decode()


def test_who_handles_cases_may_rest_half_as_long(cast):
    lead = with_app(cast.dsl)
    browser = Client()
    post_password(browser, lead.email)
    post_code(browser)
    after(minutes=14)
    assert is_in(browser)
    after(minutes=15, seconds=1)
    assert not is_in(browser)


@pytest.mark.parametrize(("role", "minutes"), [(Role.STAFF, 30), (Role.GOVERNOR, 15), (Role.ADMINISTRATOR, 15)])
def test_only_staff_who_only_report_may_rest_longer(role, minutes, db):
    assert idle.limits(make_user(role)) == (minutes * 60, 8 * 60 * 60)


def test_eight_hours_end_it_however_busy_one_is(desk):
    for _ in range(7 * 4):
        after(minutes=17)
        assert is_in(desk)
    after(minutes=9)
    assert not is_in(desk)


def test_every_press_counts_as_being_there(desk):
    for _ in range(3):
        after(minutes=20)
        desk.get("/account/")
    assert is_in(desk)


def test_stay_signed_in_starts_the_clock_again(desk):
    after(minutes=28)
    assert desk.post("/account/stay/").json() == {"seconds": 30 * 60}
    after(minutes=28)
    assert is_in(desk)


def test_stay_signed_in_comes_too_late_after_the_lock(desk):
    after(minutes=31)
    assert desk.post("/account/stay/").status_code == 302
    assert not is_in(desk)


def test_a_locked_session_is_nobody_on_every_page(desk):
    assert desk.get("/open/").content == b"signed in"
    after(minutes=31)
    assert desk.get("/open/").content == b"nobody"


def test_it_is_locked_not_deleted(desk):
    key = desk.session.session_key
    after(minutes=31)
    desk.get("/account/")
    assert Session.objects.filter(pk=key).exists()


def test_signing_out_of_a_locked_session_ends_it(desk):
    key = desk.session.session_key
    after(minutes=31)
    assert desk.post("/account/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(pk=key).exists()


def test_a_page_costs_no_query_for_the_clock(desk, django_assert_num_queries):
    desk.get("/open/")
    with django_assert_num_queries(2):  # the session and its person
        desk.get("/open/")
