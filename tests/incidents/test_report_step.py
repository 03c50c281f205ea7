"""The one step a colleague was asked to do: its words, by when, Done. Nothing else of the record, for nobody else."""

import pytest

from incidents import actions
from incidents.models import Step
from tests.make import make_report, make_user, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(cast):
    """The colleague is asked to follow a policy in a matter whose words are none of theirs."""
    record = make_report(cast.teacher, "bullying", text="Secret words", description="A boy in a blue coat")
    actions.acknowledge(record, by=cast.coordinator)
    given = record.steps.get(template__code="behaviour")
    actions.give(given, cast.colleague.person, by=cast.coordinator, instruction="By Thursday")
    return reread(given)


def test_it_says_what_to_do_and_nothing_of_the_record(cast, sign_in, step):
    words = sign_in(cast.colleague).get(f"/steps/{step.ref}/").content.decode()
    assert step.words in words
    assert "By Thursday" in words
    assert not any(secret in words for secret in ("Secret words", "blue coat", step.incident.ref, "bullying"))


def test_done_with_a_note(cast, sign_in, step):
    answer = sign_in(cast.colleague).post(f"/steps/{step.ref}/", {"note": "Spoke to the mother"}, follow=True)
    assert "Thank you" in answer.content.decode()
    done = reread(step)
    assert (done.state, done.done_by, done.reason) == (Step.State.DONE, cast.colleague, "Spoke to the mother")


def test_done_twice_is_a_sentence(cast, sign_in, step):
    browser = sign_in(cast.colleague)
    browser.post(f"/steps/{step.ref}/", {})
    assert "finished already" in browser.post(f"/steps/{step.ref}/", {"note": "Again"}).content.decode()


@pytest.mark.parametrize("note", ["x" * 4001, "a\0b"])
def test_a_bad_note_is_a_sentence(cast, sign_in, step, note):
    answer = sign_in(cast.colleague).post(f"/steps/{step.ref}/", {"note": note})
    assert answer.status_code == 200
    assert reread(step).state == Step.State.OPEN


def test_for_everybody_else_it_is_not_there(cast, sign_in, step):
    for user in (cast.teacher, cast.coordinator, cast.dsl, cast.governor, make_user("staff")):
        browser = sign_in(user)
        assert browser.get(f"/steps/{step.ref}/").status_code == 404
        assert browser.post(f"/steps/{step.ref}/", {}).status_code == 404
    assert reread(step).state == Step.State.OPEN


def test_whoever_becomes_the_subject_finds_no_trace(cast, sign_in, step):
    actions.involve(reread(step.incident), person=cast.colleague.person, part="subject", by=cast.dsl)
    browser = sign_in(cast.colleague)
    assert browser.get(f"/steps/{step.ref}/").status_code == 404
    assert step.ref not in browser.get("/").content.decode()


def test_the_first_page_shows_it_until_it_is_done(cast, sign_in, step):
    browser = sign_in(cast.colleague)
    assert f"/steps/{step.ref}/" in browser.get("/").content.decode()
    browser.post(f"/steps/{step.ref}/", {})
    assert f"/steps/{step.ref}/" not in browser.get("/").content.decode()


def test_a_reference_that_is_none_is_not_there(cast, sign_in):
    assert sign_in(cast.teacher).get("/steps/%00/").status_code == 404


def test_the_page_of_what_one_has_to_do_shows_it_too_and_who_asked(cast, sign_in, step):
    browser = sign_in(cast.colleague)
    for page in ("/", "/tasks/"):
        words = words_of(browser.get(page))
        assert step.words in words
        assert f"asked by {cast.coordinator.name}" in words
    assert f"Asked of you by {cast.coordinator.name}" in words_of(browser.get(f"/steps/{step.ref}/"))
    assert f"/steps/{step.ref}/" not in sign_in(cast.teacher).get("/tasks/").content.decode()
    actions.involve(reread(step.incident), person=cast.colleague.person, part="subject", by=cast.dsl)
    assert f"/steps/{step.ref}/" not in browser.get("/tasks/").content.decode()


def test_what_they_were_told_to_do_can_be_read_afterwards(cast, sign_in, step):
    where, browser = f"/records/{step.incident.ref}/", sign_in(cast.coordinator)
    assert f"Given to {cast.colleague.name}: By Thursday" in words_of(browser.get(where))
    actions.excuse(step, by=cast.coordinator, reason="They rang us")
    assert f"{cast.colleague.name}. By Thursday" in words_of(browser.get(where)), "in the timeline"
