"""Whoever was given one step and pressed Done by mistake has it to do again, as what is asked of an office has."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from tests.dealing import address
from tests.make import make_report, reread, write
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db
NOTE = "The account is locked"


@pytest.fixture
def step(cast):
    """Given to the network manager, who pressed Done."""
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    given = record.steps.get(template__code="behaviour")
    actions.give(given, cast.network_manager.person, by=cast.coordinator, instruction="His account")
    actions.do_mine(reread(given), by=cast.network_manager, note=NOTE)
    return reread(given)


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.network_manager)


def by_mistake(desk, step) -> str:
    page = desk.get(f"/steps/{step.ref}/")
    return words_of(desk.get(next(form for form in forms_of(page) if "/not-done/" in form.action).send(desk).url))


def test_it_is_theirs_to_do_again(cast, desk, sign_in, step):
    said = by_mistake(desk, step)
    assert "It is to do again" in said and "I cannot do this" in said
    after = reread(step)
    assert (after.state, after.done_by, after.reason) == ("open", None, "")
    assert after.owner == cast.network_manager.person
    page = words_of(sign_in(cast.coordinator).get(address(step.incident)))
    assert "“Done” was pressed by mistake" in page
    assert NOTE in page, "what was written stays in the timeline"
    assert desk.post(f"/steps/{step.ref}/", {"note": NOTE}).status_code == 302
    assert reread(step).state == "done"


def test_once_the_matter_has_ended_it_stays_done(desk, step):
    write(reread(step.incident), state="resolved")
    assert "Ring the co-ordinator" in by_mistake(desk, step)
    assert reread(step).state == "done"


def test_after_a_while_one_tells_whoever_asked(desk, step, cast, sign_in):
    clock.set_to(clock.now() + timedelta(hours=1))
    page = sign_in(cast.network_manager).get(f"/steps/{step.ref}/")
    assert "Pressed too early? Tell" in words_of(page)
    assert "not-done" not in page.content.decode()


def test_nobody_else_takes_it_back(cast, sign_in, step):
    for user in (cast.teacher, cast.coordinator):
        assert sign_in(user).post(f"/steps/{step.ref}/not-done/").status_code == 404
    actions.undo(step, by=cast.coordinator, reason="It is not done")
    actions.tick(reread(step), by=cast.coordinator)
    assert "not-done" not in sign_in(cast.network_manager).get(f"/steps/{step.ref}/").content.decode()
    assert reread(step).state == "done"
