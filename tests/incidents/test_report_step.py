"""The one step a colleague was asked to do: its words, by when, Done. Nothing else of the record, for nobody else."""

import pytest

from incidents import actions
from incidents.models import Outcome, Step
from incidents.reading.showing import Shown
from notices.models import Notice
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


def test_done_twice_is_done_once(cast, sign_in, step):
    browser = sign_in(cast.colleague)
    for _ in "twice":
        assert "Thank you" in browser.post(f"/steps/{step.ref}/", {"note": "Done"}, follow=True).content.decode()
    assert not step.incident.statements.filter(author=cast.colleague).exists()


def closed(step, by) -> None:
    """The record is ended and closed in the meantime, this line left out."""
    record = step.incident
    todo = record.steps.filter(required=True, state="open").exclude(how="parents").select_related("incident")
    advice = Outcome.objects.get(code="advice")
    why = {line.pk: "Nothing was put online" for line in todo}
    ended = actions.Dealing(advice, "no", "Too small", excused=list(todo), excuse="Was done before", why=why)
    for question in Shown(reread(record)).to_answer:
        ended.answers[question] = "no"
    actions.deal_here(record, ended, by=by)


def test_what_they_wrote_is_kept_where_somebody_closed_it_meanwhile(cast, sign_in, step):
    browser, where = sign_in(cast.colleague), f"/steps/{step.ref}/"
    closed(step, cast.coordinator)
    for _ in "twice":
        words = words_of(browser.post(where, {"note": "Rang the mother"}, follow=True))
    assert "Somebody finished this meanwhile. What you wrote is kept with the record." in words
    kept = step.incident.statements.get(author=cast.colleague)
    assert (kept.kind, kept.text) == ("note", f"Asked to do: {step.words}\nRang the mother")
    assert reread(step.incident).state == "closed"
    assert Notice.objects.filter(kind="incident.added", ref=step.incident.ref).count() == 1
    assert "Rang the mother" in words_of(sign_in(cast.coordinator).get(f"/records/{step.incident.ref}/"))


def test_half_a_form_then_is_kept_too_without_errors(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    home = record.steps.get(template__code="ring-home")
    actions.give(home, cast.colleague.person, by=cast.coordinator, instruction="Ring his mother")
    actions.parents(record, "no", by=cast.coordinator, reason="Too small a matter")
    page = sign_in(cast.colleague).post(f"/steps/{home.ref}/", {"with_whom": "His mother"}, follow=True)
    assert "What you wrote is kept with the record" in words_of(page)
    assert "There is a problem" not in words_of(page)
    assert "His mother" in record.statements.get(author=cast.colleague).text


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
