"""What stands first in the queue. Pure."""

from enum import IntEnum

from incidents.lifecycle import OPEN, State


class Urgency(IntEnum):
    """Before what is due sooner: the queue is in this order first, and by date within each."""

    ALARM = 0
    NOW = 1
    BY_DATE = 2
    ENDED = 9


def urgency(state: str, wakes: bool, for_now: bool) -> Urgency:
    """An alarm nobody has answered; then what wakes people as long as something of its list is `for_now`; then the
    rest by date, whatever its class: a possible crime that waits for Monday is no reason to leave an overdue call.
    In the order of the lead's evening, "answer now", "tonight", all else (U21, U25).
    """
    if state not in OPEN:
        return Urgency.ENDED
    if wakes and state == State.REPORTED:
        return Urgency.ALARM
    return Urgency.NOW if wakes and for_now else Urgency.BY_DATE
