"""A thing is lost or stolen: nobody has to be named, pupils' data on it is asked about, and it is contained."""

import pytest
from django.urls import reverse

from incidents.models import Answer, Incident
from school.roles import Role
from tests.dealing import do, opened, refused, step_of
from tests.make import make_report, make_user, reread
from tests.pages import forms_of, words_of
from tests.reporting import begin, press_send, said

BOTH = pytest.mark.parametrize("profile", ["milestone", "toynbee"])
ALL = pytest.mark.parametrize("profile", ["england", "milestone", "toynbee"])
pytestmark = pytest.mark.django_db
LOST = {"category": "lost-device", "unknown": None, "text": "Left on the 17 bus."}


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


def lost(browser, **answers) -> Incident:
    """A lost laptop, reported with nobody named."""
    url = begin(browser)
    assert browser.post(url, said(**LOST)).status_code == 302
    assert press_send(browser, url, **answers).status_code == 302
    return Incident.objects.get()


def test_nobody_has_to_be_named(teacher):
    record = lost(teacher)
    assert record.involved.count() == 0
    assert "Who Nobody named" in words_of(teacher.get(reverse("incidents:receipt", args=[record.ref])))


def test_of_every_other_kind_somebody_still_has_to_be(teacher):
    answer = teacher.post(begin(teacher), said(unknown=None))
    assert "tick “I don’t know the name”" in answer.context["form"].errors["find"][0]


def test_about_an_adult_here_it_is_said_which_adult(teacher):
    answer = teacher.post(begin(teacher, "first-adult"), said("first-adult", **LOST))
    assert "offices" in answer.context["form"].errors


def test_the_page_says_so_once_the_kind_is_chosen(teacher):
    url, words = begin(teacher), "data-of-a-thing hidden>If a thing is missing"
    assert words in teacher.get(url).content.decode()
    page = teacher.post(url, said(**LOST | {"day_day": ""})).content.decode()
    assert "data-of-a-thing>If a thing is missing" in page


def test_the_last_page_asks_about_pupils_data_and_demands_no_answer(teacher):
    url = begin(teacher)
    teacher.post(url, said(**LOST))
    words = words_of(teacher.get(f"{url}check/"))
    assert "Is data about pupils on it, or may it be? (optional)" in words
    assert "it may go at once to other people" not in words
    record = lost(teacher)
    assert not record.answers.filter(question__code="pupil-data").exists()


@pytest.mark.parametrize("value", ["yes", "unsure", "no"])
def test_the_answer_raises_nothing_and_the_handler_reads_it(teacher, cast, sign_in, value):
    record = lost(teacher, **{"pupil-data": value})
    assert record.cls == "security"
    words = words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))
    assert f"Is data about pupils on it, or may it be? {Answer.Value(value).label}" in words


@BOTH
@pytest.mark.proves("T-178", "T-197")
@pytest.mark.parametrize(("value", "there"), [("yes", True), ("unsure", True), ("no", False)])
def test_it_brings_the_decision_about_parents(school_of, cast, sign_in, profile, value, there):
    school_of(profile)
    record = lost(sign_in(cast.teacher), **{"pupil-data": value})
    assert record.steps.filter(template__code="parents-data").exists() is there
    assert "q_pupil-data" in opened(sign_in(cast.coordinator), record, "questions").offered


@ALL
@pytest.mark.parametrize("kind", ["lost-device", "malware"])
def test_which_device_it_is_stands_open_once_the_kind_is_chosen(school_of, cast, sign_in, profile, kind):
    school_of(profile)
    teacher = sign_in(cast.teacher)
    page = teacher.post(begin(teacher), said(category=kind, day_day="")).content.decode()
    assert page.count('name="device"') == 1
    assert page.index('name="device"') < page.index("<details", page.index("When did it happen?"))


@ALL
def test_the_network_manager_is_asked_at_once_to_contain_it(school_of, cast, sign_in, profile):
    school_of(profile)
    record, desk = lost(sign_in(cast.teacher)), sign_in(cast.network_manager)
    page = desk.get("/tasks/")
    assert f"Contain {record.ref}, a missing device or memory stick: lock or wipe it" in words_of(page)
    assert next(form for form in forms_of(page) if "/done/" in form.action).send(desk).status_code == 302
    assert step_of(record, "contain-lost").state == "done"


@BOTH
@pytest.mark.parametrize(
    ("kind", "line", "words"),
    [
        ("malware", "contain", ": take what is affected off the network"),
        ("data-loss", "contain-data", ": call back or close what can be"),
    ],
)
def test_so_are_they_of_what_is_not_lost(school_of, cast, sign_in, profile, kind, line, words):
    school_of(profile)
    record, desk = make_report(cast.teacher, kind), sign_in(cast.network_manager)
    page = desk.get("/tasks/")
    assert f"Contain {record.ref}{words}" in words_of(page)
    assert next(form for form in forms_of(page) if "/done/" in form.action).send(desk).status_code == 302
    assert step_of(record, line).state == "done"


@BOTH
def test_left_open_it_waits_for_whoever_decides(school_of, cast, sign_in, profile):
    school_of(profile)
    record, desk = make_report(cast.teacher, "lost-device", open=["pupil-data"]), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "questions", **{"q_personal-data": "no"})
    assert "Is data about pupils" in refused(desk, record, "look-into")


@BOTH
def test_a_no_of_the_reporter_does_not_settle_it(school_of, cast, sign_in, profile):
    school_of(profile)
    record, desk = make_report(cast.teacher, "lost-device"), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "questions", **{"q_pupil-data": "yes"})
    assert reread(record).steps.filter(template__code="parents-data").exists()
