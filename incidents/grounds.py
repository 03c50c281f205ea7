"""What makes allowed what is otherwise not: part of a lesson, a teacher's leave (M L266, L282, L286; T 31.6). Pure."""

from collections.abc import Iterable

from incidents import guards
from incidents.classes import ALWAYS_WAKE


def offered(codes: frozenset[str], grounds: Iterable) -> list:
    """Those of the school's grounds that fit every kind the matter stands under."""
    return [ground for ground in grounds if codes and codes <= set(ground.categories)]


def may_allow(facts: guards.Facts) -> str | None:
    """Some ground fits, and it may be looked into: nobody allows what may be a crime, or may harm a child."""
    if facts.cls in ALWAYS_WAKE or not facts.grounds:
        return "Nothing makes this allowed. Deal with it as the list says."
    return guards.may_investigate(facts)
