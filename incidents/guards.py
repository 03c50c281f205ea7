"""May it happen now, by this person: each guard answers None or the sentence the user reads. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from incidents import parents
from incidents.classes import RESTRICTED, STAFF_KINDS, Class


@dataclass(frozen=True)
class Facts:
    """What the guards look at: plain values read from one record."""

    cls: str
    kind: str
    outcome: bool = False
    parents_told: str = ""
    parents_reason: str = ""
    open_steps: tuple[str, ...] = ()
    referrals: int = 0
    lado_asked: bool = False
    threshold_not_met: bool = False
    resolved_by: int | None = None
    staff_outcome: bool | None = None
    off_site: bool = False
    parents_contacted: bool = False  # asked only off the site
    advised: bool = False  # by the police or the LADO
    may_be_told: bool = False  # one of those who say when parents may be told has advised
    unanswered: tuple[str, ...] = ()  # the deciding questions its kinds must have answered
    unplaced: bool = False  # nobody has said yet how serious it is, and somebody must
    no_fault: bool = False
    grounds: tuple[str, ...] = ()  # codes of those that fit every kind it stands under
    has_ground: bool = False
    reviewing: bool = False  # two people are looking at a page or device
    only_elsewhere: tuple[str, ...] = ()  # open lines that can be neither ticked nor left out
    allowed: bool = False  # it ends as such, which takes a ground


def may_decide(facts: Facts) -> str | None:
    """What has to be known of its kind is asked before it goes on (M L227, T 31.2, T 25.3)."""
    if facts.unanswered:
        return "Answer first: " + " ".join(facts.unanswered)
    if facts.unplaced:
        return "Say how serious it is first."
    return None


def may_look(facts: Facts) -> str | None:
    """Nobody in a school evaluates illegal material; staff matters wait for advice (T App.1 §25, KCSIE Part 4)."""
    if facts.cls == Class.ILLEGAL:
        return "This may be a crime: do not look into it. Pass it on to the police or the agency they name."
    if facts.kind in STAFF_KINDS and not (facts.lado_asked or facts.threshold_not_met):
        return (
            "First record what the Local Authority Designated Officer (LADO) advised, "
            "or why the harm threshold is not met."
        )
    return None


def may_investigate(facts: Facts) -> str | None:
    """What may be looked at, once it is known what kind of matter it is."""
    return may_look(facts) or may_decide(facts)


def may_review_site(facts: Facts) -> str | None:
    """Two people look at suspected misuse; never at what may be a crime or harms a child (M L256, R-ROUTE-9)."""
    if facts.cls == Class.CHILD_PROTECTION:
        return "This is a child-protection matter: nobody here looks at it. Ask the agency that advises you."
    return may_look(facts)


def may_refer(facts: Facts) -> str | None:
    """Passing on is a fact about a call that was made."""
    return None if facts.referrals else "First record who you rang, under “I rang”."


def may_resolve(facts: Facts) -> str | None:
    """It is decided, every step is done or excused, the outcome is known, parents are told or the reason is."""
    if refusal := may_decide(facts):
        return refusal
    if facts.reviewing:
        return "Two people are still looking at a page or device: write what they found, or stop it."
    if facts.open_steps:
        return "Still to do, or to mark as not needed: " + "; ".join(facts.open_steps) + "."
    if not facts.outcome:
        return "Choose how it ended."
    if facts.allowed and not facts.has_ground:
        return "Say why it was allowed, under “Allowed, with a reason”."
    return parents.missing(facts.parents_told, facts.parents_reason, facts.off_site, facts.parents_contacted)


def may_close(facts: Facts, user_id: int) -> str | None:
    """For private records another person closes than the one who said the action is finished (product.md)."""
    if facts.kind in RESTRICTED and facts.resolved_by == user_id:
        return "You said the action is finished, so another person has to close it."
    return None


def may_remind(told: date | None, today: date) -> str | None:
    """Those who were told are reminded at most once a day, so that a mail still means something."""
    if told == today:
        return "They were told today. You can remind them tomorrow."
    return None


def may_deal_here(facts: Facts) -> str | None:
    """One page, one Save: only for ordinary matters, never child protection, crime or an adult here (U39)."""
    if facts.kind in RESTRICTED or facts.cls not in (Class.INAPPROPRIATE, Class.SERIOUS):
        return "This one cannot be dealt with on a single page. Open the record."
    if facts.off_site:
        return "It happened outside school, so it has to be known when and how parents were told. Open the record."
    if facts.only_elsewhere:
        return "First do on the record what has a page of its own: " + "; ".join(facts.only_elsewhere) + "."
    return may_decide(replace(facts, unanswered=()))  # the page asks the questions itself


def in_own_words(kind: str, agency: bool, how: str) -> bool:
    """Is a common reason too little to leave a line out: one of a private record, any call to an agency, and what is
    done for whoever was harmed?"""
    return agency or kind in RESTRICTED or how in FOR_THE_HARMED


def says_too_little(reason: str) -> str | None:
    """What leaves such a line out has to tell an inquiry something."""
    return None if len(reason.split()) >= FEW else "Write why it is not needed, in a few words of your own"


FEW = 3  # words
FOR_THE_HARMED = frozenset({"support", "take_down"})  # as a line says what ends it (T 23.3, 28.4)
