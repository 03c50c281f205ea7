"""Numbers as people write them, and what a telephone in somebody's hand dials."""

import re

SHORTEST = 7  # digits: fewer are an extension, which no telephone outside the school knows
EVERYBODYS = frozenset({"101", "105", "111", "112", "116000", "116123", "999"})


def dial(number: str) -> str:
    """The digits a phone dials for "01632 960204 (office)"; empty where only the school's own telephones reach it."""
    before_words = re.split(r"[^\d+ ().-]", number.strip(), maxsplit=1)[0]
    digits = re.sub(r"[^\d+]", "", before_words.replace("(0)", ""))
    return digits if len(digits) >= SHORTEST or digits in EVERYBODYS else ""
