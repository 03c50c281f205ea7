"""S02: an inappropriate incident follows the behaviour procedure to its end.

Driven with `england`'s "gambling". Left for the Milestone profile and for later: intent ("careless") and the tiers
of sanctions with a default per category; here a sanction is an outcome, and telling no parent is what needs a reason.
"""

import pytest
from django.core import mail

from incidents.models import Event
from notices import sending
from tests.dealing import address, do, finish_steps, refused
from tests.make import make_pupil, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
STORY = "Betting on a phone at break"


@pytest.fixture
def matter(cast, school, behaviour_policy):
    """A gambling incident about a pupil."""
    record = make_report(cast.teacher, "gambling", text=STORY, people=[make_pupil("Ravi", family="Quenby")])
    assert record.cls == "inappropriate"
    return record


@pytest.fixture
def closed(matter, cast, sign_in):
    """Walked to its end by the co-ordinator."""
    browser = sign_in(cast.coordinator)
    do(browser, matter, "have-this")
    do(browser, matter, "look-into")
    finish_steps(browser, matter)
    do(browser, matter, "finish", outcome="sanction", which_sanction="One afternoon detention, from the tutor")
    do(browser, matter, "close")
    return reread(matter)


@pytest.mark.proves("M-60", "M-169")
def test_each_state_is_stamped_with_who_and_when(closed, cast):
    rows = Event.objects.filter(incident=closed, verb__in=["acknowledge", "investigate", "resolve", "close"])
    assert [row.verb for row in rows.order_by("pk")] == ["acknowledge", "investigate", "resolve", "close"]
    assert {row.by for row in rows} == {cast.coordinator}
    assert all(row.at for row in rows)
    states = list(closed.history.order_by("history_id").values_list("state", flat=True))
    assert list(dict.fromkeys(states)) == ["reported", "acknowledged", "investigating", "resolved", "closed"]


@pytest.mark.proves("M-19")
def test_the_record_links_the_behaviour_procedure(matter, cast, sign_in, behaviour_policy):
    assert f'href="{behaviour_policy}"' in sign_in(cast.coordinator).get(address(matter)).content.decode()


def test_not_telling_parents_without_a_reason_is_refused(matter, cast, sign_in):
    browser = sign_in(cast.coordinator)
    do(browser, matter, "have-this")
    assert "why" in refused(browser, matter, "parents", told="no").lower()


@pytest.mark.proves("T-41")
def test_it_cannot_end_while_steps_are_open(matter, cast, sign_in):
    browser = sign_in(cast.coordinator)
    do(browser, matter, "have-this")
    do(browser, matter, "look-into")
    words = refused(browser, matter, "finish", outcome="sanction", told="yes", which_sanction="Detention")
    assert "Still to do" in words
    assert "Follow the behaviour policy" in words


@pytest.mark.proves("M-168")
def test_the_reporter_learns_it_was_dealt_with_and_nothing_else(closed, cast, sign_in):
    page = sign_in(cast.teacher).get(f"/reports/mine/{closed.ref}/")
    said = words_of(page)
    assert "Your report has been dealt with." in said
    assert STORY in said
    assert "Ravi Quenby" in said, "whom they named is what they said themselves"
    for hidden in ("Sanction", "detention", "behaviour policy", cast.coordinator.person.family_name):
        assert hidden not in said, hidden


@pytest.mark.proves("M-168")
def test_the_mail_says_dealt_with_and_no_more(closed, cast):
    sending.send_due()
    last = [message for message in mail.outbox if message.to == [cast.teacher.email]][-1]
    assert last.subject == f"{closed.ref}: dealt with"
    assert "sanction" not in last.body.lower()
