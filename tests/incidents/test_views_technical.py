"""The network manager's queue and first page: what it is, where, what is next, and nothing to answer."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from notices.models import Task
from tests.make import make_pupil, make_report
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db
STORY = "They all know her password"


@pytest.fixture
def record(cast):
    people = [make_pupil("Mia", family="Quenby")]
    return make_report(cast.teacher, "passwords", text=STORY, people=people, device="OAK-L-0117", place="Library")


def title_of(record, code: str) -> str:
    return record.filed.get(category__code=code).title


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.network_manager)


@pytest.mark.parametrize("page", ["/records/", "/"])
def test_it_says_what_it_is_which_device_and_where(record, desk, page):
    words = words_of(desk.get(page))
    for said in ("Computer and account security", record.ref, f"{title_of(record, 'passwords')}. OAK-L-0117, Library"):
        assert said in words
    for hidden in (STORY, "Quenby"):
        assert hidden not in desk.get(page).content.decode()


@pytest.mark.parametrize("page", ["/records/", "/"])
def test_of_no_device_it_still_says_what_it_is(cast, desk, page):
    record = make_report(cast.teacher, "lost-device", text=STORY)
    assert f"{title_of(record, 'lost-device')}. Device and place not given" in words_of(desk.get(page))


def test_the_record_says_what_it_is(record, desk):
    assert f"What it is {title_of(record, 'passwords')} " in words_of(desk.get(f"/records/{record.ref}/"))


def test_of_what_else_it_stands_under_it_says_nothing(cast, desk):
    """What is no matter of computers or accounts tells of people."""
    record = make_report(cast.teacher, "passwords", "acceptable-use", device="OAK-L-0117")
    for page in ("/records/", "/", f"/records/{record.ref}/"):
        words = words_of(desk.get(page))
        assert title_of(record, "passwords") in words
        assert title_of(record, "acceptable-use") not in words


def test_what_became_one_of_another_class_is_not_named(cast, desk):
    record = make_report(cast.teacher, "acceptable-use", device="OAK-L-0117")
    actions.raise_class(record, "security", by=cast.coordinator, reason="Their account was used")
    for page in ("/records/", f"/records/{record.ref}/"):
        words = words_of(desk.get(page))
        assert "OAK-L-0117" in words
        assert title_of(record, "acceptable-use") not in words


def test_nothing_is_counted_as_theirs_to_answer(record, desk):
    for page in ("/records/", "/"):
        words = words_of(desk.get(page))
        assert "not yet answered" not in words
        assert "overdue" not in words
    assert desk.get("/records/").context["counts"] is None


def test_there_is_no_search_that_never_finds_anything(record, desk):
    assert not [form for form in forms_of(desk.get("/records/")) if form.action == "/records/search/"]


def test_nothing_of_another_kind_is_there(cast, desk):
    others = [make_report(cast.teacher, code, device="OAK-L-0200") for code in ("bullying", "grooming", "nudes")]
    page = desk.get("/records/").content.decode() + desk.get("/").content.decode()
    assert not any(one.ref in page for one in others)


def test_a_record_of_another_kind_they_were_given_says_what_it_is(cast, desk):
    """Whoever has a record reads it whole."""
    record = make_report(cast.teacher, "acceptable-use", device="OAK-L-0117")
    actions.give_to(record, cast.network_manager.person, by=cast.coordinator)
    assert record.filed.get().title in words_of(desk.get("/records/"))


def test_the_record_says_what_is_asked_and_by_when_until_it_is_done(cast, desk):
    clock.set_to(datetime(2026, 11, 9, 9, tzinfo=UTC))
    record = make_report(cast.teacher, "malware", text=STORY, device="OAK-L-0117", place="Library")
    task = Task.objects.get(ref=record.ref)
    words = words_of(desk.get(f"/records/{record.ref}/"))
    assert task.words in words
    assert "By Mon 9 Nov, " in words
    assert STORY not in words
    form = next(form for form in forms_of(desk.get(f"/records/{record.ref}/")) if "/done/" in form.action)
    assert form.send(desk).status_code == 302
    assert f"{task.words} Done " in words_of(desk.get(f"/records/{record.ref}/"))


def test_a_step_they_were_given_is_there_too(record, cast, desk):
    actions.acknowledge(record, by=cast.coordinator)
    step = record.steps.get(template__code="prevent-again")
    actions.give(step, cast.network_manager.person, by=cast.coordinator, instruction="Mia, 8B")
    assert f'href="/steps/{step.ref}/"' in desk.get(f"/records/{record.ref}/").content.decode()


def test_where_nothing_is_asked_it_says_so(record, cast, desk):
    for step in record.steps.exclude(task=None):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    assert "Nothing is asked of you about this now" in words_of(desk.get(f"/records/{record.ref}/"))


def test_a_stub_says_no_device(cast, sign_in):
    make_report(cast.teacher, "images-on-device", device="OAK-L-0117", place="Library")
    page = sign_in(cast.coordinator).get("/records/").content.decode()
    assert Incident.objects.get().ref in page
    assert "OAK-L-0117" not in page


def test_what_others_have_to_do_is_nobody_s_deadline_on_the_first_page(record, desk):
    step = record.next_step
    words = words_of(desk.get("/"))
    assert f"Next, for whoever has it: {step}" in words
    assert f"{step}: " not in words


def test_what_they_reported_themselves_they_may_read_again(cast, desk):
    own = make_report(cast.network_manager, "passwords", text=STORY, device="", place="")
    page = desk.get(f"/records/{own.ref}/")
    receipt = reverse("incidents:receipt", args=[own.ref])
    assert receipt in page.content.decode()
    words = words_of(desk.get(receipt))
    assert STORY in words and own.filed.get().title in words


def test_what_a_colleague_reported_leads_to_no_words(record, desk):
    assert "You reported this" not in words_of(desk.get(f"/records/{record.ref}/"))
