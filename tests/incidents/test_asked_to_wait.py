"""Police or social care asked the school to wait: parents have still to be told, and nothing ends before."""

import pytest

from incidents import actions
from tests.dealing import address, do, opened, refused, step_of
from tests.make import make_pupil, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
WAIT = "Police or social care asked us to wait"


@pytest.fixture
def asked(cast):
    """A record whose list asks to tell parents, and the line."""
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record), step_of(record, "ring-home")


@pytest.mark.parametrize("box", ["why_not", "other"])
def test_asked_to_wait_they_have_still_to_be_told(asked, box, cast, sign_in):
    record, step = asked
    desk = sign_in(cast.coordinator)
    do(desk, record, "parents", step.ref, told="no", other="They told us")
    do(desk, record, "parents", told="no", **{"other": "", box: WAIT})
    assert (reread(step).state, reread(record).parents_told) == ("open", "later")
    page = words_of(desk.get(address(record)))
    assert "Parents not told yet: police or social care asked us to wait" in page
    assert opened(desk, record, "parents").values["told"] == ["no"]
    do(desk, record, "parents", told="yes")
    assert (reread(step).state, reread(record).parents_told) == ("done", "yes")
    do(desk, record, "parents", told="no", other="", why_not=WAIT)
    assert (reread(step).state, reread(record).parents_told) == ("open", "later")


@pytest.mark.parametrize("what", ["finish", "deal-with-it"])
def test_asked_to_wait_it_does_not_end(asked, what, cast, sign_in):
    record, step = asked
    desk = sign_in(cast.coordinator)
    typed = {"outcome": "advice", "told": "no", "other": "", "why_not": WAIT}
    for other in record.steps.filter(state="open").exclude(how="parents"):
        actions.excuse(other, by=cast.coordinator, reason="Does not apply here")
    assert "The parents have still to be told." in refused(desk, record, what, **typed)
    assert reread(step).state == "open"
    do(desk, record, "parents", told="no", other="", why_not=WAIT)
    assert "The parents have still to be told." in refused(desk, record, what, **typed)
    do(desk, record, what, **typed | {"why_not": "Too small a matter"})
    assert (reread(step).state, reread(record).parents_told) == ("excused", "no")
    assert "Open it again first" in refused(desk, record, "parents", told="no", other="", why_not=WAIT)


def test_asked_to_wait_about_one_of_two_it_does_not_end(cast, sign_in):
    record = make_report(cast.teacher, "bullying", people=[make_pupil("Mia"), make_pupil("Ada")])
    actions.acknowledge(record, by=cast.coordinator)
    desk = sign_in(cast.coordinator)
    one = str(record.involved.first().pk)
    typed = {"outcome": "advice", "excuse": "Does not apply here", "whose": one, "why_not": WAIT}
    assert "The parents have still to be told." in refused(desk, record, "deal-with-it", **typed)
    assert not reread(record).parents_told
