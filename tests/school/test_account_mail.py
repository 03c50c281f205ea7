"""Each mail as it comes, or one in the morning: everybody chooses for themselves (people.md U45)."""

import pytest

from audit.models import Entry
from school.roles import Role
from tests.make import make_user, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
PAGE = "/account/mail/"


def test_one_in_the_morning_is_chosen_and_on_record(cast, sign_in):
    browser = sign_in(cast.coordinator)
    form = form_with(browser.get(PAGE), "mail")
    assert form.values["mail"] == ["each"]
    assert form.send(browser, mail="daily").url == "/account/"
    assert reread(cast.coordinator).daily_mail
    assert "one at 07:45 on school days" in words_of(browser.get("/account/"))
    assert Entry.objects.filter(verb="choose mail", actor=cast.coordinator.ref, ref=cast.coordinator.ref).exists()


def test_and_taken_back(cast, sign_in):
    browser = sign_in(cast.coordinator)
    browser.post(PAGE, {"mail": "daily"})
    form = form_with(browser.get(PAGE), "mail")
    assert form.values["mail"] == ["daily"]
    form.send(browser, mail="each")
    assert not reread(cast.coordinator).daily_mail
    assert "each as it comes" in words_of(browser.get("/account/"))


def test_choosing_what_is_already_so_writes_nothing(cast, sign_in):
    sign_in(cast.coordinator).post(PAGE, {"mail": "each"})
    assert not Entry.objects.filter(verb="choose mail").exists()


def test_the_page_says_what_comes_at_once_either_way(cast, sign_in):
    words = words_of(sign_in(cast.dsl).get(PAGE))
    assert "Alarms, and the first mail about a new report, always come at once" in words


@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_anybody_may_choose(role, sign_in):
    user = make_user(role)
    assert sign_in(user).post(PAGE, {"mail": "daily"}).status_code == 302
    assert reread(user).daily_mail


@pytest.mark.parametrize("typed", [{}, {"mail": ""}, {"mail": "hourly"}, {"mail": "daily\0"}])
def test_nonsense_changes_nothing(typed, cast, sign_in):
    page = sign_in(cast.dsl).post(PAGE, {"csrfmiddlewaretoken": "x"} | typed)
    assert page.status_code == 200
    assert "How should the rest come?" in words_of(page)
    assert not reread(cast.dsl).daily_mail
