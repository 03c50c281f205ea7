"""Is everything working? Each app registers what it can tell; a page for administrators, one word for probes."""

import logging
import time
from collections.abc import Callable
from typing import NamedTuple

log = logging.getLogger(__name__)
STARTING = 180.0  # seconds after the start in which others may still be coming up
KEPT = 60.0  # seconds for which a page that only mentions health does not look again


class Finding(NamedTuple):
    """Whether it is well, and one sentence: what was found, and what to do where it is not. No name, no case."""

    well: bool
    words: str
    who: str = ""  # where it speaks of people: the list of the register that holds exactly them
    state: str = ""  # in place of “Working”, where nothing could be found out yet


class Checked(NamedTuple):
    """A check that was made just now."""

    name: str
    title: str
    well: bool
    words: str
    who: str
    state: str
    mend: str = ""  # the administrator's page that mends it, by its name


class _Check(NamedTuple):
    name: str
    title: str
    look: Callable[[], Finding]
    probe: bool
    mend: str


_checks: dict[str, _Check] = {}
_began = time.monotonic()
_last: dict[_Check, tuple[float, Checked]] = {}  # in this process: when it was looked, and what was found


def register(name: str, title: str, look: Callable[[], Finding], *, probe: bool = False, mend: str = "") -> None:
    """Have `look` asked on the health page under `title`; with `probe`, /healthz fails where it is not well.

    A probe restarts the web process: only what a restart could mend, or what makes its pages useless, belongs there.
    `mend`: the name of the page where an administrator mends it.
    """
    _checks[name] = _Check(name, title, look, probe, mend)


def is_starting() -> bool:
    """Was the product started so lately that not everything can be there yet?"""
    return time.monotonic() - _began < STARTING


def look_at_everything() -> list[Checked]:
    """Every check, what is not well first."""
    return sorted((_look(check) for check in _checks.values()), key=lambda found: (found.well, found.title))


def look_at(name: str) -> Checked:
    """One check, for a page that would say otherwise what the health page says already."""
    return _look(_checks[name])


def wrong_lately() -> list[Checked]:
    """What is not well, as found at most KEPT seconds ago: for pages that must not wait for every check."""
    lately = time.monotonic() - KEPT
    for check in _checks.values():
        if check not in _last or _last[check][0] < lately:
            _look(check)
    found = [_last[check][1] for check in _checks.values()]
    return sorted((one for one in found if not one.well), key=lambda one: one.title)


def answers() -> bool:
    """Are all probes well?"""
    return all(_look(check).well for check in _checks.values() if check.probe)


def _look(check: _Check) -> Checked:
    try:
        finding = check.look()
    except Exception:
        # A check that fails is a finding, and the page that shows the others must not fall with it.
        log.exception("The health check %s failed", check.name)
        finding = Finding(False, "This could not be looked at. See the server’s log.")
    found = Checked(check.name, check.title, *finding, check.mend)
    _last[check] = time.monotonic(), found
    return found
