"""The reason for which parents are not told yet and still have to be: those who were rung asked the school to wait."""

from incidents.models import Reason
from school import kept

ASKED_TO_WAIT = "parents-agency"  # as every profile calls it
STILL_TO_TELL = (
    "The parents have still to be told. Come back when police or social care say so, or give another reason."
)
HAS_ENDED = "This has ended, and the parents have still to be told. Open it again first, or give another reason."


def is_why(reason: str) -> bool:
    """Is this that reason, in the words the school has for it?"""
    row = kept.named(Reason).get(ASKED_TO_WAIT)
    return row is not None and reason.strip() == row.words
