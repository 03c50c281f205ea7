"""The list of a record: ticked in place where a press is enough, asked for words where its own words ask for some."""

from datetime import UTC, date, datetime

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Step
from school.models import Closure
from tests.dealing import address, do, open_steps, opened, press, refused, step_of
from tests.make import make_pupil, make_report, reread, write
from tests.pages import form_with, forms_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def serious(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def private(cast):
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=cast.dsl)
    return reread(record)


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


def tick(browser, record, step):
    """Press the line's own button on the record's page."""
    page = browser.get(address(record))
    form = next(form for form in forms_of(page) if "version" in form.offered and not form.offered.get("text"))
    where = address(record, "done", step.ref)
    assert f'formaction="{where}"' in page.content.decode()
    return browser.post(where, {"version": form.values["version"][0]})


# --- Ticked in place ------------------------------------------------------------------------------------------
def test_a_plain_line_is_done_with_one_press_and_one_goes_on_with_the_next(serious, desk):
    first, second = open_steps(serious)[:2]
    answer = tick(desk, serious, first)
    assert answer.url == f"{address(serious)}#step-{second.ref}"
    assert reread(first).state == Step.State.DONE
    page = desk.get(answer.url)
    assert f'id="step-{second.ref}"' in page.content.decode()
    assert f"Done: {first.words} {second.words}" in words_of(page)
    assert "Important" not in words_of(page), "no banner at the top takes the eye away"


def test_one_goes_on_from_where_one_is_not_from_the_top(serious, desk):
    _, second, third = [step for step in open_steps(serious) if step.how == "tick"][:3]
    assert tick(desk, serious, second).url.endswith(f"#step-{third.ref}")


def test_behind_the_last_line_one_goes_on_with_what_was_left_before_it(serious, desk):
    later = serious.steps.filter(state="open")
    for step in (*later.filter(required=False), *later.filter(how="parents")):
        actions.excuse(step, by=serious.owner.user, reason="Does not apply here")
    first, *_, last = sorted(open_steps(serious), key=lambda step: (step.when != "now", step.position))
    assert tick(desk, serious, last).url.endswith(f"#step-{first.ref}")


def test_once_nothing_is_left_one_lands_at_the_head_of_the_list(serious, desk):
    *rest, last = serious.steps.filter(state="open")
    for step in rest:
        actions.excuse(step, by=serious.owner.user, reason="Does not apply here")
    answer = press(desk, serious, "not-needed", last.ref, other="Does not apply here")
    assert answer.url.endswith("#checklist")
    assert f"Not needed: {last.words}" in words_of(desk.get(answer.url))


def test_a_call_leads_on_as_well(private, lead):
    answer = press(lead, private, "rang", "police", spoke_to="The duty desk", answered="no")
    assert "#step-" in answer.url
    assert "Rang: " in words_of(lead.get(answer.url))


def test_nothing_is_ticked_before_somebody_has_it(cast, desk):
    record = make_report(cast.teacher, "bullying")
    page = desk.get(address(record)).content.decode()
    assert "formaction" not in page
    assert "The steps wait until somebody has it." in page


def test_a_press_on_an_old_reading_changes_nothing(serious, desk):
    first = open_steps(serious)[0]
    answer = desk.post(address(serious, "done", first.ref), {"version": serious.version - 1})
    assert answer.status_code == 409
    assert reread(first).state == Step.State.OPEN


def test_given_to_a_colleague_the_message_stands_at_the_line_that_was_given(serious, desk, cast):
    first = open_steps(serious)[0]
    found = press(desk, serious, "give-step", first.ref, find=cast.colleague.person.family_name)
    answer = form_with(found, "version").send(desk, person=cast.colleague.person.ref, instruction="Mia, 8B")
    assert answer.url == f"{address(serious)}#step-{first.ref}"
    assert f"Given to a colleague: {first.words} {first.words}" in words_of(desk.get(answer.url))


def test_whoever_is_asked_is_told_what_they_need_to_know(serious, desk, cast):
    first, must = open_steps(serious)[0], "Write what they need to know, and about whom"
    found = press(desk, serious, "give-step", first.ref, find=cast.colleague.person.family_name)
    assert must not in words_of(found), "they look for somebody first"
    assert must in words_of(form_with(found, "version").send(desk, instruction=" "))
    with pytest.raises(actions.Refused, match=must):
        actions.give(first, cast.colleague.person, by=cast.coordinator)
    assert reread(first).owner is None


def test_nobody_is_offered_who_could_not_be_asked(serious, desk, cast):
    """Neither who has a part in it, nor who has no account; they are refused as well, should somebody send them."""
    first, family = open_steps(serious)[0], cast.colleague.person.family_name
    pupil = make_pupil("Mia", family=family)
    offered = press(desk, serious, "give-step", first.ref, find=family)
    assert [ref for ref, _ in offered.context["form"].fields["person"].choices] == [cast.colleague.person.ref]
    actions.conflicted(serious, cast.colleague.person, by=cast.coordinator, reason="He is her father")
    asked = form_with(desk.get(address(serious, "give-step", first.ref)), "find")
    assert "Nobody of that name has an account and no part in this" in words_of(asked.send(desk, find=family))
    for person in (pupil, cast.colleague.person):
        answer = asked.send(desk, person=person.ref, instruction="Mia, 8B")
        assert "Choose somebody with an account who has no part in this" in words_of(answer)
    assert reread(first).owner is None


# --- By when --------------------------------------------------------------------------------------------------
@pytest.fixture
def monday(db):
    """9 November 2026, in a week whose Wednesday school is closed."""
    clock.set_to(datetime(2026, 11, 9, 9, tzinfo=UTC))
    write(Closure(name="Training day", starts=date(2026, 11, 11), ends=date(2026, 11, 11)))


def on(day):
    return {"day_day": day, "day_month": 11, "day_year": 2026}


@pytest.mark.parametrize(("day", "closed", "opens"), [(14, "Saturday", "Monday 16"), (11, "Wednesday", "Thursday 12")])
@pytest.mark.parametrize("what", ["add-step", "give-step"])
def test_a_day_on_which_school_is_closed_is_said_and_kept_if_one_presses_again(
    monday, serious, desk, cast, what, day, closed, opens
):
    about = open_steps(serious)[0].ref if what == "give-step" else ""
    typed = {"person": cast.colleague.person.ref, "instruction": "Mia"} if about else {"what": "Ring the club"}
    page = opened(desk, serious, what, about).send(desk, **typed, **on(day))
    [said] = page.context["form"].errors["day"]
    assert said.startswith(f"School is closed on {closed} {day} November. It opens on {opens} November")
    chosen = serious.steps.filter(due_at=clock.at_school(date(2026, 11, day), 17))
    assert not chosen.exists()
    assert form_with(page, "version").send(desk).status_code == 302
    assert chosen.exists()


def test_another_such_day_is_said_again_and_a_school_day_is_not(monday, serious, desk):
    page = opened(desk, serious, "add-step").send(desk, what="Ring the club", **on(14))
    again = form_with(page, "version").send(desk, **on(15))
    assert "School is closed on Sunday 15 November" in words_of(again)
    assert form_with(again, "version").send(desk, **on(16)).status_code == 302


# --- Words that are asked for ---------------------------------------------------------------------------------
def test_the_box_says_what_to_write_and_has_to_be_filled_in(private, lead):
    step = step_of(private, "own-words")
    page = lead.get(address(private, "done", step.ref))
    assert "What was said, in the words that were used" in words_of(page)
    assert "tell me, explain, describe" in words_of(page), "what to mind while writing"
    assert "Enter what was said" in refused(lead, private, "done", step.ref, note=" ")
    said = "“He wants me to send one.” " * 20
    do(lead, private, "done", step.ref, note=said)
    assert reread(step).reason == said.strip()


def test_it_has_no_button_on_the_records_page(private, lead):
    page = lead.get(address(private)).content.decode()
    assert "formaction" not in page
    assert address(private, "done", step_of(private, "own-words").ref) in page


def test_an_ordinary_record_asks_where_the_profile_does(cast, desk):
    record = make_report(cast.teacher, "passwords")
    actions.acknowledge(record, by=cast.coordinator)
    assert "Enter what was decided" in refused(desk, record, "done", step_of(record, "data-decision").ref)


def test_a_private_line_without_words_of_its_own_asks_what_was_done(cast, lead):
    record = make_report(cast.teacher, "criminal-hate")
    actions.acknowledge(record, by=cast.dsl)
    step = step_of(record, "check-on-target")
    assert "Enter what was done, and what was decided" in refused(lead, record, "done", step.ref)


def test_where_nobody_describes_a_picture_the_box_says_so(cast, lead):
    record = make_report(cast.teacher, "nudes")
    actions.acknowledge(record, by=cast.dsl)
    words = words_of(lead.get(address(record, "done", step_of(record, "who-has-it").ref)))
    assert "Do not describe the picture." in words


@pytest.mark.parametrize("note", ["", " \n "])
def test_no_door_is_left_open(private, cast, note):
    step = step_of(private, "own-words")
    with pytest.raises(actions.Refused, match="Write this down: what was said"):
        actions.tick(step, by=cast.dsl, note=note)


def test_of_a_private_record_no_action_takes_less_than_its_page(private, cast, lead):
    line = actions.add(private, "Ask how she is", by=cast.dsl)
    with pytest.raises(actions.Refused, match="Write what was done"):
        actions.tick(line, by=cast.dsl, note=" ")
    with pytest.raises(actions.Refused, match="few words of your own"):
        actions.excuse(line, by=cast.dsl, reason="Not needed")
    assert "Enter what was done" in refused(lead, private, "done", line.ref, note=" ")
    assert "few words of your own" in refused(lead, private, "not-needed", line.ref, other="Not needed")
    assert reread(line).state == Step.State.OPEN
    do(lead, private, "not-needed", line.ref, other="Social care do this")


def test_no_action_leaves_a_call_out_without_words_of_its_own(serious, cast):
    call = serious.steps.filter(agency__isnull=False).first()
    with pytest.raises(actions.Refused, match="few words of your own"):
        actions.excuse(call, by=cast.coordinator, reason="Not needed")


def test_a_colleague_is_asked_too_and_reads_no_hint(private, cast, sign_in):
    step = step_of(private, "own-words")
    actions.give(step, cast.colleague.person, by=cast.dsl, instruction="Mia, 8B")
    browser = sign_in(cast.colleague)
    page = browser.get(f"/steps/{step.ref}/")
    assert "What was said, in the words that were used" in words_of(page)
    assert step.hint not in page.content.decode()
    form = form_with(page, "note")
    assert "Enter what was said" in form.send(browser, note="").content.decode()
    assert form.send(browser, note="She said that he wrote to her").status_code == 302
    assert reread(step).reason == "She said that he wrote to her"


def test_dealt_with_on_one_page_it_is_asked_there(cast, desk):
    """A profile may ask for words in an ordinary matter too."""
    record = make_report(cast.teacher, "acceptable-use")
    step = open_steps(record)[0]
    step.asks = "What the pupil said"
    with actions.record.ledger("made for a test", by=None, kind="incident", ref=record.ref) as book:
        book.save(step)
    typed = {"outcome": "advice", "told": "yes", "done": [step.ref], "excuse": "Does not apply here"}
    assert "Enter what the pupil said" in refused(desk, record, "deal-with-it", **typed)
    do(desk, record, "deal-with-it", **typed, **{f"said_{step.ref}": "It was her brother’s"})
    assert reread(step).reason == "It was her brother’s"
    assert reread(record).state == "closed"


def test_a_record_keeps_the_words_it_was_opened_with(private, lead):
    step = step_of(private, "own-words")
    row = step.template
    row.asks = "Something else"
    with actions.record.ledger("made for a test", by=None, kind="profile", ref="") as book:
        book.save(row)
    assert "What was said" in words_of(lead.get(address(private, "done", step.ref)))


def test_opened_shows_the_version_it_was_read_in(serious, desk):
    assert opened(desk, serious, "done", open_steps(serious)[0].ref).values["version"] == [str(serious.version)]


def test_a_line_as_long_as_may_be_can_be_added_given_and_marked(serious, desk, cast):
    """Its words stand in the timeline behind others; PostgreSQL keeps no letter too many."""
    words = "Fetch the form tutor " * 9 + "and the head"
    assert opened(desk, serious, "add-step").send(desk, what=words[:200]).status_code == 302
    step = serious.steps.get(template=None)
    due = {"instruction": "Mia, 8B", "due_at": clock.end_of_today()}
    actions.give(step, cast.colleague.person, by=cast.coordinator, **due)
    do(desk, serious, "not-needed", step.ref, other="Does not apply here")
    do(desk, serious, "undo", step.ref, reason="It does")
    assert "Not needed: Fetch the form tutor" in words_of(desk.get(address(serious)))
