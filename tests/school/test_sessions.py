"""A page is somebody's as long as their session lasts and their account is not stopped."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from school.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def browser(cast, sign_in):
    browser = sign_in(cast.teacher)
    assert _is_in(browser)
    return browser


def test_it_ends_when_its_time_is_over(browser):
    Session.objects.update(expire_date=datetime.now(UTC) + timedelta(minutes=1))
    assert _is_in(browser)
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))
    assert not _is_in(browser)


def test_it_ends_when_the_account_is_stopped(browser, cast):
    User.objects.filter(pk=cast.teacher.pk).update(is_active=False)
    assert not _is_in(browser)


def _is_in(browser) -> bool:
    return browser.get(reverse("incidents:mine")).status_code == 200
