""" "I rang": it is asked once whether they said what to do, and closing warns only of who has not."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.actions.record import facts_of
from incidents.reading import papers
from school.models import Agency, School
from tests.dealing import address, do, finish_steps, refused, step_of
from tests.make import make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast):
    clock.set_to(datetime(2026, 11, 9, 9, tzinfo=UTC))
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=cast.dsl)
    return record


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


def test_whoever_said_what_to_do_is_not_waited_for(record, lead):
    do(lead, record, "rang", "police", advice="Keep the phone switched off", answered="yes")
    call = record.referrals.get()
    assert (call.answered_at, call.chase_at) == (call.rang_at, None)
    page = words_of(lead.get(address(record)))
    assert "Keep the phone switched off" in page
    assert "They answered" not in page, "nothing is left to note"
    assert "No agency owes you an answer" in words_of(lead.get("/records/calls/"))


def test_yes_needs_their_words_and_it_has_to_be_said(record, lead):
    assert "Write what they said" in refused(lead, record, "rang", "police", answered="yes")
    assert "Choose whether they said what to do" in refused(lead, record, "rang", "police", advice="Wait")


def test_whoever_did_not_is_chased_on_the_day_that_is_said(record, lead):
    do(lead, record, "rang", "police", answered="no")
    assert clock.local(record.referrals.get().chase_at).day == 10, "the next working day"
    do(lead, record, "rang", "social-care", advice="We ring back", answered="no", chase_on_day=12)
    assert clock.local(record.referrals.last().chase_at).day == 12
    assert "still to come" in refused(lead, record, "rang", "police", answered="no", chase_on_day=8)


@pytest.mark.parametrize(("answered", "advised"), [("yes", True), ("part", True), ("no", False), ("nobody", False)])
def test_what_they_said_is_advice_only_where_somebody_says_so(record, lead, answered, advised):
    do(lead, record, "rang", "police", advice="The desk opens at nine", answered=answered)
    assert facts_of(reread(record)).may_be_told == advised
    assert ("They advised: The desk opens at nine" in words_of(lead.get(address(record)))) == advised


def test_what_they_said_in_part_is_advice_and_the_rest_is_chased(record, lead):
    assert "Write what they said" in refused(lead, record, "rang", "police", answered="part")
    do(lead, record, "rang", "police", advice="You may tell the mother", answered="part")
    call = record.referrals.get()
    assert (call.answered_at, clock.local(call.chase_at).day) == (None, 10)
    assert (facts_of(reread(record)).may_be_told, step_of(record, "police").state) == (True, "done")


@pytest.mark.parametrize(
    ("opens", "now", "day", "reminded"),
    [
        (time(8), (7, 30), 9, "before school closes today"),
        (time(8), (8, 30), 10, "on the next working day"),
        (time(9, 30), (9, 15), 9, "before school closes today"),  # later than one is chased, where nobody says when
    ],
)
def test_the_day_that_is_proposed_is_called_what_it_is_and_taken(record, lead, opens, now, day, reminded):
    write(School.current(), opens=opens)
    clock.set_to(datetime(2026, 11, 9, *now, tzinfo=UTC))
    assert f"You are reminded to chase them {reminded}." in words_of(lead.get(address(record, "rang", "police")))
    do(lead, record, "rang", "police", answered="no")
    do(lead, record, "rang", "social-care", advice="Wait", answered="part")
    chased = [clock.local(call.chase_at) for call in record.referrals.all()]
    assert [(at.day, at.time()) for at in chased] == [(day, max(time(9), opens)), (day, time(16, 30))]


# --- Nobody answered ------------------------------------------------------------------------------------------
def test_a_call_nobody_took_is_kept_and_leaves_its_line_to_do_when_one_tries_again(record, lead):
    do(lead, record, "rang", "police", advice="Office closed", answered="nobody", again_on_day=12, again_at="10:15")
    line, call = step_of(record, "police"), record.referrals.get()
    assert (line.state, line.when) == ("open", "next")
    assert clock.local(line.due_at) == clock.at_school(date(2026, 11, 12), 10, 15)
    assert (call.heard, call.advice, call.chase_at) == ("nobody", "Office closed", None)
    page = words_of(lead.get(address(record)))
    assert "Nobody answered: Office closed" in page
    assert "By Thu 12 Nov, 10:15" in page
    assert "Rang Police: nobody answered" in page
    assert "No agency owes you an answer" in words_of(lead.get("/records/calls/"))


def test_whoever_tries_again_says_when(record, lead):
    assert "Enter the day" in refused(
        lead, record, "rang", "police", answered="nobody", again_on_day="", again_on_month="", again_on_year=""
    )
    past = {"again_on_day": 9, "again_at": "8:00"}
    assert "still to come" in refused(lead, record, "rang", "police", answered="nobody", **past)


def test_whoever_did_not_pick_up_at_night_is_rung_again_in_an_hour(record, lead):
    clock.set_to(datetime(2026, 11, 9, 23, 40, tzinfo=UTC))
    do(lead, record, "rang", "police", answered="nobody")
    line = step_of(record, "police")
    assert (line.when, line.due_at) == ("now", datetime(2026, 11, 10, 0, 40, tzinfo=UTC))
    assert "You can stop for today" not in words_of(lead.get(address(record)))


@pytest.mark.parametrize(("hour", "again"), [(10, (9, 11, 0)), (23, (10, 9, 0))])
def test_one_that_is_there_by_day_alone_is_rung_in_the_hours_of_the_school(record, lead, hour, again):
    write(Agency.objects.get(code="lado"), day_number="01632 960300")
    clock.set_to(datetime(2026, 11, 9, hour, tzinfo=UTC))
    do(lead, record, "rang", "lado", answered="nobody")
    page = lead.get(address(record, "rang/lado")).context["form"]
    then = page["again_on"].initial.day, page["again_at"].initial.hour, page["again_at"].initial.minute
    assert then == again


def test_it_is_no_call_that_was_made_and_nobody_is_asked_what_they_answered(record, lead):
    do(lead, record, "rang", "lado", advice="No answer", answered="nobody")
    facts = facts_of(reread(record))
    assert (facts.referrals, facts.lado_asked, facts.advised) == (0, False, False)
    assert "First record who you rang" in refused(lead, record, "pass-on")
    assert "They answered" not in words_of(lead.get(address(record)))
    do(lead, record, "rang", "lado", advice="Ask nothing", answered="yes")
    assert facts_of(reread(record)).lado_asked


def test_one_who_is_waited_for_and_did_not_pick_up_is_chased_later(record, lead):
    do(lead, record, "rang", "police", answered="no")
    do(lead, record, "rang", "police", answered="nobody", again_on_day=12)
    assert clock.local(record.referrals.first().chase_at).day == 12
    assert step_of(record, "police").state == "done", "they were reached once"


def test_a_line_of_so_many_hours_is_due_no_later_because_nobody_answered(record, lead):
    line = step_of(record, "police")
    due = line.due_at
    with ledger("made for a test", by=None, kind="incident", ref=record.ref) as book:
        line.hours = 72
        book.save(line)
    do(lead, record, "rang", "police", answered="nobody", again_on_day=20)
    assert reread(line).due_at == due


def test_on_paper_and_before_closing_one_reads_that_nobody_answered(record, lead, cast, sign_in):
    do(lead, record, "rang", "ceop", advice="Office closed", answered="nobody")
    do(lead, record, "rang", "health", answered="nobody")
    do(lead, record, "look-into")
    finish_steps(lead, record)
    do(lead, record, "finish", outcome="partners", told="yes")
    words = words_of(sign_in(cast.head).get(address(record, "close")))
    paper = render_to_string("incidents/pdf/chronology.html", papers.freeze(SimpleNamespace(ref=record.ref)))
    for text in (words, paper):
        assert "Nobody answered: Office closed" in text
        assert "Nobody answered." in text
        assert "They advised: Office closed" not in text


def test_closing_warns_of_those_that_are_waited_for_and_no_others(record, lead, cast, sign_in):
    do(lead, record, "look-into")
    do(lead, record, "rang", "ceop", reference="C-1", answered="no")
    finish_steps(lead, record)
    do(lead, record, "finish", outcome="partners", told="yes")
    words = words_of(sign_in(cast.head).get(address(record, "close")))
    assert "Not answered yet: CEOP" in words
    assert "Children’s social care" not in words.partition("Not answered yet: ")[2]


@pytest.mark.parametrize(("answered", "ends"), [("no", ""), ("nobody", ": nobody answered")])
def test_a_call_written_down_later_says_when_it_was(record, lead, answered, ends):
    """The timeline stands at the time it was written; ten minutes are the time one needs to write it."""
    clock.set_to(datetime(2026, 11, 9, 9, 30, tzinfo=UTC))
    do(lead, record, "rang", "police", answered=answered, day_day=8, time="22:15")
    do(lead, record, "rang", "social-care", answered=answered, time="09:21")
    earlier, now = record.events.filter(verb="rang").order_by("pk")
    assert (earlier.words, earlier.at) == (f"Rang Police at 22:15 on 8 November{ends}", clock.now())
    assert now.words == f"Rang {Agency.objects.get(code='social-care').name}{ends}"
    assert earlier.words in words_of(lead.get(address(record)))
