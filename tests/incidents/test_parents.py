"""When parents may be told, and what has to be known of it."""

from datetime import UTC, datetime

import pytest

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions, parents
from incidents.classes import Class
from incidents.models import Contact
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import make_pupil, make_report, reread
from tests.pages import form_with, words_of

WITH = {"with_whom": "Her mother", "means": "rang"}
NOTHING = {"with_whom": "", "means": ""}


@pytest.mark.parametrize(
    ("told", "reason", "off_site", "contacted", "says"),
    [
        ("", "", False, False, "whether parents"),
        ("later", "", False, False, "whether parents"),
        ("no", "", False, False, "why parents"),
        ("no", "They know", True, False, ""),
        ("yes", "", False, False, ""),
        ("yes", "", True, False, "with whom"),
        ("yes", "", True, True, ""),
    ],
)
def test_what_is_still_to_be_said(told, reason, off_site, contacted, says):
    missing = parents.missing(told, reason, off_site, contacted)
    assert says in missing if says else missing is None


@pytest.mark.parametrize("cls", Class)
@pytest.mark.parametrize("how", ["tick", "parents", "meeting", "support"])
def test_what_waits_for_advice(cls, how):
    assert parents.is_held_back(cls, how) == (cls == Class.ILLEGAL and how in ("parents", "meeting"))
    assert parents.is_held_back(cls, how, after_advice=True)
    grave = cls in (Class.ILLEGAL, Class.CHILD_PROTECTION)
    assert parents.is_held_back(cls, how, about_adult=True) == (grave and how in ("parents", "meeting"))


@pytest.fixture
def asked(cast):
    """A record whose list asks to tell parents, and the line."""
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record), step_of(record, "ring-home")


def off_site(record):
    with ledger("made for a test", by=None, kind="incident", ref=record.ref) as book:
        record.site = "off"
        return book.save(record)


@pytest.mark.django_db
def test_the_list_says_what_the_record_says(asked, cast, sign_in):
    record, step = asked
    desk = sign_in(cast.coordinator)
    do(desk, record, "parents", step.ref, told="no", other="They told us")
    assert (reread(step).state, reread(step).reason) == ("excused", "They told us")
    do(desk, record, "parents", told="yes")
    assert (reread(step).state, reread(record).parents_told) == ("done", "yes")
    do(desk, record, "parents", told="no", other="They told us")
    assert (reread(step).state, reread(record).parents_told) == ("excused", "no")
    do(desk, record, "undo", step.ref, reason="Too soon")
    assert (reread(step).state, reread(record).parents_told) == ("open", "")


@pytest.mark.django_db
def test_finishing_says_it_too(asked, cast, sign_in):
    record, step = asked
    actions.investigate(record, by=cast.coordinator)
    for other in record.steps.filter(state="open").exclude(how="parents"):
        actions.excuse(other, by=cast.coordinator, reason="Does not apply here")
    do(sign_in(cast.coordinator), record, "parents", told="no", other="They told us")
    do(sign_in(cast.coordinator), record, "finish", outcome="advice", told="yes")
    assert (reread(step).state, reread(record).parents_told) == ("done", "yes")


@pytest.mark.proves("M-22", "T-15")
@pytest.mark.django_db
def test_outside_school_nothing_ends_before_that_or_the_reason_is_known(asked, cast, sign_in):
    record, _ = asked
    off_site(record)
    actions.investigate(record, by=cast.coordinator)
    for other in record.steps.filter(state="open").exclude(how="parents"):
        actions.excuse(other, by=cast.coordinator, reason="Does not apply here")
    desk = sign_in(cast.coordinator)
    for told, says in (
        ("", "parents or carers were told"),
        ("no", "why they were not told"),
        ("yes", "Write who was told"),
    ):
        assert says in refused(desk, record, "finish", outcome="advice", told=told, **NOTHING)
    assert press(desk, record, "close").context["form"].errors
    do(desk, record, "parents", told="yes", **WITH)
    do(desk, record, "finish", outcome="advice", told="yes")
    do(desk, record, "close")
    assert reread(record).state == "closed"


@pytest.mark.proves("T-135")
@pytest.mark.django_db
def test_outside_school_it_is_known_when_how_and_with_whom(asked, cast, sign_in):
    record, step = asked
    off_site(record)
    desk = sign_in(cast.coordinator)
    said = refused(desk, record, "parents", step.ref, told="yes", **NOTHING)
    assert "Write who was told" in said
    assert "Choose how they were told" in said
    with pytest.raises(actions.Refused, match="with whom"):
        actions.parents(record, "yes", by=cast.coordinator)
    do(desk, record, "parents", step.ref, told="yes", **WITH, letter="In the blue file")
    kept = Contact.objects.get(incident=record)
    assert (kept.kind, kept.with_whom, kept.means, kept.letter) == (
        "parents",
        "Her mother",
        "rang",
        "In the blue file",
    )
    assert "Rang: Her mother" in reread(step).reason
    actions.parents(reread(record), "yes", by=cast.coordinator)


@pytest.mark.django_db
def test_at_school_it_is_known_too(asked, cast, sign_in):
    record, _ = asked
    page = press(sign_in(cast.coordinator), record, "parents", told="yes", **NOTHING, time="")
    assert set(page.context["form"].errors) == {"with_whom", "means", "time"}
    assert not reread(record).parents_told


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["finish", "deal-with-it"])
def test_the_page_that_ends_it_asks_who_was_told_by_whom_and_how(what, cast, sign_in):
    record, desk = make_report(cast.teacher, "acceptable-use"), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    typed = {"outcome": "advice", "told": "yes", "excuse": "Does not apply here"}
    errors = press(desk, record, what, told="yes", outcome=None, **NOTHING, day_day="45").context["form"].errors
    assert errors["with_whom"] == ["Write who was told, and who told them"]
    assert errors["means"] == ["Choose how they were told"]
    assert {"outcome", "day"} <= errors.keys()
    for step in record.steps.filter(state="open", required=True).exclude(how="parents"):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    do(desk, record, what, **typed, with_whom="Her mother, by the tutor", means="wrote")
    kept = Contact.objects.get(incident=record)
    assert (kept.kind, kept.with_whom, kept.means) == ("parents", "Her mother, by the tutor", "wrote")
    assert "Her mother, by the tutor" in words_of(desk.get(address(record)))


@pytest.mark.django_db
def test_what_is_on_the_record_is_not_asked_again(cast, sign_in):
    record, desk = make_report(cast.teacher, "acceptable-use"), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "parents", told="yes", **WITH)
    assert "with_whom" not in opened(desk, record, "deal-with-it").offered


# --- Not late before advice -----------------------------------------------------------------------------------
TOLD = "Tell parents once police or social care say so; not where it puts the child at risk"
ADVICE = "Not before police, social care or LADO have advised."


def left_to_tell(cast):
    """A possible crime of Friday night of which nothing is left but to tell parents, on Thursday after."""
    clock.set_to(datetime(2026, 11, 20, 21, 30, tzinfo=UTC))
    record = make_report(cast.teacher, "child-abuse-images", people=[make_pupil()])
    actions.acknowledge(record, by=cast.dsl)
    for step in record.steps.filter(state="open").exclude(how="parents"):
        actions.excuse(step, by=cast.dsl, reason="The police have it and do this themselves")
    clock.set_to(datetime(2026, 11, 26, 10, tzinfo=UTC))
    return record


def row_of(browser, record):
    [row] = [row for row in browser.get("/records/").context["page"].rows if row.record == record]
    return row.record.next_step, row.late


@pytest.mark.django_db
def test_before_advice_the_line_is_not_late_and_says_what_it_waits_for(cast, sign_in):
    record = left_to_tell(cast)
    lead = sign_in(cast.dsl)
    page = lead.get(f"/records/{record.ref}/")
    assert f"{TOLD} {ADVICE}" in words_of(page)
    assert "Overdue" not in words_of(page)
    assert row_of(lead, record) == ("Record what police, social care or LADO advised", False)


@pytest.mark.django_db
def test_from_the_advice_on_it_has_until_the_end_of_the_next_working_day(cast, sign_in):
    record = left_to_tell(cast)
    lead = sign_in(cast.dsl)
    do(lead, record, "rang", "police", spoke_to="The duty desk", answered="no")
    assert row_of(lead, record) == ("Chase police", False)
    do(lead, record, "answered", str(record.referrals.get().pk), answer="You may tell them")
    assert row_of(lead, record) == (TOLD, False)
    assert "By Fri 27 Nov, 16:30" in words_of(lead.get(f"/records/{record.ref}/"))
    clock.set_to(datetime(2026, 11, 28, 10, tzinfo=UTC))
    lead = sign_in(cast.dsl)
    do(lead, record, "rang", "lado", spoke_to="The duty desk", advice="They say the same", answered="yes")
    assert row_of(lead, record) == (TOLD, True), "what more is said puts nothing off"


@pytest.mark.django_db
def test_outside_school_one_page_is_not_offered(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    desk = sign_in(cast.coordinator)
    assert "Deal with it here" in words_of(desk.get(f"/records/{record.ref}/"))
    off_site(record)
    assert "Deal with it here" not in words_of(desk.get(f"/records/{record.ref}/"))


@pytest.fixture
def given(asked, cast):
    """The line, which a colleague was asked to do."""
    record, step = asked
    actions.give(step, cast.colleague.person, by=cast.coordinator, instruction="Ring Mrs Hill")
    return record, reread(step)


@pytest.mark.django_db
def test_a_colleague_who_told_them_says_whom_and_how_and_that_is_kept(given, cast, sign_in):
    record, step = given
    tutor = sign_in(cast.colleague)
    page = words_of(tutor.get(f"/steps/{step.ref}/"))
    assert "Ring Mrs Hill" in page
    assert record.ref not in page
    form = form_with(tutor.get(f"/steps/{step.ref}/"), "with_whom")
    half = form.send(tutor, with_whom="Mrs Hill")
    assert "Choose how you told them" in words_of(half)
    assert "Mrs Hill" in half.content.decode()
    assert form.send(tutor, **WITH, text="She comes in on Monday").status_code == 302
    kept = Contact.objects.get(incident=record)
    assert (kept.kind, kept.with_whom, kept.means, kept.by) == ("parents", "Her mother", "rang", cast.colleague)
    done = reread(step)
    assert (done.state, done.done_by, reread(record).parents_told) == ("done", cast.colleague, "yes")
    assert "Rang: Her mother" in words_of(sign_in(cast.coordinator).get(address(record)))
    assert form.send(tutor, **WITH).status_code == 302
    assert "What you wrote is kept" in words_of(tutor.get(f"/steps/{step.ref}/"))


@pytest.mark.django_db
def test_a_talk_that_is_still_to_come_is_a_sentence(given, cast, sign_in):
    record, step = given
    tutor = sign_in(cast.colleague)
    said = form_with(tutor.get(f"/steps/{step.ref}/"), "with_whom").send(tutor, **WITH, day_year=2099)
    assert "in the future" in words_of(said)
    assert (reread(step).state, reread(record).parents_told) == ("open", "")


@pytest.mark.django_db
def test_whoever_is_asked_to_tell_them_is_told_whom_to_ring(asked, cast, sign_in):
    record, step = asked
    desk, must = sign_in(cast.coordinator), "Write whom to ring, and what to say"
    found = press(desk, record, "give-step", step.ref, find=cast.colleague.person.family_name)
    assert must not in words_of(found), "they look for somebody first"
    assert "Whom to ring, on which number, and what to say." in words_of(found)
    assert must in words_of(form_with(found, "version").send(desk, instruction=" "))
    with pytest.raises(actions.Refused, match=must):
        actions.give(step, cast.colleague.person, by=cast.coordinator, instruction=" ")
    assert reread(step).owner is None
    assert form_with(found, "version").send(desk, instruction="Ring Mrs Hill").status_code == 302
    assert reread(step).owner == cast.colleague.person


@pytest.mark.django_db
def test_what_waits_for_advice_is_given_to_nobody(cast):
    record = make_report(cast.teacher, "child-abuse-images", text="")
    actions.acknowledge(record, by=cast.dsl)
    line = step_of(record, "parents-when-advised")
    with pytest.raises(actions.Refused, match="First record what police, social care or LADO advised"):
        actions.give(line, cast.colleague.person, by=cast.dsl)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["finish", "deal-with-it"])
def test_that_they_were_told_is_not_taken_back_by_the_way(what, cast, sign_in):
    record, desk = make_report(cast.teacher, "acceptable-use"), sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "look-into")
    do(desk, record, "parents", told="yes", **WITH)
    typed = {"outcome": "advice", "told": "no", "why_not": "Too small a matter", "excuse": "Does not apply here"}
    said = refused(desk, record, what, **typed)
    assert "The record says they were told: Rang, Her mother, " in said
    do(desk, record, "parents", told="no", why_not="Too small a matter")
    again = press(desk, record, what, **typed)
    assert again.status_code == 302 or "told" not in again.context["form"].errors
