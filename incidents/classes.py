"""The five classes, most serious first, and the kinds of record access is decided by. Pure."""

from collections.abc import Iterable

from django.db.models import TextChoices


class Class(TextChoices):
    """How serious a matter is. The category and the answers give it; the reporter never picks or sees it."""

    ILLEGAL = "illegal", "May be a crime"
    CHILD_PROTECTION = "child_protection", "Child protection"
    SERIOUS = "serious", "Serious"
    SECURITY = "security", "Computer or account security"
    INAPPROPRIATE = "inappropriate", "Inappropriate"


class Overlay(TextChoices):
    """The staff overlay: the person whose conduct is in question is an adult of the school, and which (2.2)."""

    NONE = "", "No adult of the school"
    STAFF = "A", "A member of staff"
    HEAD = "AH", "The headteacher"
    LEAD = "AD", "The safeguarding lead, a deputy or the co-ordinator"
    NETWORK = "AN", "The network manager or an administrator"
    UNKNOWN = "AU", "An adult whose office is not known"


class Kind(TextChoices):
    """What access is decided by: the overlay where there is one, else the class (product.md, Settled)."""

    NORMAL = "N", "Behaviour"
    TECHNICAL = "T", "Security"
    SENSITIVE = "S", "Child protection"
    ILLEGAL = "I", "May be a crime"
    STAFF = "A", "Concern about an adult here"
    HEAD = "AH", "Concern about the headteacher"
    LEAD = "AD", "Concern about a lead or the co-ordinator"
    NETWORK = "AN", "Concern about a network manager or an administrator"
    UNKNOWN = "AU", "Concern about an adult not named"


ALWAYS_WAKE = frozenset({Class.ILLEGAL, Class.CHILD_PROTECTION})  # neither waits for Monday
SERIOUSNESS = {cls: rank for rank, cls in enumerate(Class)}  # 0 is the most serious
NARROWNESS = {
    overlay: rank
    for rank, overlay in enumerate(
        [Overlay.NONE, Overlay.STAFF, Overlay.NETWORK, Overlay.LEAD, Overlay.HEAD, Overlay.UNKNOWN]
    )
}
RESTRICTED = frozenset(Kind) - {Kind.NORMAL, Kind.TECHNICAL}
STAFF_KINDS = frozenset({Kind.STAFF, Kind.HEAD, Kind.LEAD, Kind.NETWORK, Kind.UNKNOWN})


def titled(kind: str, cls: str, filed: Iterable[tuple[str, bool, str]], first: str) -> list[str]:
    """What a record is called, from each category's title, whether that is of adults here, and its class; where none
    says what it has become, that stands first, and last the title `first` it was reported under."""
    filed = list(filed)
    titles = [title for title, _, _ in filed]
    became = _became(kind, cls, filed)
    return [*became, *(one for one in titles if one != first), f"reported as {first}"] if became and first else titles


def _became(kind: str, cls: str, filed: list[tuple[str, bool, str]]) -> list[str]:
    """What none of the categories says: that it is about an adult here, how serious it is."""
    adult = kind in STAFF_KINDS and not any(of_adults for _, of_adults, _ in filed)
    graver = not any(SERIOUSNESS[Class(own)] <= SERIOUSNESS[Class(cls)] for _, _, own in filed)
    return [*([Kind(kind).label] if adult else []), *([Class(cls).label] if graver else [])]


def technical_titles(filed: Iterable[tuple[str, bool, str]]) -> list[str]:
    """What whoever reads the technical part alone is told it is: of each category's title, whether that is of adults
    here, and its class, the titles of computers and accounts. They name nobody (security.md 2.3, R2)."""
    return [title for title, of_adults, cls in filed if cls == Class.SECURITY and not of_adults]


def most_serious(classes) -> Class:
    """The highest of several classes."""
    return min((Class(cls) for cls in classes), key=SERIOUSNESS.__getitem__)


def narrowest(overlays) -> Overlay:
    """The overlay that shows the record to the fewest."""
    return max((Overlay(overlay) for overlay in overlays), key=NARROWNESS.__getitem__, default=Overlay.NONE)


def kind_of(cls: Class, overlay: Overlay) -> Kind:
    """The kind access is decided by."""
    if overlay:
        return Kind(overlay)
    by_class = {Class.ILLEGAL: Kind.ILLEGAL, Class.CHILD_PROTECTION: Kind.SENSITIVE, Class.SECURITY: Kind.TECHNICAL}
    return by_class.get(Class(cls), Kind.NORMAL)
