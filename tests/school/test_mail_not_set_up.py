"""Until mail is set up no page says that one was sent: the link is shown once, or what to do instead."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from notices import practice
from notices.models import Notice
from school import notifications
from school.models import Invitation, User
from tests.make import make_person
from tests.pages import words_of

pytestmark = pytest.mark.django_db
CHOSEN = "another quiet orchard"


@pytest.fixture
def _no_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.DATA_DIR / "mail"


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def invite(admin) -> tuple:
    """Invite somebody new; the answer and their person."""
    kim = make_person("Kim")
    return admin.post(f"/people/{kim.ref}/invite/", {"email": "kim@school.example"}), kim


def link_in(page) -> str:
    return re.search(r"/account/invitation/[\w-]+/", words_of(page))[0]


@pytest.mark.usefixtures("_no_mail")
@pytest.mark.django_db(transaction=True)
def test_the_link_is_shown_once_and_opens_the_account(admin):
    page, kim = invite(admin)
    assert "Mail is not set up, so nothing was sent." in words_of(page)
    assert "on its way" not in words_of(admin.get(f"/people/{kim.ref}/"))
    assert "/account/invitation/" not in words_of(admin.get(f"/people/{kim.ref}/"))
    assert Entry.objects.filter(verb="invitation link shown", ref=kim.user.ref).exists()
    Client().post(link_in(page), {"password1": CHOSEN})
    assert User.objects.get(person=kim).check_password(CHOSEN)


@pytest.mark.usefixtures("_no_mail")
@pytest.mark.django_db(transaction=True)
def test_a_new_link_is_shown_as_well_and_ends_the_first(admin):
    first, kim = invite(admin)
    again = admin.post(f"/people/{kim.ref}/invite-again/")
    assert Client().get(link_in(first)).status_code == 404
    assert Client().get(link_in(again)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_where_the_mail_server_refuses_the_link_is_shown(admin, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda letter: (_ for _ in ()).throw(OSError))
    page, _ = invite(admin)
    assert "NOT SENT: the mail server did not take it." in words_of(page)
    assert Client().get(link_in(page)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_copy_of_the_school_shows_no_link(admin, monkeypatch):
    monkeypatch.setattr(notifications.installation, "is_held", lambda: True)
    page, kim = invite(admin)
    assert page.url == f"/people/{kim.ref}/"
    assert "this is a copy of the school" in words_of(admin.get(page.url))
    assert Invitation.objects.filter(user__person=kim, used=None).exists()


def test_where_mail_is_set_up_nobody_is_shown_a_link(admin):
    page, kim = invite(admin)
    assert page.url == f"/people/{kim.ref}/"
    assert "The invitation is on its way." in words_of(admin.get(page.url))
    assert "Send a new link" in words_of(admin.get(page.url))


@pytest.mark.usefixtures("_no_mail")
@pytest.mark.parametrize("path", ["account_reset_password", "account_reset_password_done"])
def test_a_forgotten_password_is_told_that_no_link_can_come(db, path):
    page = words_of(Client().get(reverse(path)))
    assert "Mail is not set up here yet, so no link can be sent to you." in page
    assert "on its way" not in page


@pytest.mark.usefixtures("_no_mail")
def test_a_practice_alarm_says_that_no_mail_goes_out(cast, sign_in):
    lead = sign_in(cast.dsl)
    assert "so no mail will go out" in words_of(lead.get(reverse("notices:test_alarm")))
    page = lead.post(reverse("notices:test_alarm"), follow=True)
    assert Notice.objects.filter(kind="practice").exists()
    assert "so no mail was sent" in words_of(page)


@pytest.mark.parametrize(("office", "path"), [("senior_leader", "/"), ("network_manager", "/tasks/")])
def test_no_empty_list_promises_a_mail(cast, sign_in, settings, office, path):
    browser = sign_in(getattr(cast, office))
    assert "You are told by mail." in words_of(browser.get(path))
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert "by mail" not in words_of(browser.get(path))


@pytest.mark.usefixtures("_no_mail")
def test_a_wrong_password_says_whom_to_ask():
    page = Client().post("/account/login/", {"login": "kim@school.example", "password": "wrong"})
    assert "ask the administrator" in words_of(page)
    assert "choose a new password below" not in words_of(page)


@pytest.mark.usefixtures("_no_mail")
def test_an_alarm_that_went_to_a_folder_does_not_count_as_tested(admin, cast, sign_in, settings):
    lead = sign_in(cast.dsl)
    lead.post(reverse("notices:test_alarm"))
    sign_in(cast.deputy).post(reverse("notices:answer", args=[Notice.objects.get(kind="practice").ref]))
    said = words_of(admin.get(reverse("school:first_run")))
    assert "The last went to a folder, where nobody reads it: it does not count." in said
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # set up since: that test was none
    said = words_of(admin.get(reverse("school:first_run")))
    assert "The last went to a folder" in said and "tested and answered Done" not in said
    assert "answered in 1 minute, on a page alone: mail went to a folder" in words_of(lead.get("/"))
    assert practice.is_due()


@pytest.mark.usefixtures("_no_mail")
def test_where_nothing_is_real_it_counts_and_says_how(admin, cast, sign_in, settings):
    sign_in(cast.dsl).post(reverse("notices:test_alarm"))
    sign_in(cast.deputy).post(reverse("notices:answer", args=[Notice.objects.get(kind="practice").ref]))
    settings.DEBUG = True
    said = words_of(admin.get(reverse("school:first_run")))
    assert "The alarm was tested and answered, on a page alone: mail goes to a folder here Done" in said
