"""Lines of the checklist that end by a page of their own, and those that may not be left out."""

from datetime import timedelta

import pytest

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.actions import lines
from incidents.actions.record import changing
from incidents.models import Contact, StepTemplate
from incidents.models.work import How
from notices.models import Task
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import make_pupil, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(cast):
    """Answers a record whose first line ends as asked, and that line."""

    def made(how, code="hear-everybody", category="bullying", **more):
        with ledger("made for a test", by=None, kind="profile", ref="") as book:
            row = StepTemplate.objects.get(code=code)
            row.how, row.asks = how, ""
            for name, value in more.items():
                setattr(row, name, value)
            book.save(row)
        record = make_report(cast.teacher, category, people=[make_pupil("Kim")])
        actions.acknowledge(record, by=cast.coordinator if record.kind in ("N", "T") else cast.dsl)
        return reread(record), step_of(record, code)

    return made


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


TALK = {"with_whom": "Kim and her mother", "means": "met", "text": "She moves to another table."}


# --- A press is not enough ------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", [how for how in How if how != How.TICK])
def test_no_press_ends_a_line_with_a_page_of_its_own(line, cast, desk, how):
    record, step = line(how)
    with pytest.raises(actions.Refused, match="on its own page"):
        actions.tick(step, by=cast.coordinator, note="Done")
    page = desk.get(address(record)).content.decode()
    assert address(record, step.page[0], step.ref) in page
    assert f'formaction="{address(record, step.page[0], step.ref)}' not in page


def test_what_another_page_did_ends_every_line_that_waits_for_it(line, cast):
    record, step = line(How.SANCTION)
    with changing(record, "sanction", by=cast.coordinator) as change:
        lines.end_all(change, How.SANCTION, "Detention")
    done = reread(step)
    assert (done.state, done.reason, done.done_by) == ("done", "Detention", cast.coordinator)
    assert step_of(record, "behaviour").state == "open"


# --- Decided, yes or no ---------------------------------------------------------------------------------------
def test_a_decision_has_its_reason_either_way(line, desk):
    record, step = line(How.DECISION)
    assert "Write why you decided so" in refused(desk, record, "decide", step.ref, yes="no", reason=" ")
    assert "Choose what you decided" in refused(desk, record, "decide", step.ref, reason="It is small")
    do(desk, record, "decide", step.ref, yes="no", reason="Nobody but us was in it")
    done = reread(step)
    assert (done.state, done.decision, done.reason) == ("done", "no", "Nobody but us was in it")
    assert "Decided, no: Nobody but us was in it" in words_of(desk.get(address(record)))


ASKS = {"task_role": "coordinator", "task_words": "Put the rules on the list. Press Done."}


def test_only_a_yes_asks_of_another_role(line, cast, desk):
    record, step = line(How.DECISION, **ASKS)
    assert not Task.objects.filter(ref=record.ref).exists()
    do(desk, record, "decide", step.ref, yes="yes", reason="The rules say nothing of it")
    assert Task.objects.open().get(ref=record.ref).words == ASKS["task_words"]
    actions.undo(step, by=cast.coordinator, reason="Too soon")
    assert (reread(step).state, reread(step).decision) == ("open", "")
    assert not Task.objects.open().filter(ref=record.ref).exists()
    do(desk, record, "decide", step.ref, yes="no", reason="They do after all")
    assert not Task.objects.open().filter(ref=record.ref).exists()


# --- A reference elsewhere ------------------------------------------------------------------------------------
def test_a_reference_is_kept_on_the_record(line, desk):
    record, step = line(How.REFERENCE)
    assert "reference in the safeguarding or behaviour system" in refused(desk, record, "reference", step.ref)
    do(desk, record, "reference", step.ref, reference="CP-2026-17")
    assert reread(record).external_ref == "CP-2026-17"
    assert (reread(step).state, reread(step).reason) == ("done", "CP-2026-17")


# --- Talks ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", [How.MEETING, How.SUPPORT, How.RESTORATIVE])
def test_a_talk_is_kept_and_ends_the_line_it_was_for(line, cast, desk, how):
    record, step = line(how)
    person = record.involved.get()
    more = {"answer": "declined"} if how == How.RESTORATIVE else {}
    named = {} if how == How.MEETING else {"involved": person.pk}
    do(desk, record, "talked", step.ref, **TALK, **named, **more)
    kept = Contact.objects.get(incident=record)
    assert (kept.kind, kept.with_whom, kept.answer, kept.by) == (
        how,
        "Kim and her mother",
        more.get("answer", ""),
        cast.coordinator,
    )
    assert kept.involved == (person if named else None)
    assert reread(step).state == "done"
    assert "Met: Kim and her mother" in words_of(desk.get(address(record)))


def test_declining_needs_no_reason_and_an_answer_is_a_must(line, desk):
    record, step = line(How.RESTORATIVE)
    typed = TALK | {"text": ""}
    assert "Choose what they answered" in refused(desk, record, "talked", step.ref, **typed)
    do(desk, record, "talked", step.ref, **typed, answer="declined")
    assert reread(step).reason.endswith("Declined.")


def test_of_several_each_may_be_offered_it_and_each_answers(line, desk, cast):
    record, step = line(How.RESTORATIVE)
    for name in ("Mia", "Leo", "Ida"):
        actions.involve(record, person=make_pupil(name, family="Quenby"), part="unsure", by=cast.coordinator)
    rows = {row.person.given_name: row for row in record.involved.filter(person__isnull=False)}
    fields = opened(desk, record, "talked", step.ref).offered
    assert "Mia Quenby, 9B Not offered" in words_of(desk.get(address(record, "talked", step.ref)))
    assert "answer" not in fields
    assert "involved" not in fields
    assert "Choose what at least one of them answered" in refused(desk, record, "talked", step.ref, **TALK)
    answers = {f"answer_{rows['Mia'].pk}": "accepted", f"answer_{rows['Leo'].pk}": "declined"}
    do(desk, record, "talked", step.ref, **TALK, **answers)
    kept = Contact.objects.filter(incident=record, kind="restorative")
    assert {(row.involved, row.answer) for row in kept} == {(rows["Mia"], "accepted"), (rows["Leo"], "declined")}
    assert reread(step).state == "done"
    assert reread(step).reason.startswith("Mia Quenby, 9B: accepted. Leo Quenby, 9B: declined. Met: ")
    assert set(record.events.filter(verb="talk").values_list("words", flat=True)) == {"It was offered to put it right"}
    said = record.events.filter(verb="talk").values_list("detail", flat=True)
    assert [one.split(":")[0] for one in said] == ["Mia Quenby, 9B", "Leo Quenby, 9B"]


def test_with_each_of_them_alone_nobody_writes_with_whom(line, desk, cast):
    record, step = line(How.RESTORATIVE)
    actions.involve(record, person=make_pupil("Mia", family="Quenby"), part="unsure", by=cast.coordinator)
    each = {f"answer_{row.pk}": "accepted" for row in record.involved.all()}
    empty = {"with_whom": "", "means": "met"}
    other = {"answer_other": "declined", "with_whom": "", "means": ""}
    said = refused(desk, record, "talked", step.ref, **each, **other)
    assert "Write with whom it was talked over" in said
    assert "Choose how you talked to them" in said, "at once"
    do(desk, record, "talked", step.ref, **each, **empty)
    assert {row.with_whom for row in Contact.objects.filter(incident=record)} == {"each of them alone"}


def test_what_was_said_at_a_meeting_is_a_must(line, desk):
    record, step = line(How.MEETING)
    assert "Write what was said and agreed" in refused(desk, record, "talked", step.ref, **TALK | {"text": ""})


def test_whoever_calls_it_without_the_page_writes_as_much(line, cast):
    record, step = line("decision")
    with pytest.raises(actions.Refused, match="Say why"):
        actions.decide_line(step, False, by=cast.coordinator, reason=" ")
    other = record.steps.get(template__code="keep-evidence")
    with pytest.raises(actions.Refused, match="Enter the reference"):
        actions.note_reference(other, " ", by=cast.coordinator)
    assert reread(step).state == reread(other).state == "open"


def test_a_talk_nobody_asked_for_ends_no_line(line, desk):
    record, step = line(How.MEETING)
    assert "Choose what it was" in refused(desk, record, "talked", **TALK)
    assert "accepted it or declined" in refused(desk, record, "talked", **TALK, kind="restorative")
    do(desk, record, "talked", **TALK, kind="meeting")
    assert reread(step).state == "open"
    assert Contact.objects.get(incident=record).kind == "meeting"


def test_no_talk_is_in_the_future(line, cast):
    record, step = line(How.MEETING)
    held = actions.Talk("Kim", clock.now() + timedelta(hours=1), "met")
    with pytest.raises(actions.Refused, match="future"):
        actions.talk(record, "meeting", held, by=cast.coordinator, step=step)
    assert not Contact.objects.exists()
    assert reread(step).state == "open"


# --- Left out, given away, by when ----------------------------------------------------------------------------
def test_what_is_never_left_out_is_neither_offered_nor_accepted(line, cast, desk):
    record, step = line(How.TICK, excusable=False)
    assert address(record, "not-needed", step.ref) not in desk.get(address(record)).content.decode()
    assert "cannot be left out" in words_of(desk.get(address(record, "not-needed", step.ref)))
    with pytest.raises(actions.Refused, match="cannot be left out: Hear from everybody"):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")


def test_it_is_still_put_aside_with_what_it_was_for(line, cast):
    record, step = line(How.TICK, excusable=False)
    actions.raise_class(record, "illegal", by=cast.coordinator, reason="It may be a crime after all")
    assert reread(step).state == "excused"


@pytest.mark.parametrize("how", [how for how in How if how not in (How.TICK, How.PARENTS)])
def test_a_colleague_is_asked_for_nothing_that_needs_the_record(line, cast, desk, how):
    record, step = line(how)
    assert address(record, "give-step", step.ref) not in desk.get(address(record)).content.decode()
    with pytest.raises(actions.Refused, match="colleague cannot"):
        actions.give(step, cast.colleague.person, by=cast.coordinator)


def test_hours_run_day_and_night_from_the_report(line):
    record, step = line(How.DECISION, hours=72)
    assert step.due_at == record.reported_at + timedelta(hours=72)


def test_a_take_down_s_hours_run_from_the_asking(line):
    record, step = line(How.TAKE_DOWN, hours=24)
    assert step.due_at != record.reported_at + timedelta(hours=24)


def now() -> dict:
    """As the page of a talk is set."""
    local = clock.local(clock.now())
    return {"day_day": local.day, "day_month": local.month, "day_year": local.year, "time": f"{local:%H:%M}"}


# --- Not before advice ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("how", "agency"), [(How.MEETING, "police"), (How.PARENTS, "social-care"), (How.TICK, "lado")]
)
def test_what_waits_for_advice_is_done_after_it(line, cast, sign_in, how, agency):
    record, step = line(how, code="stop", category="images-on-device", after_advice=how == How.TICK)
    lead, what = sign_in(cast.dsl), step.page[0]
    typed = {"told": "yes"} | TALK | {"note": "Stopped"} | now()
    assert "Not before police, social care or LADO have advised." in words_of(lead.get(address(record)))
    assert "First record what police" in refused(lead, record, what, step.ref, **typed)
    do(lead, record, "rang", "health", spoke_to="The duty desk", advice="Wait", answered="yes")
    assert "First record what police" in refused(lead, record, what, step.ref, **typed)
    do(lead, record, "rang", agency, spoke_to="The duty desk", advice="Go on", answered="yes")
    do(lead, record, what, step.ref, **typed)
    assert reread(step).state == "done"


# --- One page for an ordinary matter --------------------------------------------------------------------------
DEAL = {"outcome": "advice", "told": "yes"}


def test_dealt_with_on_one_page_what_has_its_own_is_left_out_or_done_first(line, desk):
    record, step = line(How.MEETING, code="behaviour", category="acceptable-use")
    ticked = [one.ref for one in record.steps.filter(required=True, how="tick").exclude(pk=step.pk)]
    assert step.words in words_of(desk.get(address(record, "deal-with-it")))
    assert "others are not needed" in refused(desk, record, "deal-with-it", **DEAL, done=ticked)
    do(desk, record, "deal-with-it", **DEAL, done=ticked, excuse="Does not apply here")
    assert (reread(step).state, reread(record).state) == ("excused", "closed")


def test_what_may_not_be_left_out_is_done_on_the_record_first(line, cast, desk):
    record, step = line(How.MEETING, code="behaviour", category="acceptable-use", excusable=False)
    assert address(record, "deal-with-it") not in desk.get(address(record)).content.decode()
    answer = press(desk, record, "talked", step.ref, **TALK)
    assert address(record, "deal-with-it") in desk.get(answer.url).content.decode()
