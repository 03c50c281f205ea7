"""When parents or carers may be told, and what has to be known of it. Pure. Three rules: outside school, when and how
they were told or why not (M L36, T 2.6); lost data, a recorded decision (T 28.5: a line of the profile); a crime, not
before the police or the LADO have said what may be told (T 30.5, App.1 §25)."""

from incidents.classes import Class

FIRST_ADVICE = (
    "First record what the police or the Local Authority Designated Officer (LADO) advised, under “I rang”: "
    "until then nobody is told or asked about this."
)
WHEN_AND_HOW = (
    "It happened outside school, so say with whom it was talked over, when and how, under “Parents or carers”."
)
NOT_YET = "Do not tell anybody yet. Ask whoever asked you."  # to a colleague, who is told nothing of the matter
HELD_BACK = frozenset({"parents", "meeting"})  # as a line says what ends it


def is_held_back(cls: str, how: str, after_advice: bool = False) -> bool:
    """Does what is done in that way wait for advice: parents and meetings of a crime, and lines that say so?"""
    return after_advice or (cls == Class.ILLEGAL and how in HELD_BACK)


def missing(told: str, reason: str, off_site: bool, contacted: bool) -> str | None:
    """What is still to be said about whether they were told; None where all is."""
    if told not in ("yes", "no"):
        return "Say whether parents or carers were told."
    if told == "no" and not reason:
        return "Say why parents or carers were not told."
    return WHEN_AND_HOW if told == "yes" and off_site and not contacted else None
