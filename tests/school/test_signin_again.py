"""What asks for the second step once more where it is more than ten minutes old (security.md 2.6)."""

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.urls import path

from esafety import urls as site
from school import second_factor
from school.access import allow
from school.roles import Perm
from tests.signing_in import code, proven_earlier, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


@second_factor.fresh
@allow(Perm.READ)
def export(request):
    return HttpResponse(f"the export {request.POST.get('kind', '')}")


urlpatterns = [path("export/", export), *site.urlpatterns]
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
    browser = signed_in(lead)
    assert browser.post("/export/", {"kind": "csv"}).content == b"the export csv"
    proven_earlier(browser, minutes=11)
    asked = browser.post("/export/", {"kind": "csv"})
    assert asked.url == "/account/second-step/again/?next=%2Fexport%2F"
    answer = browser.post(asked.url, {"code": code(+1)})
    assert answer.content == b"the export csv"
