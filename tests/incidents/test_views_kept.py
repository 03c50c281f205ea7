"""Half a note survives the lock of the page (U40, U64): it stands in its form again, and is saved once."""

import pytest
from django.core.cache import cache

from incidents import actions
from incidents.models import Step
from school.models import Draft
from tests.dealing import address, step_of
from tests.make import make_report, reread
from tests.pages import form_with, words_of
from tests.signing_in import PASSWORD, after, code, post_code, signed_in, with_app

pytestmark = pytest.mark.django_db
WORDS = "She said that he wrote to her every night"


@pytest.fixture(autouse=True)
def _no_code_was_used_before():
    cache.clear()


@pytest.fixture
def lead(cast):
    return signed_in(with_app(cast.dsl))


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=cast.dsl)
    return reread(record)


def sign_in_again(browser, user, asked):
    """Password, and the next code of the app."""
    browser.post(asked, {"login": user.email, "password": PASSWORD})
    assert post_code(browser, code(+1)).status_code == 302


@pytest.mark.parametrize(("what", "box"), [("note", "text"), ("done", "note"), ("ask-reporter", "text")])
def test_it_stands_in_its_form_again(record, lead, cast, what, box):
    where = address(record, what, step_of(record, "own-words").ref if what == "done" else "")
    form = form_with(lead.get(where), "version")
    after(minutes=16)
    asked = form.send(lead, **{box: WORDS})
    assert asked.url.startswith("/account/login/")
    sign_in_again(lead, cast.dsl, asked.url)
    page = lead.get(where)
    assert form_with(page, "version").values[box] == [WORDS]
    assert "it is not sent yet" in words_of(page)
    assert form_with(page, "version").send(lead).status_code == 302
    assert not Draft.objects.exists()
    assert WORDS in words_of(lead.get(address(record)))


def test_a_date_stands_there_again_too(record, lead, cast):
    where = address(record, "rang", "police")
    form = form_with(lead.get(where), "version")
    after(minutes=16)
    asked = form.send(lead, advice=WORDS, day_day="3", day_month="11", day_year="2026")
    sign_in_again(lead, cast.dsl, asked.url)
    kept = form_with(lead.get(where), "version").values
    assert (kept["advice"], kept["day_day"], kept["day_month"]) == ([WORDS], ["3"], ["11"])


def test_what_changed_meanwhile_is_said_before_it_is_saved(record, lead, cast):
    form = form_with(lead.get(address(record, "note")), "version")
    actions.note(record, "Quicker", by=cast.deputy)
    after(minutes=16)
    sign_in_again(lead, cast.dsl, form.send(lead, text=WORDS).url)
    answer = form_with(lead.get(address(record, "note")), "version").send(lead)
    assert answer.status_code == 409
    assert form_with(answer, "version").values["text"] == [WORDS]


def test_a_press_on_a_line_of_a_locked_page_does_nothing_and_leaves_nothing(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    desk = signed_in(with_app(cast.coordinator))
    step = step_of(record, "check-on-target")
    here = {"referer": f"http://testserver{address(record)}"}
    after(minutes=16)
    asked = desk.post(address(record, "done", step.ref), {"version": reread(record).version}, headers=here)
    assert asked.url == f"/account/login/?next={address(record)}"
    assert reread(step).state == Step.State.OPEN
    sign_in_again(desk, cast.coordinator, asked.url)
    words = words_of(desk.get(address(record)))
    assert "What you typed" not in words
    assert "not sent" not in words
