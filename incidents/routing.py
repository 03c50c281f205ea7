"""Which class a matter has, who is told, whom it wakes, what is on its list: from its categories and the answers.

Pure; an answer only raises. Source: domain.md 6.1, R-ROUTE-0; product.md *Incidents*.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from incidents.classes import ALWAYS_WAKE, SERIOUSNESS, Class, Kind, Overlay, kind_of, most_serious, narrowest
from incidents.models.particulars import Intent
from school.roles import Role


@dataclass(frozen=True)
class Says:
    """What one category, or one question answered "yes" or "not sure", says about a matter."""

    cls: Class | None = None
    staff: bool = False
    wakes: bool = False
    no_story: bool = False
    tell: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of_category(cls, category) -> "Says":
        return cls(Class(category.cls), category.staff, category.wakes, category.no_story, frozenset(category.tell))

    @classmethod
    def of_question(cls, question) -> "Says":
        raised = Class(question.raises_to) if question.raises_to else None
        return cls(raised, question.staff, question.wakes, question.no_story)

    @classmethod
    def of_class(cls, said: str) -> "Says":
        """Somebody said how serious it is."""
        return cls(Class(said), wakes=said in ALWAYS_WAKE)

    @classmethod
    def of_intent(cls, category, intent: str) -> "Says":
        """What was done on purpose may be more serious; by accident makes nothing less so (T 16.2, T 31.1)."""
        meant = category.if_deliberate if intent == Intent.DELIBERATE else ""
        return cls.of_class(meant) if meant else cls()


@dataclass(frozen=True)
class Route:
    """The class and what follows from it."""

    cls: Class
    overlay: Overlay
    wakes: bool
    no_story: bool
    tell: frozenset[str]

    @property
    def kind(self) -> Kind:
        return kind_of(self.cls, self.overlay)


def route(says: Iterable[Says], overlay: Overlay = Overlay.NONE) -> Route:
    """The route of a matter: highest class, union of those told, narrowest overlay. Nothing said: inappropriate."""
    said = list(says)
    if any(one.staff for one in said):
        overlay = narrowest([overlay, Overlay.STAFF])
    return Route(
        cls=most_serious([one.cls for one in said if one.cls] or [Class.INAPPROPRIATE]),
        overlay=overlay,
        wakes=any(one.wakes for one in said),
        no_story=any(one.no_story for one in said),
        tell=frozenset().union(*(one.tell for one in said)),
    )


def speaks(category_cls: str, cls: str) -> bool:
    """Does a category still say who is told, and how soon? Not one graver than the matter, which was made less so."""
    return SERIOUSNESS[Class(category_cls)] >= SERIOUSNESS[Class(cls)]


def wakes_once_named(cls: str, categories: Iterable) -> bool:
    """Does a matter wake people once it is said to be about an adult here (security.md 4.3, A*)?

    Not a low-level concern; and where a category is itself about adults, its own flag has said so already (U2).
    """
    return cls != Class.INAPPROPRIATE and not any(category.staff for category in categories)


def goes_to_others(says: Says, cls: str, overlay: str) -> bool:
    """Would that make an ordinary matter of that class and overlay one for other people, or one that wakes them?"""
    now = route([says, Says(cls=Class(cls))], Overlay(overlay))
    return now.wakes or now.kind != kind_of(Class(cls), Overlay(overlay))


def brings_the_lead(to: str, cls: str) -> bool:
    """Would it be more serious than that class, and a matter of the safeguarding lead at once?"""
    return to in ALWAYS_WAKE and SERIOUSNESS[Class(to)] < SERIOUSNESS[Class(cls)]


def on_purpose(categories: Iterable, intent: str) -> bool:
    """Was it deliberate, where that makes another matter of it? Then nobody is without fault any more."""
    return intent == Intent.DELIBERATE and any(category.if_deliberate for category in categories)


def is_on_list(
    line,
    cls: str,
    overlay: str,
    codes: frozenset[str],
    answered: frozenset[str] = frozenset(),
    off_site: bool = False,
    on_purpose: bool = False,
) -> bool:
    """Is this line of the profile on the checklist of a matter of that class and overlay under these categories?

    Left out where every category has lines of its own instead (unless it was done on purpose), where it is not for
    matters about an adult here, where none of the questions it waits for is among those `answered` "yes" or "not
    sure" (T 28.5, T App.1 §25), and, if it is only for what happened outside school, where this did not (M L36).
    """
    if (line.not_staff and overlay) or (line.off_site and not off_site):
        return False
    if line.questions and not answered & set(line.questions):
        return False
    if codes and codes <= set(line.not_for) and not on_purpose:
        return False
    return cls in line.classes or bool(codes & set(line.categories)) or bool(line.staff and overlay)


_OFFICE_OVERLAY = {
    Role.HEADTEACHER: Overlay.HEAD,
    Role.DSL: Overlay.LEAD,
    Role.COORDINATOR: Overlay.LEAD,
    Role.NETWORK_MANAGER: Overlay.NETWORK,
    Role.ADMINISTRATOR: Overlay.NETWORK,
}


def overlay_of_offices(offices: Iterable[str]) -> Overlay:
    """The overlay for an adult who holds these offices; a member of staff where none of them matters."""
    found = [_OFFICE_OVERLAY[Role(office)] for office in offices if office in _OFFICE_OVERLAY]
    return narrowest(found or [Overlay.STAFF])


# What a reporter who does not know the adult's name may say about them (product.md, Settled).
SAID_OFFICES: dict[str, tuple[str, frozenset[Role]]] = {
    "head": ("The headteacher", frozenset({Role.HEADTEACHER})),
    "dsl": ("A safeguarding lead", frozenset({Role.DSL})),
    "coordinator": ("The online safety or e-safety co-ordinator", frozenset({Role.COORDINATOR})),
    "network": ("The network manager or somebody in IT", frozenset({Role.NETWORK_MANAGER, Role.ADMINISTRATOR})),
    "other": ("Somebody else who works here", frozenset()),
    "unknown": ("I don’t know", frozenset()),
}


def overlay_of_said(said: Iterable[str]) -> Overlay:
    """The overlay for an adult whose offices a reporter ticked; "I don't know" goes to the chair alone."""
    said = set(said)
    if "unknown" in said:
        return Overlay.UNKNOWN
    return overlay_of_offices(office for code in said for office in SAID_OFFICES[code][1])


def offices_barred(said: Iterable[str]) -> frozenset[Role]:
    """The offices whose holders are excluded until somebody names the adult."""
    return frozenset().union(*(SAID_OFFICES[code][1] for code in said))
