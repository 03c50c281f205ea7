"""The seven states of a record and the table of moves between them."""

from django.db.models import TextChoices

from esafety.lib.lifecycle import Lifecycle, Move
from school.roles import Perm


class State(TextChoices):
    """Where a record stands. The labels are what pages say (people.md, Words)."""

    REPORTED = "reported", "New"
    ACKNOWLEDGED = "acknowledged", "Somebody has it"
    INVESTIGATING = "investigating", "Being looked into"
    REFERRED = "referred", "Passed on"
    RESOLVED = "resolved", "Action finished"
    CLOSED = "closed", "Closed"
    DUPLICATE = "duplicate", "Joined to another"


S = State
OPEN = frozenset({S.REPORTED, S.ACKNOWLEDGED, S.INVESTIGATING, S.REFERRED, S.RESOLVED})


def _move(name, sources, target, words, needs=(), permission=Perm.HANDLE):
    return Move(name, frozenset(sources), target, permission, words, tuple(needs))


LIFECYCLE = Lifecycle(
    states=tuple(State),
    moves=(
        _move("acknowledge", {S.REPORTED}, S.ACKNOWLEDGED, "I have this"),
        _move("investigate", {S.ACKNOWLEDGED, S.REFERRED}, S.INVESTIGATING, "Look into it"),
        _move("refer", {S.ACKNOWLEDGED, S.INVESTIGATING}, S.REFERRED, "Pass it on", ["referral"]),
        _move(
            "resolve", {S.INVESTIGATING, S.REFERRED}, S.RESOLVED, "Action finished", ["steps", "outcome", "parents"]
        ),
        _move("close", {S.RESOLVED}, S.CLOSED, "Close", ["another person"]),
        _move("reopen", {S.RESOLVED, S.CLOSED, S.DUPLICATE}, S.ACKNOWLEDGED, "Open again", ["reason"]),
        _move("join", {S.REPORTED, S.ACKNOWLEDGED, S.INVESTIGATING}, S.DUPLICATE, "Join to another", ["record"]),
        # What has become another kind of matter is for other people: it is new to them, and their clock starts.
        _move("hand over", OPEN, S.REPORTED, "Becomes another kind"),
    ),
)
