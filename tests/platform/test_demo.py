"""`manage.py demo` under each profile that ships: every story told, filed and brought as far as it goes."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from esafety.demo.stories import STORIES
from incidents.lifecycle import State
from incidents.models import Incident
from school.models import School
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


def test_a_school_that_began_with_another_profile_stays_as_it_is():
    with pytest.raises(CommandError, match="DATA_DIR=.* make run PROFILE=milestone"):
        call_command("demo", profile="milestone")
    assert not Incident.objects.exists()


def test_a_profile_that_has_no_words_for_the_stories_is_told_which():
    load("milestone")
    School.objects.update(profile="own")
    with pytest.raises(CommandError, match="profiles/demo/own.toml.*disclosure, .*low-level, warning"):
        call_command("demo")
