"""How much of a record a person is shown. Pure; deny rules have been asked before (security.md 2.3, 2.4)."""

from enum import IntEnum

from incidents.classes import RESTRICTED, Class, Kind
from school.roles import Role


class Level(IntEnum):
    """From knowing nothing to reading all. One template a level, so that no field leaks by a forgotten condition."""

    NONE = 0
    RECEIPT = 1
    STUB = 2
    TECHNICAL = 3
    FULL = 4


R, K = Role, Kind
_LEADS = frozenset({R.DSL, R.HEADTEACHER})

READERS: dict[Kind, frozenset[Role]] = {
    K.NORMAL: frozenset({R.COORDINATOR, R.DSL, R.HEADTEACHER}),
    K.TECHNICAL: frozenset({R.COORDINATOR, R.DSL, R.HEADTEACHER}),
    K.SENSITIVE: _LEADS,
    K.ILLEGAL: _LEADS,
    K.STAFF: _LEADS,
    K.HEAD: frozenset({R.CHAIR, R.DSL}),
    K.LEAD: frozenset({R.HEADTEACHER, R.CHAIR}),
    K.NETWORK: _LEADS,
    K.UNKNOWN: frozenset({R.CHAIR}),
}
TECHNICAL: dict[Kind, frozenset[Role]] = {K.TECHNICAL: frozenset({R.NETWORK_MANAGER})}
STUBS: dict[Kind, frozenset[Role]] = {
    K.SENSITIVE: frozenset({R.COORDINATOR}),
    K.ILLEGAL: frozenset({R.COORDINATOR}),
}
# Who manages a record of that kind: decides, ticks, rings, closes. The others only read.
MANAGERS: dict[Kind, frozenset[Role]] = {
    K.NORMAL: frozenset({R.COORDINATOR, R.DSL}),
    K.TECHNICAL: frozenset({R.COORDINATOR, R.DSL}),
    K.SENSITIVE: frozenset({R.DSL}),
    K.ILLEGAL: frozenset({R.DSL}),
    K.STAFF: frozenset({R.HEADTEACHER}),
    K.HEAD: frozenset({R.CHAIR}),
    K.LEAD: frozenset({R.HEADTEACHER}),
    K.NETWORK: frozenset({R.HEADTEACHER}),
    K.UNKNOWN: frozenset({R.CHAIR}),
}
# Who may be the second person where closing or leaving `illegal` takes two.
COUNTERSIGNERS: dict[Kind, frozenset[Role]] = {
    **{kind: _LEADS for kind in (K.SENSITIVE, K.ILLEGAL, K.STAFF, K.NETWORK)},
    K.HEAD: frozenset({R.DSL, R.CHAIR}),
    K.LEAD: frozenset({R.HEADTEACHER, R.CHAIR}),
    K.UNKNOWN: frozenset({R.CHAIR}),
}


def _kinds(table, roles) -> list[str]:
    return [kind for kind, allowed in table.items() if allowed & roles]


def kinds_read(roles) -> list[str]:
    """The kinds people in these offices read in full."""
    return _kinds(READERS, roles)


def kinds_worked(roles) -> list[str]:
    """The kinds people in these offices have something to do with: in full or technically, not as a stub."""
    return sorted({*_kinds(READERS, roles), *_kinds(TECHNICAL, roles)})


def kinds_known(roles) -> list[str]:
    """The kinds people in these offices may know of, in full, technically or as a stub."""
    return sorted({*_kinds(READERS, roles), *_kinds(TECHNICAL, roles), *_kinds(STUBS, roles)})


def only_technical(roles) -> bool:
    """Do people in these offices read nothing but the technical part of matters?"""
    return bool(_kinds(TECHNICAL, roles)) and not _kinds(READERS, roles)


def level(kind: str, roles, *, owns: bool = False, reported: bool = False) -> Level:
    """How much of a record of `kind` somebody in `roles` is shown, who is not barred from it."""
    if owns or READERS[Kind(kind)] & roles:
        return Level.FULL
    if TECHNICAL.get(kind, frozenset()) & roles:
        return Level.TECHNICAL
    if STUBS.get(kind, frozenset()) & roles:
        return Level.STUB
    return Level.RECEIPT if reported else Level.NONE


def manages(kind: str, roles, *, owns: bool = False) -> bool:
    """May somebody in `roles` act on a record of `kind`: its managers, and an owner who reads it by office."""
    return bool(MANAGERS[Kind(kind)] & roles) or (owns and (kind not in RESTRICTED or answers(kind, roles)))


SENIOR = frozenset({R.COORDINATOR, R.DSL, R.HEADTEACHER, R.SENIOR_LEADER})


def owns(kind: str, cls: str, roles) -> bool:
    """May somebody in `roles` be given a record: those who manage its kind; an ordinary one, whoever handles
    records; a serious one, senior people alone (T 30.2)."""
    if manages(kind, roles):
        return True
    may = SENIOR if cls == Class.SERIOUS else SENIOR | {R.NETWORK_MANAGER, R.CHAIR}
    return kind not in RESTRICTED and bool(may & roles)


def answers(kind: str, roles) -> bool:
    """May somebody in `roles` say "I have this": every reader by office, so that a night has an answer."""
    return bool(READERS[Kind(kind)] & roles)


def countersigns(kind: str, roles) -> bool:
    """May somebody in `roles` be the second person for a record of `kind`."""
    return bool(COUNTERSIGNERS.get(kind, MANAGERS[Kind(kind)]) & roles)


def text_is_shown_to_reporter(kind: str, barred: bool) -> bool:
    """A reporter sees their own words until the record is private or about them (R1, U32)."""
    return kind not in RESTRICTED and not barred
