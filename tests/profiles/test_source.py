"""Who said it first, in what software it was picked up, and what they were answered."""

from datetime import date

import pytest

from audit.models import Entry
from esafety.lib import clock
from incidents.models import Contact, Incident
from tests.dealing import address, do
from tests.make import make_report, reread
from tests.pages import words_of
from tests.reporting import send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _school(school_of):
    school_of("toynbee")


def told_by(browser, source, **said) -> Incident:
    assert send(browser, source=source, **({"category": "phone"} | said)).status_code == 302
    return Incident.objects.get()


@pytest.mark.proves("T-91")
def test_what_a_parent_raised_is_answered_and_the_answer_kept(cast, sign_in):
    record, desk = told_by(sign_in(cast.teacher), "parent"), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    assert "Who said it first A parent or carer" in words_of(desk.get(address(record)))
    reply = {"with_whom": "The mother, who told us", "means": "wrote", "text": "Thanked, and told what is done"}
    do(desk, record, "parents", told="yes", letter="Letters, folder 3", **reply)
    kept = Contact.objects.get(incident=record)
    assert {name: getattr(kept, name) for name in reply} == reply
    assert (kept.letter, kept.by) == ("Letters, folder 3", cast.coordinator)
    page = words_of(desk.get(address(record)))
    assert all(words in page for words in ("The mother, who told us", "Thanked, and told what is done"))


@pytest.mark.proves("T-200")
def test_a_complaint_is_known_as_one_and_has_the_times_of_its_class(cast, sign_in):
    clock.set_to(clock.at_school(date(2026, 11, 24), 10, 0))
    record = told_by(sign_in(cast.teacher), "complaint", category="bullying")
    assert "Who said it first A complaint" in words_of(sign_in(cast.coordinator).get(address(record)))
    seen = make_report(cast.teacher, "bullying")
    assert record.due_at.date() == seen.due_at.date()
    assert record.finish_by.date() == seen.finish_by.date()
    assert record.due_at.date() == record.reported_at.date(), "the same school day"


@pytest.mark.proves("T-129")
def test_what_software_picked_up_has_its_reference_there_and_reading_it_is_on_record(cast, sign_in):
    desk = sign_in(cast.coordinator)
    record = make_report(cast.network_manager, "phone", particulars={"source": "monitoring"})
    do(desk, record, "have-this")
    do(desk, record, "particulars", capture="SEC-2041/7")
    assert reread(record).capture == "SEC-2041/7"
    page = words_of(desk.get(address(record)))
    assert "Reference of the monitoring software SEC-2041/7" in page

    private, lead = make_report(cast.teacher, "grooming"), sign_in(cast.dsl)
    lead.get(address(private))
    reads = Entry.objects.filter(kind="incident", ref=private.ref, actor=cast.dsl.ref)
    assert [one.verb for one in reads] == ["view"]
