"""A lost second step is given back by two people (people.md U5)."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from audit.models import Entry
from esafety.lib import clock
from school import notifications
from school.actions import accounts
from school.models import FactorReset, TrustedDevice
from school.refusals import Refused
from tests.signing_in import is_in, post_code, post_password, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(cast):
    """The co-ordinator, signed in somewhere, who lost her phone."""
    return with_app(cast.coordinator)


@pytest.fixture
def asked(lost, cast):
    return accounts.ask_factor_reset(lost, by=cast.administrator)


def test_two_people_remove_it_and_the_person_is_told(lost, asked, cast, django_capture_on_commit_callbacks):
    browser = Client()
    post_password(browser, lost.email)
    post_code(browser)
    with django_capture_on_commit_callbacks(execute=True):
        accounts.approve_factor_reset(asked, by=cast.dsl)
    notifications.wait_until_posted()
    assert not is_in(browser)
    assert not Authenticator.objects.filter(user=lost).exists()
    assert not TrustedDevice.objects.filter(user=lost).exists()
    assert [letter.subject for letter in mail.outbox] == ["Your second step was removed"]
    assert post_password(Client(), lost.email).url == "/account/second-step/why/"


def test_whoever_asked_cannot_agree(lost, asked, cast):
    with pytest.raises(Refused, match="You asked for this"):
        accounts.approve_factor_reset(asked, by=cast.administrator)
    assert Authenticator.objects.filter(user=lost).exists()


def test_nobody_asks_or_decides_for_themselves(cast):
    with_app(cast.dsl)
    with pytest.raises(Refused, match="for yourself"):
        accounts.ask_factor_reset(cast.dsl, by=cast.dsl)
    asked = accounts.ask_factor_reset(cast.dsl, by=cast.administrator)
    with pytest.raises(Refused, match="your own second step"):
        accounts.approve_factor_reset(asked, by=cast.dsl)


@pytest.mark.parametrize("outsider", ["teacher", "coordinator", "governor", "network_manager"])
def test_only_administrator_lead_and_head_may(lost, asked, cast, outsider):
    with pytest.raises(PermissionDenied):
        accounts.ask_factor_reset(lost, by=getattr(cast, outsider))
    with pytest.raises(PermissionDenied):
        accounts.approve_factor_reset(asked, by=getattr(cast, outsider))


def test_it_is_asked_once_at_a_time(lost, asked, cast):
    with pytest.raises(Refused, match="asked for this already"):
        accounts.ask_factor_reset(lost, by=cast.head)


def test_after_a_day_it_must_be_asked_again(lost, asked, cast):
    clock.set_to(clock.now() + timedelta(hours=24))
    with pytest.raises(Refused, match="more than a day ago"):
        accounts.approve_factor_reset(asked, by=cast.dsl)
    again = accounts.ask_factor_reset(lost, by=cast.administrator)
    assert accounts.approve_factor_reset(again, by=cast.dsl).outcome == FactorReset.Outcome.APPROVED


def test_a_refusal_ends_it(lost, asked, cast):
    accounts.refuse_factor_reset(asked, by=cast.head)
    with pytest.raises(Refused, match="decided this already"):
        accounts.approve_factor_reset(asked, by=cast.dsl)
    assert Authenticator.objects.filter(user=lost).exists()


def test_where_there_is_none_there_is_nothing_to_remove(cast):
    with pytest.raises(Refused, match="nothing to remove"):
        accounts.ask_factor_reset(cast.coordinator, by=cast.administrator)


def test_the_database_itself_wants_two(lost, asked, cast):
    asked.outcome, asked.decided_by = FactorReset.Outcome.APPROVED, cast.administrator
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.bulk_update([asked], ["outcome", "decided_by"])


def test_both_people_are_on_record(lost, asked, cast):
    accounts.approve_factor_reset(asked, by=cast.dsl)
    about = Entry.objects.filter(ref=lost.ref, verb__contains="second step").values_list("actor", "verb")
    assert list(about) == [
        (cast.administrator.ref, "ask to remove second step"),
        (cast.dsl.ref, "agree to remove second step"),
    ]
