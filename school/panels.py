"""Pages are completed by rooms they do not know: apps offer a panel for a slot, the page shows them by urgency."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """One block of a page: its heading, its template, what the template needs.

    `empty` stands in its place when there is nothing in it: what would appear there and what is next due (U66).
    `urgent` makes it loud, `wide` gives it the whole width.
    """

    title: str
    template: str = ""
    context: dict = field(default_factory=dict)
    empty: str = ""
    urgent: bool = False
    wide: bool = False


_offers: dict[str, list[tuple[int, str, Callable[..., Panel | None]]]] = defaultdict(list)


def register(slot: str, offer: Callable[..., Panel | None], order: int) -> None:
    """Offer a panel for `slot` at a fixed place; `offer(request, **about)` answers a Panel or None."""
    _offers[slot].append((order, offer.__name__, offer))
    _offers[slot].sort(key=lambda line: line[:2])


def gather(slot: str, request: HttpRequest, **about) -> list[Panel]:
    """The panels of a slot for this person, in their fixed order."""
    return [panel for _, _, offer in _offers[slot] if (panel := offer(request, **about))]
