"""What asks for the second step once more where it is more than ten minutes old (security.md 2.6)."""

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.urls import path

from esafety import urls as site
from school import second_factor
from school.access import allow
from school.models import Appointment, Draft
from school.roles import Perm
from tests.make import reread
from tests.pages import form_with
from tests.signing_in import code, proven_earlier, signed_in, with_app, with_password

pytestmark = pytest.mark.django_db


@second_factor.fresh
@allow(Perm.READ)
def export(request):
    return HttpResponse(f"the export {request.POST.get('kind', '')}")


@allow(Perm.READ)
def notes(request):
    return HttpResponse("noted")


urlpatterns = [path("export/", export), path("notes/", notes), *site.urlpatterns]
here = pytest.mark.urls("tests.school.test_signin_again")


def test_after_ten_minutes_a_change_asks_for_it_again(lead):
    browser = signed_in(lead)
    proven_earlier(browser, minutes=11)
    asked = browser.post("/account/second-step/app/remove/")
    assert asked.url.startswith("/account/second-step/again/")
    assert Authenticator.objects.filter(user=lead, type="totp").exists()


def test_the_password_alone_does_not_do_for_it(lead):
    browser = signed_in(lead)
    proven_earlier(browser, minutes=11)
    assert browser.get("/account/again/?next=/").url.startswith("/account/second-step/again/")


@here
def test_an_export_asks_for_it_again_and_then_goes_on_where_it_was(lead):
    browser, from_the_list = signed_in(lead), {"referer": "http://testserver/records/"}
    assert browser.post("/export/", {"kind": "csv"}).content == b"the export csv"
    proven_earlier(browser, minutes=11)
    asked = browser.post("/export/", {"kind": "csv"}, headers=from_the_list)
    assert asked.url == "/account/second-step/again/?next=%2Fexport%2F"
    answer = browser.post(asked.url, {"code": code(+1)})
    assert answer.content == b"the export csv"


@pytest.fixture
def admin(cast):
    """The administrator, whose second step is eleven minutes old."""
    browser = signed_in(with_app(cast.administrator))
    proven_earlier(browser, minutes=11)
    return browser


def test_a_form_is_back_with_what_was_typed(admin, cast):
    page = f"/people/{cast.colleague.person.ref}/appoint/"
    typed = {"role": "office", "deputy": "on", "starts_day": "3", "starts_month": "1", "starts_year": "2027"}
    asked = admin.post(page, typed, follow=True)
    assert asked.request["PATH_INFO"] == "/account/second-step/again/"
    back = admin.post(asked.redirect_chain[-1][0], {"code": code(+1)}, follow=True)
    assert back.request["PATH_INFO"] == page
    assert "it is not sent yet" in back.content.decode()
    filled = form_with(back, "role")
    assert {name: value for name, [value] in filled.values.items() if name in typed} == typed
    assert not Appointment.objects.filter(person=cast.colleague.person, role="office").exists()
    assert filled.send(admin).url == f"/people/{cast.colleague.person.ref}/"
    assert Appointment.objects.filter(person=cast.colleague.person, role="office", deputy=True).exists()
    assert not Draft.objects.exists()


def test_so_is_one_that_was_opened_for_somebody(admin, cast):
    page = f"/second-steps/ask/?person={cast.colleague.person.ref}"
    asked = admin.post(page, {"person": cast.dsl.person.ref}, follow=True)
    back = admin.post(asked.redirect_chain[-1][0], {"code": code(+1)}, follow=True)
    assert form_with(back, "person").values["person"] == [cast.dsl.person.ref]


def test_a_button_does_what_was_pressed(admin, cast):
    asked = admin.post(
        f"/people/{cast.colleague.person.ref}/account/", {"csrfmiddlewaretoken": "as a browser sends it"}
    )
    assert admin.post(asked.url, {"code": code(+1)}).url == f"/people/{cast.colleague.person.ref}/"
    assert not reread(cast.colleague).is_active


@here
def test_words_sent_without_any_second_step_wait_too(cast):
    browser = signed_in(with_password(cast.coordinator))
    asked = browser.post("/notes/", {"note": "He showed it to the others"})
    assert asked.url == "/account/second-step/why/?next=%2Fnotes%2F"
    assert Draft.objects.get(owner=cast.coordinator).fields["note"] == ["He showed it to the others"]


@here
def test_and_lead_back_to_the_page_they_were_typed_on(cast):
    browser = signed_in(with_password(cast.coordinator))
    asked = browser.post("/notes/", {"note": "He showed it"}, headers={"referer": "http://testserver/records/"})
    assert asked.url == "/account/second-step/why/?next=%2Frecords%2F"
