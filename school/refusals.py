"""What an action answers when it may not happen, in words for the person who pressed the button."""

from datetime import date

from django.core.exceptions import PermissionDenied

from esafety.lib import clock
from school.roles import Perm

YEARS_BACK, YEARS_AHEAD = 50, 2  # nobody began here longer ago, and nobody's leaving is entered earlier


class Refused(Exception):
    """It may not happen now, or not by this person. Nothing was written; `field` is where the sentence belongs."""

    def __init__(self, words: str, field: str | None = None):
        super().__init__(words)
        self.words, self.field = words, field


def demand(by, *perms: Perm) -> None:
    """Only somebody whose offices carry one of `perms`; PermissionDenied otherwise. The view has asked already."""
    if not any(by.can(perm) for perm in perms):
        raise PermissionDenied


def refuse_far(day: date, field: str, ahead: int = YEARS_AHEAD) -> None:
    """Refuse a day on which nobody can have begun or will have ended here: most likely the year is mistyped."""
    years = (day - clock.today()).days / 365.25
    if years < -YEARS_BACK:
        raise Refused(f"Check the year: this is more than {YEARS_BACK} years ago.", field)
    if years > ahead:
        raise Refused(f"Check the year: enter a day within the next {ahead} years.", field)
