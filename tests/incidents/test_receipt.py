"""The receipt: what happens next, in real times; one’s own words while they may be shown; for nobody else."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.models import Outcome, Statement
from school.models import School
from school.roles import Role
from tests.make import make_report, make_user, reread

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 11, 4, tzinfo=UTC)


@pytest.fixture
def reporter(db):
    """Of a school with a safeguarding lead."""
    make_user(Role.DSL)
    return make_user(Role.STAFF)


@pytest.fixture
def school(db):
    with ledger("numbers", by=None, kind="school", ref="") as book:
        school = School.current()
        school.extension = "ext 204"
        return book.save(school)


def page(browser, record) -> str:
    answer = browser.get(f"/reports/mine/{record.ref}/")
    assert answer.status_code == 200
    return answer.content.decode()


def text(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup[markup.index("<main") : markup.index("</main")]))


def test_it_says_by_when_somebody_should_answer(reporter, sign_in, school):
    with clock.standing_at(MORNING):
        record = make_report(reporter, "grooming")
        words = text(page(sign_in(reporter), record))
    assert "Sent 11:04, Friday 20 November." in words
    assert record.ref in words
    assert "Somebody should answer by 11:34; if not, ring the designated safeguarding lead on ext 204." in words
    for line in (
        "Stay with the child",
        "Do not promise to keep it secret",
        "Do not ask more",
        "You have done the right",
    ):
        assert line in words


def test_another_day_is_named(reporter, sign_in):
    with clock.standing_at(MORNING):
        record = make_report(reporter, "copying")
        by = clock.local(record.due_at)
        assert f"answer by {by:%H:%M on %A %-d %B}; if not, ring the school" in text(page(sign_in(reporter), record))


def test_when_nobody_answered_in_time_it_says_to_ring_now(reporter, sign_in, school):
    with clock.standing_at(MORNING):
        record = make_report(reporter, "grooming")
    with clock.standing_at(MORNING + timedelta(minutes=31)):
        assert "Ring the designated safeguarding lead on ext 204 now" in text(page(sign_in(reporter), record))


def night(number="01632 960001", social_care="01632 960002"):
    """22:12 on that Friday; the numbers a school entered."""
    with ledger("numbers", by=None, kind="school", ref="") as book:
        school = School.current()
        school.extension, school.telephone, school.out_of_hours = "ext 204", number, social_care
        book.save(school)
    return clock.standing_at(MORNING + timedelta(hours=11, minutes=8))


def test_at_night_it_names_a_number_that_answers_then(reporter, sign_in):
    with night():
        words = text(page(sign_in(reporter), make_report(reporter, "grooming")))
    assert "Somebody should answer by 22:42; if not, ring the designated safeguarding lead on 01632 960001." in words
    assert "ext 204" not in words[words.index("What happens next") :]


def test_at_night_it_is_social_care_where_the_lead_has_no_number_from_outside(reporter, sign_in):
    with night(number=""):
        words = text(page(sign_in(reporter), make_report(reporter, "grooming")))
    assert "if not, ring children’s social care on 01632 960002." in words


def test_what_is_answered_in_school_hours_names_the_extension_though_it_is_night(reporter, sign_in):
    with night():
        words = text(page(sign_in(reporter), make_report(reporter, "copying")))
    assert "if not, ring the designated safeguarding lead on ext 204." in words


@pytest.mark.parametrize(("hours", "is_said"), [(0, False), (11, True)])
def test_at_night_it_says_where_the_phone_stays(reporter, sign_in, school, hours, is_said):
    with clock.standing_at(MORNING + timedelta(hours=hours)):
        words = text(page(sign_in(reporter), make_report(reporter, "nudes")))
    assert "straight to the safeguarding lead" in words
    assert ("lock the device away in school" in words) is is_said
    assert ("Do not take it home" in words) is is_said


def finish(record, by) -> None:
    actions.acknowledge(record, by=by)
    actions.investigate(reread(record), by=by)
    for step in record.steps.filter(state="open"):
        actions.excuse(step, by=by, reason="Does not apply here")
    actions.parents(record, "yes", by=by)
    actions.resolve(reread(record), by=by, outcome=Outcome.objects.get(code="advice"))
    actions.close(reread(record), by=by)


def test_it_goes_from_received_to_dealt_with_to_finished_and_says_no_more(cast, sign_in):
    record, browser = make_report(cast.teacher, "copying"), sign_in(cast.teacher)
    assert "Received" in text(page(browser, record))
    actions.acknowledge(record, by=cast.coordinator)
    words = page(browser, record)
    assert "Being dealt with" in text(words)
    assert cast.coordinator.person.family_name not in words
    finish_rest = reread(record)
    actions.investigate(finish_rest, by=cast.coordinator)
    for step in record.steps.filter(state="open"):
        actions.excuse(step, by=cast.coordinator, reason="Secret reason")
    actions.parents(record, "yes", by=cast.coordinator)
    actions.resolve(
        reread(record), by=cast.coordinator, outcome=Outcome.objects.get(code="advice"), note="Secret note"
    )
    assert "Being dealt with" in text(page(browser, record))
    actions.close(reread(record), by=cast.coordinator)
    words = page(browser, record)
    assert "Finished" in text(words)
    assert "we cannot say more" in words
    assert not any(secret in words for secret in ("Secret", "advice"))


def test_it_never_goes_back_when_others_deal_with_it(cast, sign_in):
    """That it was made more serious is for its handlers to know."""
    record = make_report(cast.teacher, "copying")
    actions.acknowledge(record, by=cast.coordinator)
    actions.raise_class(reread(record), "child_protection", by=cast.coordinator, reason="It is worse than it looked")
    assert reread(record).state == "reported"
    assert "Being dealt with" in text(page(sign_in(cast.teacher), record))


def test_a_joined_report_is_finished_when_the_other_is(cast, sign_in):
    record, other = make_report(cast.teacher, "copying"), make_report(cast.colleague, "copying")
    actions.join(record, other, by=cast.coordinator)
    assert "Received" in text(page(sign_in(cast.teacher), record))
    finish(other, cast.coordinator)
    assert "Finished" in text(page(sign_in(cast.teacher), record))


def test_own_words_show_until_the_record_is_private(cast, sign_in):
    record, browser = make_report(cast.teacher, "copying", text="My own words", place="Gym"), sign_in(cast.teacher)
    assert "My own words" in page(browser, record)
    actions.raise_class(record, "child_protection", by=cast.coordinator, reason="It is worse than it looked")
    words = page(browser, record)
    assert "My own words" not in words
    assert "Gym" not in words
    assert "It is now private, so its words are not shown here, even to you." in words


def test_something_remembered_is_added_even_when_the_words_are_hidden(cast, sign_in):
    record, browser = make_report(cast.teacher, "grooming"), sign_in(cast.teacher)
    answer = browser.post(f"/reports/mine/{record.ref}/add/", {"add-text": "He had a red bike"}, follow=True)
    assert "Added. Whoever deals with it is told." in answer.content.decode()
    assert "red bike" not in answer.content.decode()
    assert record.statements.get(kind=Statement.Kind.ADDED).text == "He had a red bike"


def test_what_was_added_to_a_private_report_is_listed_by_its_time_alone(cast, sign_in):
    with clock.standing_at(MORNING):
        record = make_report(cast.teacher, "grooming", text="My own words")
        actions.add_words(record, "He had a red bike", by=cast.teacher)
        words = page(sign_in(cast.teacher), record)
    assert "You added something at 11:04 on 20 November. It is kept; its words are not shown here." in text(words)
    assert not any(secret in words for secret in ("red bike", "My own words"))


@pytest.mark.parametrize(("category", "yes", "said"), [
    ("malware", (), False), ("grooming", (), True), ("nudes", (), True), ("copying", ("first-danger",), True),
    ("low-level-concern", (), False),
])  # fmt: skip
def test_what_to_do_with_a_child_is_said_only_where_there_may_be_one(cast, sign_in, category, yes, said):
    record = make_report(cast.teacher, category, yes=yes, text="")
    assert ("Stay with the child" in page(sign_in(cast.teacher), record)) == said


@pytest.mark.parametrize(("category", "at_night"), [("copying", False), ("grooming", True), ("nudes", True)])
def test_the_number_for_the_night_is_not_for_ordinary_matters(cast, sign_in, numbers, category, at_night):
    record = make_report(cast.teacher, category, text="")
    receipt = page(sign_in(cast.teacher), record).split("<main", 1)[1]
    assert "01632 960204" in receipt
    assert ("01632 960999" in receipt) == at_night


def test_pressing_add_twice_adds_once(reporter, sign_in):
    record, browser = make_report(reporter, "copying"), sign_in(reporter)
    for _ in range(2):
        browser.post(f"/reports/mine/{record.ref}/add/", {"add-text": "Again"})
    assert record.statements.filter(kind=Statement.Kind.ADDED).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Write what you remembered"), ("  ", "Write what"), ("x" * 5001, "5000"), ("a\0", "cannot be kept")],
)
def test_bad_additions_are_a_sentence(reporter, sign_in, typed, said):
    record = make_report(reporter, "copying")
    answer = sign_in(reporter).post(f"/reports/mine/{record.ref}/add/", {"add-text": typed})
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors["text"])
    assert record.statements.count() == 1


def test_a_question_waits_until_it_is_answered(cast, sign_in):
    record, browser = make_report(cast.teacher, "grooming"), sign_in(cast.teacher)
    assert "A question for you" not in page(browser, record)
    actions.ask_reporter(record, "Which bus was it?", by=cast.dsl)
    assert "Which bus was it?" in page(browser, record)
    assert all("A question waits for you" in browser.get(url).content.decode() for url in ("/", "/reports/mine/"))
    browser.post(f"/reports/mine/{record.ref}/answer/", {"answer-text": "The 42"})
    assert record.statements.get(kind=Statement.Kind.ANSWER).text == "The 42"
    assert "A question for you" not in page(browser, record)
    assert "A question waits for you" not in browser.get("/").content.decode()


def test_a_reporter_who_became_the_subject_keeps_reference_and_date(cast, sign_in):
    record, browser = make_report(cast.teacher, "copying", text="My own words"), sign_in(cast.teacher)
    actions.ask_reporter(record, "Which bus?", by=cast.dsl)
    actions.involve(reread(record), person=cast.teacher.person, part="subject", by=cast.dsl)
    words = page(browser, record)
    assert f"Received on {clock.local(record.reported_at):%-d %B %Y}" in text(words)
    assert not any(gone in words for gone in ("My own words", "<textarea", "Which bus", "Being dealt with"))
    assert browser.post(f"/reports/mine/{record.ref}/add/", {"add-text": "More"}).status_code == 404
    listed = text(browser.get("/reports/mine/").content.decode())
    assert not any(
        gone in listed for gone in ("Being dealt with", f"{clock.local(record.reported_at):%H:%M}", "Copied")
    )


def test_it_is_there_for_its_reporter_alone(cast, sign_in):
    record = make_report(cast.teacher, "copying")
    for user in (cast.colleague, cast.coordinator, cast.dsl, cast.head):
        browser = sign_in(user)
        assert browser.get(f"/reports/mine/{record.ref}/").status_code == 404
        assert browser.post(f"/reports/mine/{record.ref}/add/", {"add-text": "More"}).status_code == 404


@pytest.mark.parametrize("ref", ["ZZZZ-ZZZZ", "zzzz", "%00", "..%2f"])
def test_a_reference_that_is_none_is_not_there(reporter, sign_in, ref):
    assert sign_in(reporter).get(f"/reports/mine/{ref}/").status_code == 404


def test_somebody_who_may_open_the_record_is_led_there(cast, sign_in):
    record = make_report(cast.coordinator, "copying")
    assert f"/records/{record.ref}/" in page(sign_in(cast.coordinator), record)
    record = make_report(cast.teacher, "copying")
    assert f"/records/{record.ref}/" not in page(sign_in(cast.teacher), record)


def test_a_picture_says_stop_again(reporter, sign_in):
    record = make_report(reporter, "nudes", text="")
    words = page(sign_in(reporter), record)
    assert "Do not look at it again" in words
    assert "Do not describe any picture" in words.split("Add something I remembered")[1]


# --- Whom to ring -------------------------------------------------------------------------------------------
def test_it_gives_the_numbers_to_press(reporter, sign_in, numbers):
    with clock.standing_at(MORNING):
        words = page(sign_in(reporter), make_report(reporter, "grooming"))
    assert "Designated safeguarding lead, inside the school: ext 204" in text(words)
    for digits in ("01632960204", "01632960999"):
        assert f'href="tel:{digits}"' in words
    assert "tel:ext" not in words
