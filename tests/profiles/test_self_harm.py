"""Words of suicide and self-harm, under whatever kind: their own question, and what is done for self-harm."""

import pytest

from incidents import actions
from incidents.models import Incident
from tests.dealing import address, do, step_of
from tests.make import category, make_report, reread
from tests.reporting import send

pytestmark = pytest.mark.django_db
WORDS = "He says he wants to die"
DONE_FOR_IT = {
    "Speak with the pupil, or with whoever is with them, now",
    "Ring CAMHS for advice; 999 if life is at risk",
}


def to_do(record) -> set[str]:
    return DONE_FOR_IT & set(record.steps.filter(state="open").values_list("words", flat=True))


def reported_so(teacher, cast, value) -> Incident:
    send(teacher, text=WORDS, answers={"own-life": value})
    return Incident.objects.get()


def added_later(teacher, cast, value) -> Incident:
    record = make_report(cast.teacher, "acceptable-use")
    teacher.post(f"/reports/mine/{record.ref}/add/", {"add-text": WORDS, "add-q-own-life": value})
    return reread(record)


@pytest.mark.parametrize("said", [reported_so, added_later])
@pytest.mark.parametrize(("value", "lines"), [("yes", DONE_FOR_IT), ("unsure", DONE_FOR_IT), ("no", set())])
def test_they_bring_what_is_done_for_self_harm(cast, sign_in, said, value, lines):
    record = said(sign_in(cast.teacher), cast, value)
    assert to_do(record) == lines
    assert record.cls == ("child_protection" if lines else "inappropriate")


def test_where_it_is_reported_as_that_each_line_stands_once(cast):
    record = make_report(cast.teacher, "self-harm", yes=["own-life"])
    assert record.steps.filter(words__in=DONE_FOR_IT).count() == 2


# --- Filed under self-harm and something else -------------------------------------------------------------------
def on_list(record) -> list[tuple[str, str]]:
    """Both lines, as often as they stand there: in which words, and whether done."""
    return sorted(record.steps.filter(words__in=DONE_FOR_IT).values_list("words", "state"))


ONCE = sorted((words, "open") for words in DONE_FOR_IT)


@pytest.fixture
def dsl(cast, sign_in):
    return sign_in(cast.dsl)


def reported(cast, *codes, **said) -> Incident:
    record = make_report(cast.teacher, *codes, **said)
    actions.acknowledge(record, by=cast.dsl)
    return reread(record)


def test_reported_in_such_words_and_filed_under_both_each_line_stands_once(cast, dsl):
    record = reported(cast, "bullying", yes=["own-life"])
    do(dsl, record, "category", categories=["bullying", "self-harm"])
    assert on_list(record) == ONCE
    do(dsl, reread(record), "category", categories=["self-harm"])
    assert on_list(record) == ONCE
    do(dsl, reread(record), "category", categories=["bullying"])
    assert on_list(record) == ONCE


def test_filed_under_both_and_answered_then_each_line_stands_once(cast, dsl):
    record = reported(cast, "self-harm", "bullying")
    do(dsl, record, "questions", **{"q_own-life": "yes"})
    assert record.answers.filter(question__code="own-life", value="yes").exists()
    assert on_list(record) == ONCE
    page = dsl.get(address(record)).content.decode()
    assert [page.count(f"<strong>{words}</strong>") for words in DONE_FOR_IT] == [1, 1]


def test_what_was_done_is_not_to_do_again_under_the_other_kind(cast, dsl):
    record = reported(cast, "bullying", yes=["own-life"])
    do(dsl, record, "done", step_of(record, "see-now-too").ref, note="Tired and calm, her mother is with her.")
    do(dsl, reread(record), "category", categories=["self-harm"])
    assert [state for _, state in on_list(record)] == ["open", "done"]


def test_of_a_record_that_was_joined_to_it_each_line_goes_over_once(cast, dsl):
    stays, goes = reported(cast, "self-harm"), reported(cast, "bullying", yes=["own-life"])
    do(dsl, goes, "join", other=stays.ref)
    assert on_list(stays) == ONCE


def test_a_pupil_who_was_pictured_is_supported_once(school_of, cast, sign_in):
    """Another school has such lines too: of pictures that were taken, and of a camera where an answer says so."""
    school_of("milestone")
    record = make_report(cast.teacher, "camera-phone", "intimate-images", yes=["indecent"])
    lines = record.steps.filter(words="Support the pupil in the picture")
    assert (record.cls, lines.count()) == ("illegal", 1)


def test_a_weapon_needs_none_of_it(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    said = {"add-text": "He drew a weapon", "add-q-immediate-danger": "yes"}
    sign_in(cast.teacher).post(f"/reports/mine/{record.ref}/add/", said)
    assert (reread(record).cls, to_do(record)) == ("child_protection", set())


def test_one_left_out_of_something_else_is_asked_anew(cast, dsl):
    record = reported(cast, "bullying", yes=["own-life"])
    do(dsl, record, "not-needed", step_of(record, "see-now-too").ref, other="The words were from a song he sang.")
    actions.file_under(reread(record), [category("self-harm")], by=cast.dsl)
    assert step_of(record, "see-now").state == "open", "why it was left out was said of the bullying"
