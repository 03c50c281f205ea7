"""Giving back a lost second step, on pages (people.md U5)."""

import pytest
from allauth.mfa.models import Authenticator

from school.models import FactorReset
from tests.make import reread
from tests.pages import words_of
from tests.signing_in import post_password, proven_earlier, signed_in, with_app

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


@pytest.fixture
def lost(cast):
    return with_app(cast.coordinator)


@pytest.fixture
def asked(lost, cast, sign_in):
    sign_in(cast.administrator).post("/second-steps/ask/", {"person": lost.person.ref})
    return FactorReset.objects.get()


def test_one_asks_and_another_agrees(lost, asked, cast, sign_in):
    dsl = sign_in(cast.dsl)
    assert "Lost second steps" in text(dsl.get("/"))
    assert lost.person.name in text(dsl.get("/second-steps/"))
    dsl.post(f"/second-steps/{asked.pk}/agree/")
    assert not Authenticator.objects.filter(user=lost).exists()
    assert "Lost second steps" not in text(dsl.get("/"))


def test_whoever_asked_may_take_it_back_and_no_more(lost, asked, cast, sign_in):
    administrator = sign_in(cast.administrator)
    page = text(administrator.get("/second-steps/"))
    assert "another person has to agree" in page
    assert "I agree" not in page
    answer = administrator.post(f"/second-steps/{asked.pk}/agree/", follow=True)
    assert "You asked for this, so another person has to agree." in text(answer)
    administrator.post(f"/second-steps/{asked.pk}/decline/")
    assert reread(asked).outcome == FactorReset.Outcome.REFUSED
    assert Authenticator.objects.filter(user=lost).exists()


def test_where_there_is_nothing_to_remove_a_sentence_says_so(cast, sign_in):
    page = sign_in(cast.administrator).post("/second-steps/ask/", {"person": cast.dsl.person.ref})
    assert "They have set up no second step" in text(page)


def test_the_persons_own_page_leads_there(lost, cast, sign_in):
    page = text(sign_in(cast.administrator).get(f"/people/{lost.person.ref}/"))
    assert f"/second-steps/ask/?person={lost.person.ref}" in page


@pytest.mark.parametrize("who", ["teacher", "coordinator", "governor", "network_manager"])
def test_nobody_else(asked, cast, sign_in, who):
    browser = sign_in(getattr(cast, who))
    assert browser.get("/second-steps/").status_code == 403
    assert browser.post(f"/second-steps/{asked.pk}/agree/").status_code == 403
    assert browser.post("/second-steps/999999/agree/").status_code == 403


WAY = '<a href="/account/lost-phone/">Lost your phone?</a>'


def test_the_way_out_stands_where_the_phone_is_asked_for(lost, client):
    assert 'href="/account/lost-phone/">Lost your phone?' in text(client.get("/account/login/"))
    post_password(client, lost.email)
    assert WAY in text(client.get("/account/second-step/use/"))


def test_also_where_it_is_asked_for_again(lost):
    browser = signed_in(lost)
    proven_earlier(browser, minutes=11)
    assert WAY in text(browser.get("/account/second-step/again/?next=/"))


def test_it_says_who_asks_for_them_and_leads_there(client, cast):
    page = client.get("/account/lost-phone/")
    assert "Designated safeguarding lead, Headteacher, Administrator" in words_of(page)
    assert 'href="/second-steps/ask/"' in text(page)
    assert cast.dsl.name not in text(page)
