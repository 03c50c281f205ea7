"""How long a session may rest, and how long it may last, before its person must sign in again (security.md 2.6).

The times live in the session itself, so that a page costs no extra query; they are written every GRAIN seconds.
"""

from esafety.lib import clock
from school.models import School
from school.roles import WITHOUT_SECOND_FACTOR, Perm

BEGAN, SEEN, MAY_REST, MAY_LAST = "idle_began", "idle_seen", "idle_may_rest", "idle_may_last"
KEPT = "idle_kept"
GRAIN = 20  # seconds


def begin(session, user) -> None:
    """The person signed in just now: both clocks start again."""
    session[BEGAN] = _now()
    session.pop(KEPT, None)
    _see(session, user)


def keep(session, **words: str) -> None:
    """What a page keeps on the server until the person signs out or has to sign in again."""
    session[KEPT] = session.get(KEPT, {}) | words


def kept(session, name: str) -> str:
    return session.get(KEPT, {}).get(name, "")


def touch(session, user) -> None:
    """The person pressed something."""
    if BEGAN not in session:
        begin(session, user)
    elif _now() - session[SEEN] >= GRAIN:
        _see(session, user)


def is_locked(session) -> bool:
    """Has it rested or lasted too long. A session that never saw its person has not."""
    return BEGAN in session and seconds_left(session) <= 0


def seconds_left(session) -> float:
    """Until the lock falls, if nobody presses anything."""
    if BEGAN not in session:
        return float(School().idle_minutes * 60)
    rests, lasts = session[SEEN] + session[MAY_REST], session[BEGAN] + session[MAY_LAST]
    return min(rests, lasts) - _now()


def _see(session, user) -> None:
    session[SEEN] = _now()
    session[MAY_REST], session[MAY_LAST] = limits(user)


def limits(user) -> tuple[int, int]:
    """Seconds it may rest, seconds it may last: staff who only report may rest longer than anybody else."""
    school = School.objects.first() or School()
    only_reports = Perm.LOOK_UP_PEOPLE in user.permissions and user.permissions <= WITHOUT_SECOND_FACTOR
    minutes = school.idle_minutes_staff if only_reports else school.idle_minutes
    return minutes * 60, school.absolute_hours * 60 * 60


def _now() -> float:
    return clock.now().timestamp()
