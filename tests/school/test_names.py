"""Names are hidden in lists until somebody asks for them."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def press(browser, **typed):
    return browser.post(reverse("school:show_names"), typed)


def test_asking_shows_names_until_hidden_again(cast, sign_in):
    browser = sign_in(cast.coordinator)
    assert press(browser, show="1", next="/people/").url == "/people/"
    assert b"app-names-shown" in browser.get("/").content
    press(browser, show="")
    assert b"app-names-shown" not in browser.get("/").content


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(cast, sign_in, elsewhere):
    assert press(sign_in(cast.teacher), show="1", next=elsewhere).url == reverse("home")


def test_looking_is_not_asking(cast, sign_in):
    assert sign_in(cast.teacher).get(reverse("school:show_names")).status_code == 405


def test_nobody_asks_without_signing_in(client):
    assert press(client, show="1").status_code == 401
