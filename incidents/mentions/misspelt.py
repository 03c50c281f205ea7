"""Adults who work here whose name was typed with a title and not quite as it is spelt, or by first name. Pure.

Only after a title: without one, every word of a report would be near somebody's name.
"""

from collections.abc import Collection, Iterable, Iterator, Set
from difflib import get_close_matches

from incidents.mentions.bystanders import stands_by
from incidents.mentions.named import TITLED, WORDS_AS_WELL, Mention, Name, words

NEAR = 0.8  # "Kaplin" is near "Kaplan", "Hall" is not near "Hill"


def misspelt(
    texts: Iterable[str], adults: list[Name], families: Collection[str], chosen: frozenset[str]
) -> list[Mention]:
    """What was typed so, and everybody it may mean. `families`: last names that mean somebody else, as spelt;
    whoever is `chosen` already is not asked about."""
    spelt = _spellings(adults)
    known = {" ".join(words(family)) for family in [*families, *(one.family for one in adults)]}
    found = {}
    for text in texts:
        for typed, together in _titled(text, known):
            refs = frozenset().union(*(spelt[near] for near in get_close_matches(together, spelt, 5, NEAR)))
            if refs and not refs & chosen:
                found.setdefault(refs, Mention(typed, refs))
    return list(found.values())


def _spellings(adults: list[Name]) -> dict[str, frozenset[str]]:
    spelt = {}
    for one in adults:
        for name in (one.family, one.given):
            spelt[_together(name)] = spelt.get(_together(name), frozenset()) | {one.ref}
    return spelt


def _titled(text: str, known: Set[str]) -> Iterator[tuple[str, str]]:
    """As typed and as one word, two words where there are two; not where it is found as somebody's name as it is."""
    for hit in TITLED.finditer(text):
        title, first, second = hit.groups()
        if title.islower() and title in WORDS_AS_WELL:
            continue
        both = second and second[0].isupper() and len(second) > 1
        name = f"{first} {second}" if both else first
        end = hit.end() if both else hit.end(2)
        if not {" ".join(words(first)), " ".join(words(name))} & known and not stands_by(text, hit.start(), end):
            yield " ".join(text[hit.start() : end].split()), _together(name)


def _together(name: str) -> str:
    """Without case, accents and what stands between its words: Van Tongeren is often Vantongeren."""
    return "".join(words(name))
