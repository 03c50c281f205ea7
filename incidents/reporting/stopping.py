"""What whoever reports is told not to do, before any text box (U9). Pure."""

from collections.abc import Iterable
from enum import StrEnum


class Stop(StrEnum):
    """How much is said."""

    NOTHING = ""
    LEAVE_IT = "leave it"
    DO_NOT_LOOK = "do not look"


def stop(may_be_a_picture: bool, raising: Iterable) -> Stop:
    """What follows from a kind of matter nobody describes, and from the questions answered "yes" or "not sure".

    "It may be a crime" and "I am not sure" say yes to no picture in particular: in a threat there is nothing to see.
    They say what is right whatever it turns out to be; that of a picture comes with the tick or the kind that is one.
    """
    asked = list(raising)
    if may_be_a_picture or any(one.no_story for one in asked):
        return Stop.DO_NOT_LOOK
    return Stop.LEAVE_IT if any(one.stop_notice for one in asked) else Stop.NOTHING
