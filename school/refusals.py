"""What an action answers when it may not happen, in words for the person who pressed the button."""

from django.core.exceptions import PermissionDenied

from school.roles import Perm


class Refused(Exception):
    """It may not happen now, or not by this person. Nothing was written; `field` is where the sentence belongs."""

    def __init__(self, words: str, field: str | None = None):
        super().__init__(words)
        self.words, self.field = words, field


def demand(by, *perms: Perm) -> None:
    """Only somebody whose offices carry one of `perms`; PermissionDenied otherwise. The view has asked already."""
    if not any(by.can(perm) for perm in perms):
        raise PermissionDenied
