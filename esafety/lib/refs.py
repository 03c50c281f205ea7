"""References people can read out on the telephone and nobody can guess or count."""

import re
import secrets

# Crockford's letters and digits: no I, L, O or U, so nothing is misheard as a digit or read as a word.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_ref() -> str:
    """A random reference such as K7QF-2MXD: 40 bits, not sequential, so gaps betray no hidden record."""
    drawn = [secrets.choice(LETTERS) for _ in range(8)]
    return "".join(drawn[:4]) + "-" + "".join(drawn[4:])


def is_ref(text: str) -> bool:
    """Is it shaped as one, letter for letter."""
    return bool(re.fullmatch(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", text))
