"""When parents or carers may be told, and what has to be known of it. Pure. Three rules: outside school, when and how
they were told or why not (M L36, T 2.6); lost data, a recorded decision (T 28.5: a line of the profile); a crime, or a
child at risk where an adult here is involved, not before an agency the school names, the police or the LADO, has said
what may be told (T 30.5, App.1 §25)."""

from collections.abc import Sequence

from incidents.classes import Class

WHEN_AND_HOW = (
    "It happened outside school, so say with whom it was talked over, when and how, under “Parents or carers”."
)
NOT_YET = "Do not tell anybody yet. Ask whoever asked you."  # to a colleague, who is told nothing of the matter
HELD_BACK = frozenset({"parents", "meeting"})  # as a line says what ends it


def is_held_back(cls: str, how: str, after_advice: bool = False, about_adult: bool = False) -> bool:
    """Does what is done in that way wait for advice: lines that say so, and parents and meetings of a crime, or of a
    child at risk where an adult here is involved?"""
    grave = cls == Class.ILLEGAL or (about_adult and cls == Class.CHILD_PROTECTION)
    return after_advice or (grave and how in HELD_BACK)


def first_advice(advisers: Sequence[str]) -> str:
    """What one reads before one of these has advised."""
    said = _either(advisers)
    return f"First record what {said} advised, under “I rang”: until then nobody is told or asked about this."


def not_before(advisers: Sequence[str]) -> str:
    """The same beside a line of the list."""
    return f"Not before {_either(advisers)} have advised."


def advice_wanted(advisers: Sequence[str]) -> str:
    """What is next where nothing but that is left."""
    return f"Record what {_either(advisers)} advised"


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def missing(told: str, reason: str, off_site: bool, contacted: bool) -> str | None:
    """What is still to be said about whether they were told; None where all is."""
    if told not in ("yes", "no"):
        return "Say whether parents or carers were told."
    if told == "no" and not reason:
        return "Say why parents or carers were not told."
    return WHEN_AND_HOW if told == "yes" and off_site and not contacted else None
