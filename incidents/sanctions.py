"""What somebody may be given for what they did, what is usual, and when another needs a reason. Pure.

Source: M L258 (in a proportionate manner), L163 (who was sent something did nothing wrong), L282; T 16.2, 20.4, 31.5.
"""

from collections.abc import Iterable

from incidents.classes import ALWAYS_WAKE, STAFF_KINDS, Class
from incidents.guards import Facts
from incidents.models.people import Involved

BLAMELESS = frozenset({Involved.Part.VICTIM, Involved.Part.WITNESS, Involved.Part.DISCOVERER})


def usual(categories: Iterable, *, staff: bool = False):
    """The heaviest of what its kinds usually bring, for adults here or for everybody else; None where none says."""
    named = [category.usual_sanction for category in categories if category.usual_sanction_id]
    return max((kind for kind in named if kind.staff == staff), key=lambda kind: kind.tier, default=None)


def needs_reason(tier: int, usual_tier: int | None) -> bool:
    """Heavier or lighter than what is usual says why (M L258, L282); where nothing is usual, nothing is to be said."""
    return usual_tier is not None and tier != usual_tier


def may_sanction(facts: Facts, part: str) -> str | None:
    """Never where nobody is at fault, nor for who was harmed, saw it or told; nor before those who come first."""
    if facts.no_fault:
        return "Nobody is at fault in what this is filed under. If somebody is, change what it was first."
    if part in BLAMELESS:
        return "Whoever was harmed, saw it or told us is given no sanction. If their part was another, say so first."
    if facts.cls == Class.ILLEGAL and not facts.advised:
        return "This may be a crime: first record what the police advised, under “I rang”."
    if facts.kind in STAFF_KINDS and not (facts.lado_asked or facts.threshold_not_met):
        return (
            "First record what the Local Authority Designated Officer (LADO) advised, "
            "or why the harm threshold is not met."
        )
    return None


def weighs_warnings(category) -> bool:
    """Does its procedure ask what is proportionate, so that an earlier warning counts (M L258, L94; T 28.2, 28.5)?

    Not where nobody is at fault, nor for crime and child protection, where the lead decides and not a tariff.
    """
    return category.cls not in ALWAYS_WAKE and not category.staff and not category.no_fault


def conduct(categories: Iterable) -> frozenset[str]:
    """The conduct it is, where a warning for the same conduct makes it more serious (T 31.3)."""
    return frozenset(category.after_warning for category in categories if category.after_warning)
