"""Invitations, stopping and starting accounts."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from audit.models import Entry
from esafety.lib import clock
from school import notifications
from school.actions import accounts
from school.models import Invitation, Person, User
from school.refusals import Refused
from tests.make import make_person, make_pupil, reread
from tests.pages import words_of
from tests.signing_in import is_in, post_password, with_password

pytestmark = pytest.mark.django_db
CHOSEN = "another quiet orchard"


@pytest.fixture
def invited(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return accounts.invite(make_person("Ann", "Newcomer"), "Ann@Oakfield.example", by=cast.administrator)


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def link() -> str:
    return re.search(r"http://localhost:\d+(/\S+)", mail.outbox[-1].body)[1]


def test_the_letter_carries_a_link_and_no_name(invited):
    letter = mail.outbox[0]
    assert letter.to == ["ann@oakfield.example"]
    assert letter.subject == "Your new account"
    assert "Ann" not in letter.body
    assert "Newcomer" not in letter.body


def test_opening_the_link_changes_nothing_and_names_nobody(invited):
    before = list(Invitation.objects.values()), list(User.objects.values())
    page = Client().get(link()).content.decode()
    assert (list(Invitation.objects.values()), list(User.objects.values())) == before
    assert not re.search(r"Ann|Newcomer|ann@oakfield", page)


def test_choosing_a_password_opens_the_account(invited):
    browser = Client()
    assert browser.post(link(), {"password1": CHOSEN}).url == "/account/login/"
    assert post_password(browser, invited.email, CHOSEN).url == "/"


def test_the_link_works_once(invited):
    Client().post(link(), {"password1": CHOSEN})
    assert Client().get(link()).status_code == 404
    assert Client().post(link(), {"password1": "somebody elses words"}).status_code == 404
    assert reread(invited).check_password(CHOSEN)


def test_the_link_works_for_seven_days(invited):
    clock.set_to(clock.now() + timedelta(days=6, hours=23))
    assert Client().get(link()).status_code == 200
    clock.set_to(clock.now() + timedelta(hours=1, seconds=1))
    assert Client().get(link()).status_code == 404


def test_a_newer_link_ends_the_older(invited, cast, django_capture_on_commit_callbacks):
    first = link()
    with django_capture_on_commit_callbacks(execute=True):
        accounts.invite_again(invited, by=cast.administrator)
    assert Client().get(first).status_code == 404
    assert Client().get(link()).status_code == 200


def test_another_address_ends_the_link_sent_to_the_one_before(invited, admin):
    admin.post(f"/people/{invited.person.ref}/address/", {"email": "ann.newcomer@oakfield.example"})
    assert reread(invited).email == "ann.newcomer@oakfield.example"
    assert Client().get(link()).status_code == 404


def test_nobody_is_invited_twice_once_they_chose_a_password(invited, cast):
    Client().post(link(), {"password1": CHOSEN})
    with pytest.raises(Refused, match="have set their password"):
        accounts.invite_again(reread(invited), by=cast.administrator)


def test_the_token_is_kept_as_a_hash(invited):
    assert link().split("/")[-2] not in str(list(Invitation.objects.values()))


def test_a_made_up_token_is_answered_like_a_used_one(db):
    page = Client().get("/account/invitation/made-up/")
    assert page.status_code == 404
    assert "no longer works" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("short", "Use at least 12 characters"),
        ("x" * 129, "Use at most 128 characters"),
        ("passwordpassword", "Do not build it from"),
        ("Safeguarding2026!", "Do not build it from"),
        ("Ann-Newcomer-1234", "Do not build it from"),
        ("", "Enter the password you choose"),
    ],
)
def test_a_password_easy_to_guess_gets_a_sentence(invited, typed, said):
    page = Client().post(link(), {"password1": typed}).content.decode()
    assert said in page or (not typed and "There is a problem" in page)
    assert not reread(invited).has_usable_password()


def test_an_invited_person_cannot_get_round_the_invitation_by_a_reset(invited):
    Client().post("/account/password/reset/", {"email": invited.email})
    notifications.wait_until_posted()
    assert len(mail.outbox) == 1


def test_a_letter_that_does_not_leave_is_said_and_the_account_stays(
    cast, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(letter):
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with pytest.raises(notifications.NotSent, match="NOT SENT"), django_capture_on_commit_callbacks(execute=True):
        accounts.invite(make_person(), "late@oakfield.example", by=cast.administrator)
    assert User.objects.filter(email="late@oakfield.example").exists()


def test_only_an_administrator_invites(cast):
    with pytest.raises(PermissionDenied):
        accounts.invite(make_person(), "x@oakfield.example", by=cast.dsl)


@pytest.mark.parametrize("email", ["taken@oakfield.example", "TAKEN@oakfield.example"])
def test_one_account_an_address(cast, email):
    accounts.invite(make_person(), "taken@oakfield.example", by=cast.administrator)
    with pytest.raises(Refused, match="Another account"):
        accounts.invite(make_person(), email, by=cast.administrator)


def test_an_account_is_not_given_the_address_of_another(cast, admin):
    page = admin.post(f"/people/{cast.teacher.person.ref}/address/", {"email": cast.dsl.email.upper()})
    assert "Another account uses this e-mail address." in words_of(page)
    assert reread(cast.teacher).email == cast.teacher.email


def test_one_account_a_person_and_none_for_pupils(cast):
    with pytest.raises(Refused, match="has an account"):
        accounts.invite(cast.teacher.person, "second@oakfield.example", by=cast.administrator)
    with pytest.raises(Refused, match="Pupils"):
        accounts.invite(make_pupil(), "pupil@oakfield.example", by=cast.administrator)
    with pytest.raises(Refused, match="Pupils"):
        accounts.invite(make_person(kind=Person.Kind.PARENT), "p@oakfield.example", by=cast.administrator)


def test_stopping_ends_every_session_at_once(cast):
    here, there = Client(), Client()
    for browser in (here, there):
        post_password(browser, with_password(cast.teacher).email)
    accounts.stop(cast.teacher, by=cast.administrator)
    assert not is_in(here)
    assert not is_in(there)
    assert post_password(Client(), cast.teacher.email).status_code == 200


def test_stopping_voids_an_open_invitation(invited, cast):
    accounts.stop(invited, by=cast.administrator)
    assert Client().get(link()).status_code == 404


def test_the_link_from_before_works_no_more_once_the_account_is_started_again(invited, admin):
    for _stopped_then_started in range(2):
        admin.post(f"/people/{invited.person.ref}/account/", {"press": "1"})
    assert reread(invited).is_active
    assert Client().get(link()).status_code == 404


def test_no_link_is_sent_while_the_account_is_stopped(invited, cast, admin, django_capture_on_commit_callbacks):
    accounts.stop(invited, by=cast.administrator)
    with django_capture_on_commit_callbacks(execute=True):
        page = admin.post(f"/people/{invited.person.ref}/invite-again/", follow=True)
    assert "Start it first" in page.content.decode()
    assert len(mail.outbox) == 1
    assert Client().get(link()).status_code == 404


def test_a_restarted_account_signs_in_as_before(cast):
    accounts.stop(with_password(cast.teacher), by=cast.administrator)
    accounts.restart(reread(cast.teacher), by=cast.administrator)
    assert post_password(Client(), cast.teacher.email).status_code == 302


def test_nobody_stops_themselves_or_the_last_of_an_office(cast):
    with pytest.raises(Refused, match="your own account"):
        accounts.stop(cast.administrator, by=cast.administrator)
    accounts.stop(cast.deputy, by=cast.administrator)
    with pytest.raises(Refused, match="the last"):
        accounts.stop(cast.dsl, by=cast.administrator)


def test_all_of_it_is_on_record(invited, cast):
    Client().post(link(), {"password1": CHOSEN})
    accounts.stop(reread(invited), by=cast.administrator)
    accounts.restart(reread(invited), by=cast.administrator)
    about = Entry.objects.filter(ref__in=[invited.ref, invited.person.ref]).values_list("actor", "verb")
    assert {
        (cast.administrator.ref, "invite"),
        (invited.ref, "set password"),
        (cast.administrator.ref, "stop account"),
        (cast.administrator.ref, "restart account"),
    } <= set(about)
