"""What a colleague was given of a record that is joined to another is asked of them by the one that stays."""

import pytest

from esafety.lib import clock
from incidents import actions, audience
from incidents.models import Step
from notices.models import Notice
from school.roles import Role
from tests.dealing import address, do, open_steps, refused, step_of
from tests.make import make_report, make_user, reread, write
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
ASKED = "Ring her mother, and say that we shall meet"


@pytest.fixture
def two(cast):
    """The one that goes and the one that stays."""
    made = [make_report(by, "bullying") for by in (cast.teacher, cast.colleague)]
    for record in made:
        actions.acknowledge(record, by=cast.coordinator)
    return made


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def helper(db):
    return make_user(Role.STAFF)


def give(step, user, by, words=ASKED):
    actions.give(step, user.person, by=by, instruction=words)
    step.refresh_from_db()
    return step


def where(step) -> str:
    return f"/steps/{step.ref}/"


def send(browser, step, **typed):
    """Done, pressed on the page of that address."""
    field = next(iter(typed))
    return form_with(browser.get(where(step)), field).send(browser, **typed)


def test_the_line_that_stays_is_asked_of_them_and_ends_by_what_they_write(two, cast, desk, helper, sign_in):
    goes, stays = two
    given = give(step_of(goes, "ring-home"), helper, cast.coordinator)
    do(desk, reread(goes), "join", other=stays.ref)
    line = step_of(stays, "ring-home")
    of_it = (line.owner, line.given_by, line.instruction, line.due_at)
    assert of_it == (helper.person, cast.coordinator, ASKED, given.due_at)
    browser = sign_in(helper)
    home = browser.get("/").content.decode()
    assert (home.count(where(line)), home.count(where(given))) == (1, 0)
    assert send(browser, given, with_whom="The mother", means="rang", text="She knew").status_code == 302
    assert reread(stays).parents_told == "yes"
    assert step_of(stays, "ring-home").state == "done"
    assert "She knew" in words_of(desk.get(address(stays)))


def test_so_is_one_that_goes_over(two, cast, desk, helper, sign_in):
    goes, stays = two
    added = actions.add(goes, "Ask the caretaker", by=cast.coordinator, due_at=clock.end_of_today())
    optional = step_of(goes, "hear-everybody")
    write(optional, required=False)
    actions.excuse(step_of(stays, "hear-everybody"), by=cast.coordinator, reason="They were heard")
    for step in (added, optional):
        give(step, helper, cast.coordinator)
    do(desk, reread(goes), "join", other=stays.ref)
    browser = sign_in(helper)
    for step in (added, optional):
        assert send(browser, step, note=f"Asked: {step.words}").status_code == 302
        assert stays.steps.filter(words=step.words, state="done", reason=f"Asked: {step.words}").exists()
        assert "Done" in words_of(browser.get(where(step)))


def test_they_can_give_it_back_by_its_old_address(two, cast, desk, helper, sign_in):
    goes, stays = two
    given = give(step_of(goes, "ring-home"), helper, cast.coordinator)
    do(desk, reread(goes), "join", other=stays.ref)
    browser = sign_in(helper)
    assert browser.post(f"{where(given)}cannot/", {"reason": "I am away"}).status_code == 302
    assert step_of(stays, "ring-home").owner is None
    assert "I am away" in words_of(desk.get(address(stays)))
    assert "Not needed any more" in words_of(browser.get(where(given)))


def test_what_another_has_there_already_stays_with_them(two, cast, desk, helper, sign_in):
    goes, stays = two
    given = give(step_of(goes, "ring-home"), helper, cast.coordinator)
    give(step_of(stays, "ring-home"), cast.colleague, cast.coordinator, "Ring the father")
    do(desk, reread(goes), "join", other=stays.ref)
    line = step_of(stays, "ring-home")
    assert (line.owner, line.instruction) == (cast.colleague.person, "Ring the father")
    browser = sign_in(helper)
    assert given.words not in words_of(browser.get("/"))
    assert "Not needed any more" in words_of(browser.get(where(given)))


def test_nobody_is_asked_who_is_kept_from_the_one_that_stays(two, cast, desk, helper, sign_in):
    goes, stays = two
    given = give(step_of(goes, "ring-home"), helper, cast.coordinator)
    actions.conflicted(stays, helper.person, by=cast.coordinator, reason="Her aunt")
    do(desk, reread(goes), "join", other=stays.ref)
    assert step_of(stays, "ring-home").owner is None
    assert sign_in(helper).get(where(given)).status_code == 404


def test_words_sent_while_it_is_joined_reach_the_one_that_stays(two, cast, desk, helper, sign_in, monkeypatch):
    goes, stays = two
    given = give(step_of(goes, "hear-everybody"), helper, cast.coordinator)
    browser, do_mine = sign_in(helper), actions.do_mine

    def meanwhile(step, **typed):
        actions.join(reread(goes), stays, by=cast.coordinator)
        do_mine(step, **typed)

    monkeypatch.setattr(actions, "do_mine", meanwhile)
    assert send(browser, given, note="Tom told me of his uncle").status_code == 302
    assert "Tom told me of his uncle" in words_of(desk.get(address(stays)))


def test_to_one_that_has_ended_nothing_is_joined_that_somebody_is_asked(two, cast, desk, helper):
    """What may be left out and stands open there as well does not go over, and is asked of them all the same."""
    goes, stays = two
    write(step_of(stays, "hear-everybody"), required=False)
    for step in (*goes.steps.all(), *open_steps(stays)):
        if step.template.code != "hear-everybody":
            actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    give(step_of(goes, "hear-everybody"), helper, cast.coordinator)
    do(desk, reread(stays), "look-into")
    do(desk, reread(stays), "finish", outcome="warning", told="no", other="They know")
    assert "That record has ended" in refused(desk, reread(goes), "join", other=stays.ref)


def test_opened_again_it_is_to_do_and_nobody_is_asked(two, cast, desk, helper, sign_in):
    """The one that stayed asks them; whoever has this one decides whom it asks."""
    goes, stays = two
    given = give(step_of(goes, "ring-home"), helper, cast.coordinator)
    do(desk, reread(goes), "join", other=stays.ref)
    do(desk, reread(goes), "open-again", reason="Two matters after all")
    given.refresh_from_db()
    assert (given.state, given.owner, given.instruction) == (Step.State.OPEN, None, "")
    assert step_of(stays, "ring-home").owner == helper.person


def test_the_mail_that_waits_is_still_theirs(two, cast, desk, helper):
    goes, stays = two
    given = give(step_of(goes, "ring-home"), helper, cast.coordinator)
    do(desk, reread(goes), "join", other=stays.ref)
    notice = Notice.objects.get(kind="incident.step", ref=given.ref)
    assert audience.step_owner(notice) == [helper]
