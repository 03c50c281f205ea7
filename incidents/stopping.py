"""What whoever reports is told not to do, before any text box (U9). Pure."""

from collections.abc import Iterable
from enum import StrEnum


class Stop(StrEnum):
    """How much is said."""

    NOTHING = ""
    LEAVE_IT = "leave it"
    DO_NOT_LOOK = "do not look"


def stop(is_small: bool, raising: Iterable) -> Stop:
    """What follows from small fields, and from the questions answered "yes" or "not sure".

    "I am not sure" is a yes to nothing in particular: it says what is right whatever it turns out to be. That of a
    picture comes with the kind that may be one.
    """
    noticed = [one for one in raising if one.stop_notice]
    if is_small or any(one.means != "unsure" for one in noticed):
        return Stop.DO_NOT_LOOK
    return Stop.LEAVE_IT if noticed else Stop.NOTHING
