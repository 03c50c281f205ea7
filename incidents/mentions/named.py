"""Adults who work here, found by name in what somebody typed, so that the last page asks about them (U12). Pure.

Nobody is kept from a report by words alone: somebody who may not look people up has nothing else to name them with.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from unicodedata import combining, normalize

from incidents.mentions.bystanders import only_beside
from incidents.mentions.ordinary import ORDINARY

NAMED = "n-"  # how the answers about a name are called
TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "rev"])
WORDS_AS_WELL = frozenset({"miss", "sir", "madam"})  # titles that people write without a name too
TITLED = re.compile(  # title, name, and the word after it
    rf"\b({'|'.join(TITLES)})\b\.?\s+([^\W_]+(?:[-'’](?!s\b)[^\W_]+)*)(?: ([^\W_]+))?", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+")
SAME_NAME = re.compile(r"[ \-'’.]{1,2}")  # what may stand between two words of one name
BEGINS = re.compile(r"(^|[!?\n“\"]|(?<!\b\w)\.)\s*$")  # what stands before a sentence; after "J." it goes on


@dataclass(frozen=True)
class Name:
    """Somebody on the register, by the reference that stands for them."""

    ref: str
    given: str
    family: str


@dataclass(frozen=True)
class Mention:
    """A name as it was typed, and everybody it may mean."""

    words: str
    people: frozenset[str]
    chosen: bool = False  # from the register, not typed

    @property
    def code(self) -> str:
        """The name of the field that asks about it: the same while it means the same people, and nobody's name."""
        return sha256(",".join(sorted(self.people)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Word:
    """One word of a text, without case and accents, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class _Found:
    """A family name in a text, and what stands before it."""

    text: str
    first: Word
    last: Word
    before: list[Word]
    family: str

    @property
    def has_title(self) -> bool:
        return bool(self.before) and self.before[-1].folded in TITLES

    @property
    def has_sure_title(self) -> bool:
        """Not as in "I miss long lessons"."""
        return self.has_title and self.before[-1].folded not in WORDS_AS_WELL

    @property
    def is_ordinary(self) -> bool:
        """Is it a word that people write without meaning anybody?"""
        return self.family in ORDINARY or len(self.family) < 3

    @property
    def is_capital(self) -> bool:
        return self.text[self.first.start].isupper()

    @property
    def begins(self) -> bool:
        """Does it begin a sentence that goes on, where everything is written with a capital?"""
        alone = self.text.strip(" .") == self.typed(0)
        return not alone and bool(BEGINS.search(self.text[: self.first.start]))

    def given(self, names: Iterable[Name]) -> list[Name]:
        """Those whose first name stands before it as well."""
        folded = [word.folded for word in self.before]
        return [one for one in names if (given := words(one.given)) and folded[-len(given) :] == given]

    def typed(self, before: int) -> str:
        """As it stands in the text, with so many words before it."""
        return " ".join(self.text[self._start(before) : self.last.end].split())

    def is_only_beside(self, before: int) -> bool:
        """Is it said of them that they were told of it, or taught, and no more?"""
        return only_beside(self.text, self._start(before), self.last.end)

    def _start(self, before: int) -> int:
        return self.before[-before].start if before else self.first.start


def words(text: str) -> list[str]:
    """The words of a name or a text, without case, accents and points."""
    return [word.folded for word in spoken(text)]


def mentions(texts: Iterable[str], adults: list[Name], others: list[Name], chosen: frozenset[str]) -> list[Mention]:
    """The names of `adults` typed in these texts, each once. `others` are pupils with the same last names: their full
    names mean nobody here. Whoever is `chosen` already is not asked about, nor a last name that may be theirs; nor who
    was only told of it or taught."""
    families = _families(adults)
    found = {}
    for text in texts:
        for hit in _hits(text, families):
            for one in _meant(hit, families, others, chosen):
                found.setdefault(one.people, one)
    return list(found.values())


def _families(adults: list[Name]) -> dict[str, list[Name]]:
    families = {}
    for one in adults:
        family = words(one.family)
        for spelt in {" ".join(family), "".join(family)}:  # O'Brien is often OBrien
            families.setdefault(spelt, []).append(one)
    return families


def _hits(text: str, families: dict[str, list[Name]]) -> Iterator[_Found]:
    """Every family name in the text; of two that begin at one word, the longer."""
    said = list(spoken(text))
    longest = max((len(family.split()) for family in families), default=0)
    for at in range(len(said)):
        for size in range(longest, 0, -1):
            run = said[at : at + size]
            family = " ".join(word.folded for word in run)
            if len(run) == size and family in families and _is_one(text, run):
                yield _Found(text, run[0], run[-1], _joined(text, said[: at + 1]), family)
                break


def spoken(text: str) -> Iterator[Word]:
    """The words of a text, in their order."""
    for found in WORD.finditer(text):
        plain = "".join(letter for letter in normalize("NFKD", found[0]) if not combining(letter))
        yield Word(plain.casefold(), found.start(), found.end())


def _is_one(text: str, run: list[Word]) -> bool:
    """Do they stand together, as the words of one name do?"""
    return all(SAME_NAME.fullmatch(text[one.end : then.start]) for one, then in pairwise(run))


def _joined(text: str, run: list[Word]) -> list[Word]:
    """The words before the last, as far back as they may be of the same name."""
    before = len(run) - 1
    while before and _is_one(text, run[before - 1 : before + 1]):
        before -= 1
    return run[before:-1]


def _meant(hit: _Found, families, others: list[Name], chosen: frozenset[str]) -> Iterator[Mention]:
    named = families[hit.family]
    if hit.has_title:
        people, before = named, 1
    elif people := hit.given(named):
        before = len(words(people[0].given))
    elif _means_nobody(hit, others, chosen):
        return
    else:
        people, before = named, 0
    if hit.is_ordinary and not hit.has_sure_title and not (hit.is_capital and (before or not hit.begins)):
        return
    refs = frozenset(one.ref for one in people)
    if not refs & chosen and not hit.is_only_beside(before):
        yield Mention(hit.typed(before), refs)


def _means_nobody(hit: _Found, others: list[Name], chosen: frozenset[str]) -> bool:
    """Is it the full name of a pupil, or the last name of one who is chosen?"""
    same = [one for one in others if " ".join(words(one.family)) == hit.family]
    return bool(hit.given(same)) or any(one.ref in chosen for one in same)
