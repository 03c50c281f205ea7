"""`manage.py demo` under each profile that ships: every story told, filed and brought as far as it goes."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from esafety.demo.stories import STORIES
from esafety.lib import clock, schooltime
from incidents import log
from incidents.classes import RESTRICTED
from incidents.lifecycle import State
from incidents.models import Event, Incident, Referral
from notices import practice
from notices.models import Task
from school import calendar
from school.models import OnCall, School, User
from school.profile import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial")]


@pytest.fixture
def trial():
    with override_settings(DEBUG=True):
        yield


@pytest.mark.parametrize("profile", ["england", "milestone", "toynbee"])
def test_each_profile_has_its_school(profile):
    load(profile)
    call_command("demo")
    assert School.current().profile == profile
    assert Incident.objects.count() == len(STORIES)
    done = Incident.objects.filter(state=State.CLOSED)
    assert done.count() > len(STORIES) / 2
    assert not done.filter(steps__state="open", steps__required=True).exists()
    _reads_as_a_school_does()
    _is_looked_after()


def _reads_as_a_school_does():
    """Serious matters go on minute by minute on days of school, each with its own references and words."""
    told = list(Event.objects.filter(incident__kind__in=RESTRICTED).values_list("incident", "at"))
    assert max(Counter(told).values()) == 1
    days = {clock.local(at).date() for _, at in Event.objects.values_list("incident", "at")}
    assert all(schooltime.is_school_day(day, calendar.current()) for day in days)
    assert Event.objects.filter(at__gt=clock.now()).count() == 0
    files = Incident.objects.exclude(external_ref="").values_list("external_ref", flat=True)
    calls = Referral.objects.exclude(reference="").values_list("reference", flat=True)
    assert len(set(files)) == len(files) and len(set(calls)) == len(calls)
    written = Event.objects.filter(incident__kind__in=RESTRICTED, verb="step done").values_list("incident", "detail")
    assert max(Counter(written).values()) == 1


def _is_looked_after():
    """Somebody is on call, the log was looked at, the alarm was tested, the network manager has something to do."""
    today = clock.today()
    assert OnCall.objects.filter(starts__lte=today, ends__gte=today).exists()
    leader = User.objects.get(email="senior.leader@oakfield.example")
    assert not [month for month in log.not_looked_at(leader) if log.after(month) < today.replace(day=1)]
    assert practice.was_answered() and not practice.is_due()
    assert Task.objects.open().filter(for_role="network_manager").exists()


def test_a_school_that_began_with_another_profile_stays_as_it_is():
    with pytest.raises(CommandError, match="DATA_DIR=.* make run PROFILE=milestone"):
        call_command("demo", profile="milestone")
    assert not Incident.objects.exists()


def test_a_profile_that_has_no_words_for_the_stories_is_told_which():
    load("milestone")
    School.objects.update(profile="own")
    with pytest.raises(CommandError, match="profiles/demo/own.toml.*disclosure, .*low-level, warning"):
        call_command("demo")
