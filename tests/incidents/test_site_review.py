"""Two people look at a suspected page or device, on one clean computer, by the procedure; never at a crime."""

import pytest

from audit.ledger import ledger
from incidents import actions
from incidents.models import SiteReview, StepTemplate
from tests.dealing import address, do, press, refused, step_of
from tests.make import category, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
TYPED = {"looked_at": "The page https://example.com/clip.", "computer": "OAK-CLEAN-1"}
FOUND = {"found": "Nothing on it is about a pupil of ours.", "followed": "on"}
WHY = "There is a picture on it that may be a crime"


@pytest.fixture(autouse=True)
def line(db):
    """The profile of a school that has such a line, and the procedure for it."""
    with ledger("made for a test", by=None, kind="profile", ref="") as book:
        row = StepTemplate.objects.get(code="hear-everybody")
        row.how, row.document = "review", "behaviour-policy"
        book.save(row)


@pytest.fixture
def record(cast, line):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def begun(record, cast):
    return actions.begin_review(record, *TYPED.values(), by=cast.coordinator)


def test_begun_by_one_and_agreed_by_another(record, cast, sign_in):
    desk, step = sign_in(cast.coordinator), step_of(record, "hear-everybody")
    page = desk.get(address(record, "site-review", step.ref))
    assert "Follow: Behaviour policy" in words_of(page)
    assert "Write on which computer" in refused(desk, record, "site-review", step.ref, **TYPED | {"computer": ""})
    do(desk, record, "site-review", step.ref, **TYPED)
    assert reread(step).state == "open"
    assert "site-review-found" not in desk.get(address(record)).content.decode(), "not by whoever began it"
    do(sign_in(cast.dsl), record, "site-review-found", **FOUND)
    review = SiteReview.objects.get()
    assert (review.first, review.second, review.computer, review.followed) == (
        cast.coordinator,
        cast.dsl,
        "OAK-CLEAN-1",
        True,
    )
    assert review.ended == review.agreed_at
    assert (reread(step).state, reread(step).reason) == ("done", FOUND["found"])


def test_what_they_look_at_is_written_so_that_nobody_opens_it(begun, record, cast, sign_in):
    words = words_of(sign_in(cast.coordinator).get(address(record)))
    assert "hxxps://example[.]com/clip. On: OAK-CLEAN-1." in words
    assert "https://example.com" not in words


def test_not_agreed_by_whoever_began_it(begun, cast):
    with pytest.raises(actions.Refused, match="other person"):
        actions.agree_review(begun, "Nothing", followed=True, by=cast.coordinator)
    assert reread(begun).ended is None


@pytest.mark.parametrize(("left_out", "says"), [("found", "Write what you both found"), ("followed", "Tick “We")])
def test_what_was_found_and_that_the_procedure_was_followed_are_a_must(begun, record, cast, sign_in, left_out, says):
    assert says in refused(sign_in(cast.dsl), record, "site-review-found", **FOUND | {left_out: None})
    assert reread(begun).ended is None


def test_the_head_who_reads_it_may_be_the_other(begun, record, cast, sign_in):
    """`act` asks for the right to handle; `manages` is not asked of the second of two."""
    assert address(record, "site-review-found") in sign_in(cast.head).get(address(record)).content.decode()
    do(sign_in(cast.head), record, "site-review-found", **FOUND)
    assert reread(begun).second == cast.head


def test_nobody_else_finds_it(begun, record, cast, sign_in):
    assert sign_in(cast.senior_leader).get(address(record, "site-review-found")).status_code == 404
    assert sign_in(cast.teacher).get(address(record, "site-review-found")).status_code == 403


def test_it_is_finished_before_the_matter_is(begun, record, cast, sign_in):
    actions.investigate(record, by=cast.coordinator)
    for step in record.steps.filter(state="open"):
        actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    typed = {"outcome": "advice", "told": "yes"}
    assert "still looking" in refused(sign_in(cast.coordinator), reread(record), "finish", **typed)


def test_stopped_for_another_reason_the_line_stays_open(begun, record, cast, sign_in):
    typed = {"why": "other", "reason": "The computer was not the clean one"}
    do(sign_in(cast.coordinator), record, "site-review-stop", **typed)
    review = reread(begun)
    assert (review.stopped, review.second, review.found) == (True, None, typed["reason"])
    assert step_of(record, "hear-everybody").state == "open"
    with pytest.raises(actions.Refused, match="over already"):
        actions.agree_review(begun, "Nothing", followed=True, by=cast.dsl)


def test_what_may_be_a_crime_stops_every_one_in_the_same_act(begun, record, cast, sign_in):
    other = actions.begin_review(reread(record), "A second page", "OAK-CLEAN-1", by=cast.dsl)
    answer = press(sign_in(cast.coordinator), record, "site-review-stop", review=begun.pk, why="crime", reason=WHY)
    assert answer.url == "/records/", "it is with other people now"
    assert reread(record).cls == "illegal"
    assert [(reread(one).stopped, reread(one).ended is None) for one in (begun, other)] == [(True, False)] * 2


def test_any_rise_to_it_does(begun, record, cast):
    actions.file_under(record, [category("images-on-device")], by=cast.coordinator)
    assert reread(begun).stopped


@pytest.mark.parametrize("code", ["images-on-device", "grooming"])
def test_never_at_a_crime_or_a_child_protection_matter(cast, code):
    record = make_report(cast.teacher, code)
    actions.acknowledge(record, by=cast.dsl)
    with pytest.raises(actions.Refused):
        actions.begin_review(reread(record), "The page", "OAK-CLEAN-1", by=cast.dsl)
    assert not SiteReview.objects.exists()
