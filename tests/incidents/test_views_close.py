"""Closing: who said that the action is finished is offered no button on a private record, and reads who may."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.ledger import ledger
from audit.models import Entry
from esafety.lib import clock
from incidents import actions
from incidents.models import Outcome
from notices.models import Delivery, Notice
from school.models import Agency, Appointment, School
from tests.dealing import address, do, finish_steps, press, refused, step_of
from tests.make import make_report, reread, write
from tests.pages import forms_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(cast, sign_in):
    """A possible crime of which the lead said that the action is finished."""
    record = make_report(cast.teacher, "images-on-device")
    lead = sign_in(cast.dsl)
    do(lead, record, "have-this")
    finish_steps(lead, record)
    do(lead, record, "pass-on")
    do(lead, record, "finish", outcome="partners")
    return reread(record)


def buttons(page) -> list:
    return [form for form in forms_of(page) if "version" in form.offered]


def test_whoever_finished_it_reads_who_may_close_it_and_has_no_button(finished, cast, sign_in):
    page = sign_in(cast.dsl).get(address(finished, "close"))
    words = words_of(page)
    assert "another person has to close it" in words
    may = words.partition("This can be done by ")[2]
    for user in (cast.deputy, cast.head):
        assert user.name in may
    assert cast.dsl.name not in may
    assert buttons(page) == []


def test_the_record_says_so_and_leads_there(finished, cast, sign_in):
    page = sign_in(cast.dsl).get(address(finished))
    assert "Who can close it" in words_of(page)


def test_a_crafted_press_is_refused(finished, cast, sign_in):
    assert "another person has to close it" in refused(sign_in(cast.dsl), finished, "close")
    assert reread(finished).state == "resolved"


def test_another_person_has_the_button(finished, cast, sign_in):
    for user in (cast.deputy, cast.head):
        assert buttons(sign_in(user).get(address(finished, "close")))
    do(sign_in(cast.head), finished, "close")
    assert reread(finished).state == "closed"


def test_who_signs_second_reads_how_it_ended_and_what_was_left_out(cast, sign_in):
    record, lead = make_report(cast.teacher, "images-on-device"), sign_in(cast.dsl)
    do(lead, record, "have-this")
    left = step_of(record, "social-care")
    do(lead, record, "not-needed", left.ref, other="No child in it is known to the school")
    finish_steps(lead, record)
    do(lead, record, "pass-on")
    do(lead, record, "finish", outcome="partners", note="They came for it")
    words = words_of(sign_in(cast.head).get(address(record, "close")))
    for said in (
        "Handled with police, social care or health They came for it",
        f"Action finished by {cast.dsl.name}",
        "Parents told Yes Rang, Both parents",
        "answered. Their reference: REF-1",
        f"{left.words}: not needed, because “No child in it is known to the school” ({cast.dsl.name})",
    ):
        assert said in words, said


def test_what_did_not_have_to_be_done_and_was_not_is_said_as_well(cast, sign_in):
    record, desk = make_report(cast.teacher, "acceptable-use"), sign_in(cast.coordinator)
    for what in ("Fetch the tutor", "Put up the poster"):
        write(actions.add(record, what, by=cast.coordinator), required=False)
    do(desk, record, "have-this")
    do(desk, record, "look-into")
    finish_steps(desk, record)
    do(desk, record, "finish", outcome="advice")
    said = "Not done, and did not have to be: Fetch the tutor; Put up the poster."
    assert said in words_of(desk.get(address(record, "close")))
    do(desk, record, "close")
    assert said in words_of(desk.get(address(record, "close")))


def test_reading_that_page_is_on_record(finished, cast, sign_in):
    sign_in(cast.head).get(address(finished, "close"))
    assert Entry.objects.filter(verb="view", ref=finished.ref, actor=cast.head.ref).exists()


def test_whoever_should_not_handle_it_is_not_named(finished, cast, sign_in):
    actions.conflicted(finished, cast.head.person, by=cast.deputy, reason="Her own child")
    words = words_of(sign_in(cast.dsl).get(address(finished, "close")))
    assert cast.deputy.name in words
    assert cast.head.name not in words.partition("This can be done by ")[2]


def test_where_nobody_is_left_it_says_what_to_do(finished, cast, sign_in):
    for user in (cast.deputy, cast.head):
        with ledger("made for a test", by=None, kind="appointment", ref="") as book:
            for row in Appointment.objects.filter(person=user.person):
                book.delete(row)
    assert "an administrator has to appoint a second person" in words_of(
        sign_in(cast.dsl).get(address(finished, "close"))
    )


def test_an_ordinary_one_is_closed_by_whoever_finished_it(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "look-into")
    finish_steps(desk, record)
    do(desk, record, "finish", outcome="advice")
    do(desk, record, "close")
    assert reread(record).state == "closed"


def test_the_system_elsewhere_is_called_as_the_school_calls_it(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "look-into")
    assert "Reference in the safeguarding or behaviour system" in words_of(desk.get(address(record, "finish")))
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        school = School.current()
        school.labels = {"elsewhere": "the child protection file"}
        book.save(school)
    assert "Reference in the child protection file" in words_of(desk.get(address(record, "finish")))


# --- Those who may close it are told, and can be told again ---------------------------------------------------
TUESDAY = datetime(2026, 11, 24, 14, 3, tzinfo=UTC)


def mails_about(record) -> int:
    return Delivery.objects.filter(notice__kind="incident.countersign", notice__ref=record.ref).count()


@pytest.fixture
def waits(cast, sign_in):
    """The same, finished on a Tuesday afternoon."""
    with clock.standing_at(TUESDAY):
        record = make_report(cast.teacher, "images-on-device")
        actions.acknowledge(record, by=cast.dsl)
        for step in record.steps.filter(required=True, agency=None).select_related("incident"):
            actions.excuse(step, by=cast.dsl, reason="The police do this")
        for step in record.steps.filter(required=True, state="open").select_related("incident", "agency"):
            if reread(step).state == "open":
                actions.rang(record, step.agency, by=cast.dsl, advice="Tell them")
        actions.refer(record, by=cast.dsl)
        actions.parents(record, "yes", by=cast.dsl)
        actions.resolve(record, by=cast.dsl, outcome=Outcome.objects.get(code="partners"))
    return reread(record)


def test_the_record_says_who_may_and_that_they_were_told(waits, cast, sign_in):
    clock.set_to(TUESDAY)
    words = words_of(sign_in(cast.dsl).get(address(waits)))
    for said in (cast.deputy.name, cast.head.name, "They were told on Tuesday 24 November, 14:03", "tomorrow"):
        assert said in words
    assert "Remind them" not in words
    assert "Another person has to close this" not in words_of(sign_in(cast.deputy).get(address(waits)))


def test_reminded_the_next_day_they_get_one_more_mail_and_no_second_one(waits, cast, sign_in):
    clock.set_to(TUESDAY + timedelta(days=1))
    assert mails_about(waits) == 2
    do(sign_in(cast.dsl), waits, "remind")
    assert mails_about(waits) == 4
    assert "remind them tomorrow" in refused(sign_in(cast.dsl), waits, "remind")
    assert "They were told on Wednesday 25 November" in words_of(sign_in(cast.dsl).get(address(waits)))


def test_nobody_else_reminds_and_nobody_once_it_is_closed(waits, cast, sign_in):
    clock.set_to(TUESDAY + timedelta(days=1))
    assert "somebody you could remind" in refused(sign_in(cast.deputy), waits, "remind")
    assert sign_in(cast.teacher).get(address(waits, "remind")).status_code == 403
    assert sign_in(cast.coordinator).get(address(waits, "remind")).status_code == 404
    actions.close(waits, by=cast.head)
    assert "somebody you could remind" in refused(sign_in(cast.dsl), waits, "remind")
    assert not Notice.objects.open().filter(kind="incident.countersign", ref=waits.ref).exists()


def test_whoever_asked_that_it_is_no_crime_can_remind_as_well(cast, sign_in):
    with clock.standing_at(TUESDAY):
        record = make_report(cast.teacher, "images-on-device")
        actions.acknowledge(record, by=cast.dsl)
        actions.lower(record, "serious", by=cast.dsl, reason="It was a drawing from the art room.")
    clock.set_to(TUESDAY + timedelta(days=1))
    assert "A second person has to agree" in words_of(sign_in(cast.dsl).get(address(record)))
    do(sign_in(cast.dsl), record, "remind")
    assert mails_about(record) == 4


# --- What is still open ---------------------------------------------------------------------------------------
def test_a_call_nobody_answered_is_named_and_stays_to_be_chased(finished, cast, sign_in):
    lead, head = sign_in(cast.dsl), sign_in(cast.head)
    actions.rang(finished, Agency.objects.get(code="ceop"), by=cast.dsl)
    words = words_of(head.get(address(finished, "close")))
    assert "Not answered yet: CEOP" in words
    assert "Police" not in words.partition("Not answered yet: ")[2], "they said what to do"
    do(head, finished, "close")
    call = finished.referrals.get(agency__code="ceop")
    assert "CEOP" in words_of(lead.get("/")), "on the first page"
    where = address(finished, "chase", str(call.pk))
    assert where in lead.get(address(finished)).content.decode()
    actions.chase_later(call, clock.now() + timedelta(days=1), by=cast.dsl)
    assert "Chased CEOP Safety Centre, National Crime Agency; still waiting" in words_of(lead.get(address(finished)))
    do(lead, finished, "answered", str(call.pk), answer="No further action")
    assert where not in lead.get(address(finished)).content.decode()
    assert reread(finished).state == "closed"


def test_finishing_says_how_the_list_stands(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "look-into")
    assert "Still to do, or to mark as not needed: " in words_of(desk.get(address(record, "finish")))
    finish_steps(desk, record)
    assert "Every step is done or marked as not needed." in words_of(desk.get(address(record, "finish")))
    step = actions.add(reread(record), "Fetch the tutor", by=cast.coordinator)
    with ledger("made for a test", by=None, kind="incident", ref=record.ref) as book:
        step.required = False
        book.save(step)
    assert "Still open, and may stay so: Fetch the tutor." in words_of(desk.get(address(record, "finish")))


def test_what_the_police_found_is_no_end_before_they_answered(cast, sign_in):
    record, lead = make_report(cast.teacher, "images-on-device"), sign_in(cast.dsl)
    do(lead, record, "have-this")
    do(lead, record, "rang", "police", reference="77", answered="no")
    finish_steps(lead, record)
    do(lead, record, "rang", "social-care", advice="You may tell them", answered="yes")
    do(lead, record, "pass-on")
    answer = press(lead, record, "finish", outcome="no-crime")
    said = answer.context["form"].errors["outcome"]
    assert "Not answered yet: Police, rung" in said[0]
    do(lead, record, "answered", str(record.referrals.get(agency__code="police").pk), answer="No crime")
    do(lead, record, "finish", outcome="no-crime")
    assert reread(record).outcome.code == "no-crime"
