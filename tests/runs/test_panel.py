"""What the home page shows of files a person asked for."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from runs import making
from runs.panels import my_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_lead(rf, cast):
    request = rf.get("/")
    request.user = cast.dsl
    return request


def test_my_own_files_are_shown(as_lead, run):
    assert [line["run"] for line in my_files(as_lead).context["runs"]] == [run]


def test_others_files_are_not(as_lead, cast, run):
    as_lead.user = cast.head
    assert my_files(as_lead) is None


def test_nor_what_i_may_no_longer_read(as_lead, cast, demo, run):
    demo.readers = {cast.head}
    assert my_files(as_lead) is None


def test_nor_what_was_ready_days_ago(as_lead, run, renderer):
    making.make(run.pk)
    clock.set_to(clock.now() + timedelta(days=3))
    assert my_files(as_lead) is None
