"""What a test committed is gone after it; the profile, the chain and the guards are there as before."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from audit import checks
from audit.models import Entry
from audit.verify import verify
from incidents.models import Category, Incident
from school.models import User
from tests.database import put_back
from tests.make import make_report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


def test_what_was_there_is_put_back(cast):
    category = Category.objects.get(code="bullying")
    entries = Entry.objects.exclude(kind__in=["person", "account"]).count()
    make_report(cast.teacher, "bullying")
    Category.objects.filter(pk=category.pk).update(title="Changed")
    put_back()
    assert not Incident.objects.exists() and not User.objects.exists()
    assert Category.objects.get(pk=category.pk).title == category.title
    assert Entry.objects.count() == entries
    assert verify().finding is None
    assert checks.missing_guards() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(actor="somebody else")


def test_an_alarm_opens_no_second_connection_to_a_database_in_memory(cast):
    make_report(cast.teacher, "grooming")
    waiting = [one for one in threading.enumerate() if one.name == "last-resort"]
    assert connection.vendor != "sqlite" or not waiting
    for one in waiting:
        one.join()
