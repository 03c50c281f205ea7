"""Who may be given a sanction, what is usual, when another needs a reason: tables, without a database."""

from dataclasses import dataclass

import pytest

from incidents import sanctions
from incidents.guards import Facts


@dataclass(frozen=True)
class Kind:
    tier: int
    staff: bool = False


@dataclass(frozen=True)
class Category:
    usual_sanction: Kind | None = None
    after_warning: str = ""

    @property
    def usual_sanction_id(self):
        return self.usual_sanction


LIGHT, HEAVY, ADULT = Kind(1), Kind(4), Kind(2, staff=True)


@pytest.mark.parametrize(
    ("named", "staff", "usual"),
    [
        ([], False, None),
        ([None], False, None),
        ([LIGHT, None], False, LIGHT),
        ([LIGHT, HEAVY, LIGHT], False, HEAVY),
        ([HEAVY, ADULT], True, ADULT),
        ([ADULT], False, None),
    ],
)
def test_the_heaviest_of_those_that_are_for_them_is_usual(named, staff, usual):
    assert sanctions.usual([Category(kind) for kind in named], staff=staff) is usual


@pytest.mark.proves("M-167", "M-184")
@pytest.mark.parametrize(("tier", "usual", "needed"), [(2, 2, False), (3, 2, True), (1, 2, True), (4, None, False)])
def test_heavier_and_lighter_than_usual_need_a_reason(tier, usual, needed):
    assert sanctions.needs_reason(tier, usual) is needed


def facts(**values):
    return Facts(**({"cls": "serious", "kind": "N"} | values))


@pytest.mark.proves("M-93")
@pytest.mark.parametrize(
    ("part", "values", "refusal"),
    [
        ("subject", {}, ""),
        ("unsure", {}, ""),
        ("victim", {}, "given no sanction"),
        ("witness", {}, "given no sanction"),
        ("discoverer", {}, "given no sanction"),
        ("subject", {"no_fault": True}, "Nobody is at fault"),
        ("subject", {"cls": "illegal", "kind": "I"}, "what the police advised"),
        ("subject", {"cls": "illegal", "kind": "I", "advised": True}, ""),
        ("subject", {"kind": "A"}, "LADO"),
        ("subject", {"kind": "A", "lado_asked": True}, ""),
        ("subject", {"kind": "AH", "threshold_not_met": True}, ""),
    ],
)
def test_who_may_be_given_one(part, values, refusal):
    said = sanctions.may_sanction(facts(**values), part)
    assert (said is None) if not refusal else refusal in said


def test_the_conduct_is_what_its_kinds_say():
    rows = [Category(), Category(after_warning="again"), Category(after_warning="again")]
    assert sanctions.conduct(rows) == {"again"}
    assert sanctions.conduct([Category()]) == set()
