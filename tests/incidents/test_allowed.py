"""Allowed, with a reason: one page ends what was not wrong; nothing else ends as allowed."""

from types import SimpleNamespace

import pytest

from audit.ledger import ledger
from incidents import actions, grounds
from incidents.classes import Class
from incidents.guards import Facts
from incidents.models import Ground, Incident, Outcome, Step
from incidents.reading.covers import SLOT
from school import panels
from school.panels import Panel
from tests.dealing import address, do, opened, refused
from tests.incidents.test_deciding import change
from tests.make import category, make_pupil, make_report, question, reread
from tests.pages import words_of
from tests.reporting import send

pytestmark = pytest.mark.django_db


# --- Pure -----------------------------------------------------------------------------------------------------
@pytest.mark.proves("T-220", "T-223", "T-224", "T-225")
@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ({"phone"}, "leave lesson"),
        ({"phone", "console"}, "lesson"),
        ({"password"}, "administrator"),
        ({"phone", "password"}, ""),
        ({"bullying"}, ""),
        (set(), ""),
    ],
)
def test_a_ground_fits_every_kind_or_is_not_offered(codes, found):
    rows = [
        SimpleNamespace(code="leave", categories=["phone"]),
        SimpleNamespace(code="lesson", categories=["phone", "console"]),
        SimpleNamespace(code="administrator", categories=["password"]),
    ]
    assert " ".join(row.code for row in grounds.offered(frozenset(codes), rows)) == found


@pytest.mark.parametrize("cls", Class)
def test_what_may_be_a_crime_or_harm_a_child_is_never_allowed(cls):
    facts = Facts(cls=cls, kind="N", grounds=("leave",))
    assert bool(grounds.may_allow(facts)) == (cls in (Class.ILLEGAL, Class.CHILD_PROTECTION))
    assert grounds.may_allow(Facts(cls=cls, kind="N"))


def test_about_an_adult_here_the_lado_is_asked_first():
    facts = {"cls": "serious", "kind": "A", "grounds": ("emergency",)}
    assert "LADO" in grounds.may_allow(Facts(**facts))
    assert grounds.may_allow(Facts(**facts, threshold_not_met=True)) is None


# --- The page -------------------------------------------------------------------------------------------------
@pytest.fixture
def leave(db) -> Ground:
    """A ground of the school for what is on no list of sanctions, and how such matters end."""
    with ledger("made for a test", by=None, kind="profile", ref="") as book:
        ended = {"code": "as-allowed-adult", "words": "Allowed, with a reason"}
        book.save(Outcome(**ended, breach=False, ground=True, staff=True))
        kinds = ["acceptable-use", "low-level-concern"]
        return book.save(Ground(code="leave", words="The teacher had given leave", hint="Ask them.", categories=kinds))


@pytest.fixture
def record(cast, leave):
    return make_report(cast.teacher, "acceptable-use", people=[make_pupil()], addresses="https://games.example/play")


@pytest.fixture
def coordinator(cast, sign_in):
    return sign_in(cast.coordinator)


def test_one_save_takes_it_allows_it_and_closes_it(record, leave, coordinator):
    assert "Allowed, with a reason" in words_of(coordinator.get(address(record)))
    assert "Ask them." in words_of(coordinator.get(address(record, "allowed")))
    do(coordinator, record, "allowed", ground="leave", note="She rang the teacher")
    ended = reread(record)
    assert (ended.state, ended.outcome.code, ended.ground) == ("closed", "allowed", leave)
    assert (ended.parents_told, ended.parents_reason) == ("no", "Nothing was wrong: it was allowed")
    assert {(step.state, step.reason) for step in record.steps.all()} == {
        (Step.State.EXCUSED, "It was allowed: The teacher had given leave"),
        (Step.State.EXCUSED, "Nothing was wrong: it was allowed"),
    }
    page = words_of(coordinator.get(address(record)))
    assert "The teacher had given leave" in page
    assert "She rang the teacher" in page


def test_each_of_it_is_a_line_of_its_own(record, coordinator):
    do(coordinator, record, "allowed", ground="leave")
    said = list(record.events.values_list("verb", flat=True))
    assert [verb for verb in said if verb != "step excused"] == [
        "report", "acknowledge", "investigate", "parents", "resolve", "close",
    ]  # fmt: skip


def test_what_was_said_of_parents_stays(record, cast, coordinator):
    actions.parents(record, "yes", by=cast.coordinator)
    do(coordinator, record, "allowed", ground="leave")
    assert reread(record).parents_told == "yes"


def test_it_ends_as_allowed_by_no_other_page(cast, coordinator):
    """The present-day profile: allowed is an end with one of the school's reasons, and none without."""
    record = make_report(cast.teacher, "gambling")
    assert "allowed" not in {code for code, _ in _outcomes(coordinator, record)}
    grounds_offered = coordinator.get(address(record, "allowed")).context["form"].fields["ground"].queryset
    assert [row.code for row in grounds_offered] == ["lesson"]


def test_a_reason_is_chosen(record, coordinator):
    assert "Choose why it was allowed" in refused(coordinator, record, "allowed")
    assert "that stand under" in refused(coordinator, record, "allowed", ground="nonsense")


def test_what_no_reason_fits_is_not_offered_and_not_allowed(cast, leave, coordinator):
    record = make_report(cast.teacher, "bullying")
    assert "Allowed, with a reason" not in words_of(coordinator.get(address(record)))
    assert "Nothing makes this allowed" in words_of(coordinator.get(address(record, "allowed")))
    with pytest.raises(actions.Refused, match="Nothing makes this allowed"):
        actions.allow(record, leave, by=cast.coordinator)


def test_a_reason_for_other_kinds_changes_nothing(record, cast, leave):
    other = change(Ground(code="sums", words="Part of a lesson"), categories=["scam"])
    with pytest.raises(actions.Refused, match="does not fit"):
        actions.allow(record, other, by=cast.coordinator)
    assert (reread(record).state, record.events.count()) == ("reported", 1)


def test_questions_that_must_be_answered_come_first(record, coordinator):
    asked = change(question("criminal"), categories=["acceptable-use"])
    assert asked.words in words_of(coordinator.get(address(record, "allowed")))
    assert asked.words in refused(coordinator, record, "allowed", ground="leave")


def test_a_line_that_cannot_be_left_out_stops_it(record, cast, leave):
    step = record.steps.first()
    change(step, excusable=False, how="decision")
    with pytest.raises(actions.Refused, match="cannot be left out"):
        actions.allow(record, leave, by=cast.coordinator)
    assert reread(record).state == "reported"


def test_what_ends_as_allowed_says_why(record, cast, coordinator):
    assert "allowed" not in {code for code, _ in _outcomes(coordinator, record)}
    actions.acknowledge(record, by=cast.coordinator)
    actions.investigate(record, by=cast.coordinator)
    for step in record.steps.all():
        actions.excuse(step, reason="Not here", by=cast.coordinator)
    actions.parents(record, "yes", by=cast.coordinator)
    with pytest.raises(actions.Refused, match="Say why it was allowed"):
        actions.resolve(record, outcome=Outcome.objects.get(code="allowed"), by=cast.coordinator)


def _outcomes(browser, record):
    return browser.get(address(record, "finish")).context["form"].fields["outcome"].choices


def test_opened_again_it_may_end_otherwise(record, cast, leave, coordinator):
    actions.allow(record, leave, by=cast.coordinator)
    actions.reopen(record, reason="The teacher says otherwise", by=cast.coordinator)
    actions.investigate(record, by=cast.coordinator)
    actions.resolve(record, outcome=Outcome.objects.get(code="advice"), by=cast.coordinator)
    assert reread(record).ground is None


# --- About an adult here --------------------------------------------------------------------------------------
@pytest.fixture
def concern(cast, leave):
    return make_report(cast.teacher, "low-level-concern", people=[cast.colleague.person])


def test_about_an_adult_another_person_closes_it(concern, cast, sign_in):
    head = sign_in(cast.head)
    assert "LADO" in refused(head, concern, "allowed", ground="leave")
    do(head, concern, "threshold", reason="An emergency on a trip, with her number hidden")
    do(head, concern, "allowed", ground="leave")
    ended = reread(concern)
    assert (ended.state, ended.outcome.code) == ("resolved", "as-allowed-adult")
    do(sign_in(cast.dsl), concern, "close")


def test_whoever_it_is_about_finds_nothing(concern, cast, sign_in):
    assert sign_in(cast.colleague).get(address(concern, "allowed")).status_code == 403


# --- What other rooms know of its addresses -------------------------------------------------------------------
@pytest.fixture
def asked(monkeypatch):
    """A made-up room that knows of an exception, and what it was asked."""
    found = []

    def approved(request, **about) -> Panel:
        found.append(about)
        return Panel("Approved", "_empty.html", {"words": "games.example, for Year 9, until Friday"})

    monkeypatch.setattr(panels, "_offers", {**panels._offers, SLOT: []})
    panels.register(SLOT, approved, 10)
    return found


def test_the_page_and_the_record_show_what_other_rooms_know(record, coordinator, asked):
    for what in ("", "allowed"):
        assert "games.example, for Year 9, until Friday" in words_of(coordinator.get(address(record, what)))
    about = {"addresses": ["https://games.example/play"], "at": record.happened_at, "group": ["9"]}
    assert asked == [about, about]


def test_nobody_is_asked_where_nothing_could_be_allowed_or_there_is_no_address(cast, leave, coordinator, asked):
    for record in (
        make_report(cast.teacher, "acceptable-use"),
        make_report(cast.teacher, "bullying", addresses="https://games.example/play"),
    ):
        coordinator.get(address(record))
    assert asked == []


def test_a_form_of_another_kind_shows_none(record, coordinator, asked):
    opened(coordinator, record, "note")
    assert asked == []


def test_what_was_on_purpose_and_nobody_s_fault_before_can_still_be_allowed(cast, leave):
    """Intent alone takes no ground away: whether it was allowed is another question."""
    change(category("acceptable-use"), if_deliberate="serious")
    record = make_report(cast.teacher, "acceptable-use")
    actions.particulars(record, {"intent": "deliberate"}, by=cast.coordinator)
    actions.allow(record, leave, by=cast.coordinator)
    assert reread(record).state == "closed"


# --- Words that alarm (U12) -----------------------------------------------------------------------------------
ALARM, ASKED = "She was allowed it. He drew a weapon.", "Might somebody be in danger, now or in the next days?"
Q = "q_immediate-danger"


@pytest.fixture
def alarming(leave, cast, sign_in):
    """A report whose words alarm, of which the reporter said that it is nothing."""
    assert send(sign_in(cast.teacher), text=ALARM, answers={"immediate-danger": "no"}).status_code == 302
    return Incident.objects.get()


def test_what_alarms_is_read_and_answered_again_before_it_ends(alarming, cast, coordinator):
    page = coordinator.get(address(alarming, "allowed"))
    assert 'aria-label="What was reported"' in page.content.decode()
    words = words_of(page)
    for said in ("He drew a weapon.", ASKED, "Whoever wrote them answered no."):
        assert said in words
    assert f"Answer “{ASKED}”" in refused(coordinator, alarming, "allowed", ground="leave")
    assert "it goes to other people" in refused(coordinator, alarming, "allowed", ground="leave", **{Q: "unsure"})
    do(coordinator, alarming, "allowed", ground="leave", **{Q: "no"})
    assert reread(alarming).state == "closed"
    assert list(alarming.answers.order_by("pk").values_list("by", "value"))[-1] == (cast.coordinator.pk, "no")


def test_what_does_not_alarm_is_not_asked_again(record, coordinator):
    page = coordinator.get(address(record, "allowed")).content.decode()
    assert "What was reported" not in page and Q not in page


def test_the_action_refuses_what_alarms_and_nobody_answered(alarming, leave, cast):
    with pytest.raises(actions.Refused, match="Answer first: Might somebody be in danger"):
        actions.allow(alarming, leave, by=cast.coordinator)
    assert reread(alarming).state == "reported"
