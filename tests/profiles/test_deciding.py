"""What the two policies have somebody decide, and what follows: intent, questions, how serious, outside school."""

from datetime import date, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Question
from tests.dealing import address, do, opened, refused, step_of
from tests.make import make_pupil, make_report, question, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("profile", ["milestone", "toynbee"])


def lines(record, state="open") -> set[str]:
    return set(record.steps.filter(state=state).values_list("template__code", flat=True))


@pytest.fixture
def filed(cast):
    """A report of that kind about a pupil, taken by whoever deals with it."""

    def report(code, by="coordinator"):
        record = make_report(cast.teacher, code, people=[make_pupil()])
        actions.acknowledge(record, by=getattr(cast, by))
        return reread(record)

    return report


# --- S15 ------------------------------------------------------------------------------------------------------
@pytest.mark.proves("T-114", "T-205", "T-211")
@BOTH
def test_by_accident_and_told_by_accident_and_hidden_and_on_purpose(school_of, filed, cast, sign_in, profile):
    school_of(profile)
    coordinator = sign_in(cast.coordinator)
    told, hidden, meant = filed("accident-told"), filed("accident-hidden"), filed("accident-hidden")
    for record, intent in ((told, "accidental"), (hidden, "accidental"), (meant, "deliberate")):
        do(coordinator, record, "particulars", intent=intent)

    assert [reread(record).cls for record in (told, hidden, meant)] == ["inappropriate", "inappropriate", "serious"]
    form = coordinator.get(address(told, "deal-with-it")).context["form"]
    assert form["outcome"].initial == "no-breach"
    assert "sanction" not in lines(told)
    assert {"behaviour", "sanction"} <= lines(meant)
    do(coordinator, meant, "look-into")
    assert "Give a sanction, or say why none" in refused(coordinator, meant, "finish", outcome="advice", told="yes")


@pytest.mark.proves("T-114")
@BOTH
def test_told_and_yet_on_purpose_it_is_somebody_s_fault_after_all(school_of, filed, cast, profile):
    school_of(profile)
    record = filed("accident-told")
    assert "sanction" not in lines(record)
    actions.particulars(record, {"intent": "deliberate"}, by=cast.coordinator)
    assert reread(record).cls == "serious"
    assert {"sanction", "behaviour", "ring-home"} <= lines(record)


# --- S03 ------------------------------------------------------------------------------------------------------
@pytest.mark.proves("T-247")
@BOTH
def test_a_child_known_to_the_school_makes_social_care_a_line_nobody_leaves_out(
    school_of, filed, cast, sign_in, profile
):
    school_of(profile)
    lead, record = sign_in(cast.dsl), filed("child-abuse-images", by="dsl")
    asked = question("child-known")
    assert "social-care-known" not in lines(record)
    do(lead, record, "rang", "police", spoke_to="The duty desk", advice="Tell the parents", answered="yes")
    do(lead, record, "pass-on")
    assert asked.words in refused(lead, record, "finish", outcome="partners", told="yes")
    do(lead, record, "questions", **{"q_child-known": "yes"})
    assert not step_of(record, "social-care-known").excusable
    assert reread(record).cls == "illegal"
    do(lead, record, "rang", "social-care", answered="no")
    assert {"social-care", "social-care-known"} <= lines(record, "done")


# --- Must be answered, must be said ---------------------------------------------------------------------------
@pytest.mark.proves("M-141", "T-206")
@BOTH
def test_each_question_for_certain_kinds_waits_for_its_answer(school_of, cast, profile):
    school_of(profile)
    asked = Question.objects.filter(asked="deciding", retired=False).exclude(categories=[])
    assert {row.code for row in asked} >= {"criminal", "immediate-danger", "personal-data", "child-known", "meeting"}


@pytest.mark.proves("T-197")
@BOTH
def test_data_about_pupils_brings_the_decision_about_their_parents(school_of, filed, cast, profile):
    school_of(profile)
    record = filed("data-loss")
    assert lines(record).isdisjoint({"parents-data", "ico", "data-risk"})
    actions.answer(record, {question("pupil-data"): "unsure", question("personal-data"): "yes"}, by=cast.coordinator)
    assert lines(record) >= {"parents-data", "ico", "data-risk"}


@pytest.mark.proves("T-169")
@BOTH
def test_something_else_goes_no_further_before_somebody_says_how_serious_it_is(
    school_of, filed, cast, sign_in, profile
):
    school_of(profile)
    coordinator, record = sign_in(cast.coordinator), filed("other")
    assert "Say how serious it is first." in refused(coordinator, record, "look-into")
    do(coordinator, record, "place", to="serious", reason="It was done to hurt somebody")
    assert reread(record).cls == "serious"
    do(coordinator, record, "look-into")


# --- Outside school -------------------------------------------------------------------------------------------
@pytest.mark.proves("M-21", "M-23", "T-11")
@BOTH
def test_outside_school_bullying_goes_the_same_way_with_the_link_written_down(
    school_of, filed, cast, sign_in, profile
):
    school_of(profile)
    coordinator, record = sign_in(cast.coordinator), filed("bullying")
    before = lines(record)
    do(coordinator, record, "particulars", site="off", linked="True")
    assert reread(record).cls == "serious"
    assert lines(record) == before | {"off-site-link"}
    documents = set(record.steps.values_list("document", flat=True))
    assert {"behaviour-policy", "anti-bullying-policy"} <= documents
    do(coordinator, record, "particulars", site="on", linked="")
    assert lines(record) == before


@pytest.mark.proves("M-21", "T-11", "T-160")
@BOTH
def test_no_place_and_no_intent_makes_a_secret_recording_less_serious(school_of, filed, cast, profile):
    school_of(profile)
    record = filed("secret-recording")
    filed_as = record.cls
    for intent in ("accidental", "deliberate"):
        actions.particulars(record, {"site": "off", "linked": True, "intent": intent}, by=cast.coordinator)
        assert reread(record).cls == filed_as


@pytest.mark.proves("M-21", "T-11", "T-160", "T-161")
@BOTH
def test_what_was_put_online_at_the_weekend_is_asked_down_and_late_until_it_is_gone(
    school_of, filed, cast, sign_in, profile
):
    school_of(profile)
    saturday = clock.at_school(date(2026, 11, 28), 15)
    with clock.standing_at(saturday):
        record, coordinator = filed("secret-recording"), sign_in(cast.coordinator)
        do(coordinator, record, "particulars", site="off", linked="True", intent="accidental")
        do(coordinator, record, "take-down", asked_of="The pupil who put it online", thing="The clip")
        assert step_of(record, "take-down").due_at == saturday + timedelta(hours=24)
    with clock.standing_at(saturday + timedelta(hours=25)):
        assert step_of(record, "take-down").late
        assert record.ref in [row.record.ref for row in late_rows(sign_in(cast.coordinator))]
        actions.taken_down(record.take_downs.get(), clock.now(), by=cast.coordinator)
        assert step_of(record, "take-down").state == "done"


def late_rows(browser):
    return [row for row in browser.get("/records/").context["page"].rows if row.late]


@BOTH
def test_to_end_under_the_behaviour_policy_is_to_have_followed_it(school_of, filed, cast, sign_in, profile):
    school_of(profile)
    record = filed("offensive-message")
    do(sign_in(cast.coordinator), record, "deal-with-it", outcome="sanction", sanction="warning", told="yes")
    assert lines(record, "done") == {"behaviour", "sanction", "ring-home"}
    assert not lines(record, "excused")


@BOTH
def test_the_record_names_the_clause_of_its_kind(school_of, filed, cast, sign_in, profile):
    school_of(profile)
    record = filed("bullying")
    assert record.filed.get().clause in words_of(sign_in(cast.coordinator).get(address(record)))


@BOTH
def test_what_the_reporter_left_open_is_not_asked_twice_in_other_words(school_of, cast, sign_in, profile):
    """Until it is answered its kind's own question stands for the general one, as on the last page of a report."""
    school_of(profile)
    record = make_report(cast.teacher, "camera-phone", open=["indecent"])
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    offered = opened(desk, record, "questions").offered
    assert "q_indecent" in offered and "q_may-be-indecent" not in offered
    assert "q_may-be-illegal" in offered
    do(desk, record, "questions", q_indecent="no")
    offered = opened(desk, record, "questions").offered
    assert "q_may-be-indecent" in offered and "q_indecent" not in offered
