"""What refuses a move, in the sentence the person reads."""

from dataclasses import replace

import pytest

from incidents import guards
from incidents.classes import RESTRICTED, STAFF_KINDS, Class, Kind, Overlay, kind_of
from incidents.guards import Facts

READY = Facts(cls="inappropriate", kind="N", outcome=True, parents_told="yes")
EVERY = [(cls, overlay, kind_of(cls, overlay)) for cls in Class for overlay in Overlay]


@pytest.mark.parametrize(("cls", "overlay", "kind"), EVERY)
def test_nobody_here_looks_into_what_may_be_a_crime(cls, overlay, kind):
    advised = Facts(cls=cls, kind=kind, lado_asked=True, threshold_not_met=True)
    assert bool(guards.may_investigate(advised)) == (cls == Class.ILLEGAL)


@pytest.mark.parametrize(("cls", "overlay", "kind"), [row for row in EVERY if row[0] != Class.ILLEGAL])
def test_a_matter_about_an_adult_here_waits_for_advice(cls, overlay, kind):
    refusal = guards.may_investigate(Facts(cls=cls, kind=kind))
    assert bool(refusal) == (kind in STAFF_KINDS)
    assert not refusal or "LADO" in refusal


@pytest.mark.parametrize("said", ["lado_asked", "threshold_not_met"])
@pytest.mark.parametrize("kind", sorted(STAFF_KINDS))
def test_either_the_advice_or_the_reasoned_decision_lets_it_begin(kind, said):
    assert guards.may_investigate(Facts(cls="serious", kind=kind, **{said: True})) is None


def test_passing_on_takes_a_call():
    assert "I rang" in guards.may_refer(Facts(cls="illegal", kind="I"))
    assert guards.may_refer(Facts(cls="illegal", kind="I", referrals=1)) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"parents_told": "no", "parents_reason": "Police asked us to wait"}, None),
        ({"open_steps": ("Ring home", "Talk with the pupil")}, "Ring home; Talk with the pupil."),
        ({"outcome": False}, "how it ended"),
        ({"parents_told": ""}, "whether parents"),
        ({"parents_told": "later"}, "whether parents"),
        ({"parents_told": "no"}, "why parents"),
    ],
)
def test_finishing_takes_every_step_an_outcome_and_a_word_about_parents(change, words):
    refusal = guards.may_resolve(replace(READY, **change))
    assert refusal is None if words is None else words in refusal


ASKED = {"unanswered": ("Might it be a crime?", "Is the child known?"), "unplaced": True}


@pytest.mark.proves("M-141", "T-206", "T-169")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (ASKED, "Answer first: Might it be a crime? Is the child known?"),
        ({"unplaced": True}, "Say how serious it is first."),
        ({}, None),
    ],
)
def test_what_must_be_known_of_its_kind_comes_before_looking_into_and_finishing(change, words):
    facts = replace(READY, **change)
    assert guards.may_decide(facts) == guards.may_investigate(facts) == guards.may_resolve(facts) == words


def test_the_one_page_asks_the_questions_itself_and_waits_for_how_serious_it_is():
    assert guards.may_deal_here(replace(READY, unanswered=ASKED["unanswered"])) is None
    assert guards.may_deal_here(replace(READY, unplaced=True)) == "Say how serious it is first."


@pytest.mark.parametrize("kind", Kind)
def test_whoever_finished_a_private_record_does_not_close_it(kind):
    record = Facts(cls="inappropriate", kind=kind, resolved_by=7)
    assert bool(guards.may_close(record, 7)) == (kind in RESTRICTED)
    assert guards.may_close(record, 8) is None


@pytest.mark.parametrize(("cls", "overlay", "kind"), EVERY)
def test_one_page_deals_with_ordinary_matters_alone(cls, overlay, kind):
    ordinary = cls in ("inappropriate", "serious") and not overlay
    assert (guards.may_deal_here(Facts(cls=cls, kind=kind)) is None) == ordinary


@pytest.mark.parametrize("cls", Class)
def test_two_people_look_at_no_crime_and_no_child_protection_matter(cls):
    refused = guards.may_review_site(Facts(cls=cls, kind="N"))
    assert bool(refused) == (cls in (Class.ILLEGAL, Class.CHILD_PROTECTION))
    assert guards.may_review_site(Facts(cls="serious", kind="A")), "an adult here: not before advice"


def test_it_is_finished_before_the_action_is():
    assert "still looking" in guards.may_resolve(replace(READY, reviewing=True))


@pytest.mark.parametrize(
    ("facts", "says"),
    [({"off_site": True}, "outside school"), ({"only_elsewhere": ("Meet the parents",)}, "Meet the parents")],
)
def test_one_page_is_not_enough_where_more_has_to_be_known(facts, says):
    assert says in guards.may_deal_here(replace(READY, **facts))
