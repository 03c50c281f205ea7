"""S02: under the Milestone profile gambling goes by the behaviour policy, with a heavier sanction, to its end.

Driven through the pages; who is told what by the mail, and by the reporter's receipt.
"""

import pytest
from django.core import mail

from incidents.models import Event, Sanction
from notices import sending
from school.models import Document
from tests.dealing import address, do, finish_steps, refused, step_of
from tests.make import make_pupil, make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
BEHAVIOUR = "https://school.example/behaviour"
STORY = "Betting on a phone at break"


@pytest.fixture
def matter(school_of, cast):
    """A gambling incident about a pupil."""
    school_of("milestone")
    write(Document.objects.get(code="behaviour-policy"), address=BEHAVIOUR)
    record = make_report(cast.teacher, "gambling", text=STORY, people=[make_pupil("Ravi", family="Quenby")])
    assert record.cls == "inappropriate"
    return record


@pytest.mark.proves("M-19", "M-60", "M-150", "M-167", "M-168", "M-169")
def test_from_report_to_close(matter, cast, sign_in):
    desk = sign_in(cast.coordinator)
    do(desk, matter, "have-this")
    page = desk.get(address(matter))
    assert f'href="{BEHAVIOUR}"' in page.content.decode()
    do(desk, matter, "particulars", intent="careless")
    assert (reread(matter).intent, reread(matter).cls) == ("careless", "inappropriate")
    do(desk, matter, "look-into")
    gives_a_heavier_sanction_with_a_reason(desk, matter)
    finish_steps(desk, matter)
    do(desk, matter, "finish", outcome="sanction")
    do(desk, matter, "close")
    each_state_is_stamped(reread(matter), cast.coordinator)
    the_reporter_learns_nothing_of_it(sign_in(cast.teacher), matter, cast)


def gives_a_heavier_sanction_with_a_reason(desk, record):
    """Usual for gambling is a warning, of tier 1."""
    line = step_of(record, "sanction")
    words = words_of(desk.get(address(record, "sanction", line.ref)))
    assert "Warning, with a word why Usual here" in words
    assert "Choose why it is another" in refused(desk, record, "sanction", line.ref, kind="behaviour-sanction")
    do(desk, record, "sanction", line.ref, kind="behaviour-sanction", reason="It has happened before")
    given = Sanction.objects.get()
    assert (given.tier, given.usual_tier, given.reason) == (2, 1, "It has happened before")
    assert reread(line).state == "done"


def each_state_is_stamped(record, by):
    rows = Event.objects.filter(incident=record, verb__in=["acknowledge", "investigate", "resolve", "close"])
    assert [row.verb for row in rows.order_by("pk")] == ["acknowledge", "investigate", "resolve", "close"]
    assert {row.by for row in rows} == {by}
    assert all(row.at for row in rows)
    states = list(record.history.order_by("history_id").values_list("state", flat=True))
    assert list(dict.fromkeys(states)) == ["reported", "acknowledged", "investigating", "resolved", "closed"]


def the_reporter_learns_nothing_of_it(desk, record, cast):
    said = words_of(desk.get(f"/reports/mine/{record.ref}/"))
    assert "Your report has been dealt with." in said
    assert STORY in said
    for hidden in ("anction", "behaviour", "happened before", cast.coordinator.person.family_name):
        assert hidden not in said, hidden
    sending.send_due()
    last = [message for message in mail.outbox if message.to == [cast.teacher.email]][-1]
    assert last.subject == f"{record.ref}: dealt with"
    assert "sanction" not in last.body.lower()
