"""The co-ordinator: home, queue, one page that ends an ordinary matter; the longer way with a step given away."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.models import Entry
from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from notices import sending
from school.roles import Role
from tests.dealing import WHO_TOLD, address, do, finish_steps, opened, press, refused, step_of
from tests.make import make_pupil, make_report, make_user, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
SMALL = "Not needed for something this small"
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning():
    clock.set_to(MONDAY)


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


def test_home_counts_and_shows_the_first_rows(cast, sign_in):
    late = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(late, by=cast.coordinator)
    clock.set_to(MONDAY + timedelta(days=60))
    desk = sign_in(cast.coordinator)
    fresh = make_report(cast.teacher, "bullying")
    words = words_of(desk.get("/"))
    assert late.ref in words
    assert fresh.ref in words
    counts = desk.get("/records/").context["counts"]
    assert (counts.new, counts.overdue) == (1, 1)


@pytest.mark.proves("M-37")
def test_the_queue_is_most_urgent_first_and_says_the_next_step_and_when(cast, desk):
    later = make_report(cast.teacher, "acceptable-use")
    clock.set_to(MONDAY + timedelta(minutes=1))
    sooner = make_report(cast.teacher, "bullying")
    page = desk.get("/records/")
    rows = page.context["page"].rows
    assert [row.record.ref for row in rows] == [sooner.ref, later.ref]
    assert all(row.record.next_step == "Answer it" and row.record.due_at for row in rows)
    do(desk, later, "have-this")
    do(desk, later, "look-into")
    later = reread(later)
    assert later.next_step in words_of(desk.get("/records/"))


def test_an_ordinary_matter_ends_in_two_pages(cast, desk):
    """The record, then one form with one Save."""
    record = make_report(cast.teacher, "accident-told")
    page = desk.get(address(record))
    assert f'{address(record, "deal-with-it")}"' in page.content.decode()
    form = form_with(desk.get(address(record, "deal-with-it")), "version")
    done = form.send(desk, outcome="no-breach", told="yes", excuse=SMALL, **WHO_TOLD)
    assert done.status_code == 302, done.context["form"].errors
    record = reread(record)
    assert record.state == "closed"
    verbs = set(Entry.objects.filter(ref=record.ref).values_list("verb", flat=True))
    assert {"acknowledge", "investigate", "parents", "resolve", "close"} <= verbs


def test_one_page_never_ends_a_private_one(cast, sign_in):
    record = make_report(cast.teacher, "grooming")
    lead = sign_in(cast.dsl)
    assert "Deal with it here" not in words_of(lead.get(address(record)))
    words = refused(lead, record, "deal-with-it", outcome="supported", told="yes", excuse="Does not apply here")
    assert words


@pytest.fixture
def tutor(db):
    return make_user(Role.STAFF, given="Toby", family="Lanternfield")


def test_a_longer_one_from_answer_to_close(cast, desk, sign_in, tutor):
    record = make_report(cast.teacher, "bullying", text="They post about her every night", people=[make_pupil("Mia")])
    do(desk, record, "have-this")
    record = reread(record)
    assert record.owner == cast.coordinator.person
    do(desk, record, "look-into")
    ring = step_of(record, "ring-home")
    give(desk, record, ring, tutor)
    assert do_step(sign_in(tutor), ring).status_code == 302
    rest = [step for step in record.steps.filter(state="open", required=True)]
    do(desk, record, "not-needed", rest[0].ref, reason="Was done before the report")
    finish_steps(desk, record)
    do(desk, record, "finish", outcome="warning")
    do(desk, record, "close")
    assert reread(record).state == "closed"
    timeline = words_of(desk.get(address(record)))
    for said in ("Given to a colleague: Ring home", "Not needed: ", "Parents or carers told", "Closed"):
        assert said in timeline
    receipt_says_only(sign_in(cast.teacher), record, "They post about her every night")


def give(desk, record, step, colleague):
    """Find the colleague by name, choose them, say by when."""
    found = press(desk, record, "give-step", step.ref, find=colleague.person.family_name)
    assert found.status_code == 200
    form = form_with(found, "version")
    thursday = {"day_day": 12, "day_month": 11, "day_year": 2026}
    answer = form.send(desk, person=colleague.person.ref, instruction="Ring Mrs Hill, 01632 960111", **thursday)
    assert answer.status_code == 302, answer.context["form"].errors


def receipt_says_only(desk, record, story):
    """Dealt with, what they said themselves, and not one word of what was done."""
    words = words_of(desk.get(f"/reports/mine/{record.ref}/"))
    assert "Your report has been dealt with." in words
    assert story in words
    for hidden in ("Warning", "Ring home", "Lanternfield", "Parents", "risk"):
        assert hidden not in words, hidden
    assert desk.get(address(record)).status_code == 403


@pytest.fixture
def given(cast, desk, tutor):
    record = make_report(cast.teacher, "bullying", text="They post about her every night", people=[make_pupil("Mia")])
    do(desk, record, "have-this")
    step = step_of(record, "ring-home")
    give(desk, record, step, tutor)
    return record, step


def test_the_tutor_sees_the_step_and_only_what_it_needs(given, tutor, sign_in):
    record, step = given
    desk = sign_in(tutor)
    assert step.words in words_of(desk.get("/"))
    page = desk.get(f"/steps/{step.ref}/")
    words = words_of(page)
    assert "Ring Mrs Hill, 01632 960111" in words
    assert "12 November" in words
    for hidden in ("They post about her", "Mia", "bullying", record.ref):
        assert hidden not in page.content.decode(), hidden
    assert desk.get(address(record)).status_code == 403


def do_step(desk, step):
    form = form_with(desk.get(f"/steps/{step.ref}/"), "with_whom")
    return form.send(desk, with_whom="Mrs Hill", means="rang", text="She is home at five")


def test_the_tutor_ticks_it_after_signing_in(given, tutor, sign_in, client):
    _, step = given
    assert "/login/" in client.post(f"/steps/{step.ref}/", {}).url
    assert do_step(sign_in(tutor), step).status_code == 302
    step = reread(step)
    assert (step.state, step.done_by) == ("done", tutor)
    assert step.reason == "Rang: Mrs Hill, 9 November, 09:00. She is home at five"


def test_a_step_given_to_somebody_else_is_not_there(given, cast, sign_in):
    _, step = given
    desk = sign_in(cast.colleague)
    assert desk.get(f"/steps/{step.ref}/").status_code == 404
    assert desk.post(f"/steps/{step.ref}/", {}).status_code == 404
    assert reread(step).state == "open"


def test_the_teacher_hears_twice_and_learns_nothing(cast, desk, mailoutbox):
    record = make_report(cast.teacher, "accident-told", text="A rude picture in a search")
    form = opened(desk, record, "deal-with-it")
    form.send(desk, outcome="no-breach", told="yes", excuse=SMALL, **WHO_TOLD)
    sending.send_due()
    heard = [message for message in mailoutbox if message.to == [cast.teacher.email]]
    assert [message.subject for message in heard][-1] == f"{record.ref}: dealt with"
    assert (
        "Your report has been dealt with. Thank you. To protect those involved we cannot say more." in heard[-1].body
    )
    assert Incident.objects.get().state == "closed"
