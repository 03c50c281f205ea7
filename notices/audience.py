"""Who may get a notice, answered by the room whose matter it is, now: at claim, at send, on a banner, at the answer.

A notice stores a kind and a reference, never addresses. Each room registers its kinds in `AppConfig.ready`, and names
them in `AppConfig.notice_kinds` so that a system check finds one that is missing. A kind nobody registered is never
sent and turns health red.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from notices.ladder import WHOLE
from notices.models import Notice, Rung
from school.models import School, User
from school.people import holders


class Unregistered(LookupError):
    """No room answers for this kind, so nobody may be told."""


class Outside:
    """Stands in a resolver's answer for the contact outside the school, who has no account."""


OUTSIDE = Outside()
Resolver = Callable[[Notice, int], Iterable[User | Outside]]


def _the_lead(ref: str) -> tuple[str, str]:
    return "safeguarding lead", School.current().telephone


def _nothing() -> str:
    return ""


def _none(refs: set[str]) -> set[str]:
    return set()


@dataclass(frozen=True)
class Kind:
    """What its room says about a kind: who may get it, where its link leads, which words, how it is answered, of
    which nobody learns by a number, whom somebody outside is asked to ring, what nobody could be told."""

    name: str
    resolver: Resolver
    link: Callable[[str], str] | None = None
    words: str = "alarm"
    at_once: bool = True
    take: Callable | None = None
    uncounted: Callable[[set[str]], set[str]] = _none
    rings: Callable[[str], tuple[str, str]] = _the_lead
    untold: Callable[[], str] = _nothing

    def path(self, ref: str) -> str:
        return self.link(ref) if self.link else reverse("home")


_kinds: dict[str, Kind] = {}


def register(
    kind: str,
    resolver: Resolver,
    *,
    link: Callable[[str], str] | None = None,
    words: str = "alarm",
    at_once: bool = True,
    take: Callable | None = None,
    uncounted: Callable[[set[str]], set[str]] = _none,
    rings: Callable[[str], tuple[str, str]] = _the_lead,
    untold: Callable[[], str] = _nothing,
) -> None:
    """Answer for a kind of notice.

    `resolver(notice, rung)` gives the accounts that may have it at that rung, through `visible_to`; `link(ref)` the
    path in its mail; `words` names templates/notices/<words>.subject.txt and .txt; `at_once=False` lets people who
    asked for one mail a day have it there; `take(ref, by=user)` is what "I have this" does besides (it must end in
    `notices.actions.answer`); `uncounted(refs)` those of the references that are kept from somebody here, who must not
    learn of them by a number; `rings(ref)` the office, in words, and the number the contact outside is asked to ring;
    `untold()` of what nobody could be told now, and what to do, in words for the health page.
    """
    _kinds[kind] = Kind(kind, resolver, link, words, at_once, take, uncounted, rings, untold)


def forget(kind: str) -> None:
    """Take a kind out again: for tests."""
    _kinds.pop(kind, None)


def kind_of(name: str) -> Kind:
    """What was registered for the kind. Raises Unregistered."""
    if name not in _kinds:
        raise Unregistered(f"No room answers for notices of the kind {name!r}.")
    return _kinds[name]


def kinds() -> list[Kind]:
    """Every registered kind, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def countable(notices: Iterable[Notice]) -> list[Notice]:
    """Those that a number may tell of, whoever reads it; one question a kind. Of a kind nobody answers for: none."""
    notices = list(notices)
    kept = {kind: _kinds[kind].uncounted(refs) for kind, refs in refs_by_kind(notices).items() if kind in _kinds}
    return [one for one in notices if one.kind in kept and one.ref not in kept[one.kind]]


def refs_by_kind(rows) -> dict[str, set[str]]:
    """The references of notices or tasks, by kind."""
    refs: dict[str, set[str]] = {}
    for row in rows:
        refs.setdefault(row.kind, set()).add(row.ref)
    return refs


@dataclass(frozen=True)
class Audience:
    """Who may have a notice at a rung: accounts, each once, and whether the room wants the outside contact told."""

    users: list[User]
    outside: bool


def asked(notice: Notice, rung: int) -> Audience:
    """Ask the room now. Accounts that were stopped are left out. Raises Unregistered."""
    answer = list(kind_of(notice.kind).resolver(notice, rung))
    users = {one.pk: one for one in answer if one is not OUTSIDE and one.is_active}
    return Audience(list(users.values()), OUTSIDE in answer)


def may_have(user: User, notice: Notice, rung: int = WHOLE) -> bool:
    """May this person have it, at `rung` or, where none is given, at any?"""
    return any(one.pk == user.pk for one in asked(notice, rung).users)


def told_by(rung: int):
    """Accounts holding an office the school's ladder tells by that rung: what most resolvers begin with."""
    return holders(*Rung.objects.ladder().roles(rung))
