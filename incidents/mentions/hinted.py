"""An adult spoken of by office, or by a title and a name that nobody here has: the last page asks once. Pure.

A question too many costs every reporter; so not whoever was told of it, nor whose lesson it was.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from incidents.mentions.bystanders import stands_by
from incidents.mentions.loosely import Called, loosely, pupils_in
from incidents.mentions.named import TITLED, WORDS_AS_WELL, words
from school.roles import Role

NO_OFFICE = ""  # the key of what is said of somebody here whom no office of these names
OFFICES = {
    Role.HEADTEACHER: ("head ?teacher", "principal"),
    Role.DSL: ("d?dsl", "(?:designated |deputy )*safeguarding lead"),
    Role.COORDINATOR: (
        "(?:(?:online|internet)[ -]safety |e-?safety )?co-?ordinator",
        "(?:(?:online|internet)[ -]safety|e-?safety) (?:lead|officer|teacher|person)",
    ),
    Role.NETWORK_MANAGER: ("network manager", "technician"),
    NO_OFFICE: (
        "(?:deputy|assistant) head",
        "senior leader",
        "(?:member|one|some(?:body|one)) (?:of|from|on|in) (?:the )?(?:slt|senior leadership(?: team)?)",
        "colleague",
    ),
}
SOMEBODYS = r"(?:(?:the|our|my|a|his|her|their|another) )?"
HEAD = r"\b(?:the|our) head\b(?! (?:of|lice|boy|girl|phones?|band|set|start|injury)\b)"
NOT_THEIRS = re.compile(r"\b(?:on|in|over|against|off|round|hit|hits|above) $", re.IGNORECASE)  # a part of the body
PROGRAMS = frozenset({"teams", "word", "office", "excel", "paint", "edge", "forms", "outlook"})  # "ms teams"
NOBODY = (
    frozenset({"i", "he", "she", "we", "they", "it", "the", "you", "year", "said", "beast", "bean", "who"}) | PROGRAMS
)


def hints(texts: Iterable[str], labels: Mapping[str, str], known: Collection[str], here: Called) -> list[str]:
    """The words in these texts that may mean an adult here, each once, in their order. `labels`: what this school
    calls its offices; `known`: the words of names that stand for somebody already; `here`: what adults are called."""
    texts, office = list(texts), _office(labels)
    known = {*known, *pupils_in(texts, here)}
    return _once(texts, lambda text: [*_offices(text, office), *_titled(text, known), *loosely(text, here, known)])


def offices(texts: Iterable[str], labels: Mapping[str, str], but: Collection[str]) -> list[str]:
    """The same of offices alone, and of none of those in `but`: for what says already whom it is about."""
    office = _office(labels, but)
    return _once(texts, lambda text: _offices(text, office))


def _once(texts: Iterable[str], hits: Callable[[str], Iterable[tuple[int, str]]]) -> list[str]:
    once = {}
    for text in texts:
        end = 0  # of the last one: a shorter one within it is the same person
        for at, typed in sorted(hits(" ".join(text.split())), key=lambda hit: (hit[0], -len(hit[1]))):
            if at >= end:
                once.setdefault(typed.casefold(), typed)
                end = at + len(typed)
    return list(once.values())


def _office(labels: Mapping[str, str], but: Collection[str] = ()) -> re.Pattern:
    asked = {office: patterns for office, patterns in OFFICES.items() if office not in but}
    called = [re.escape(labels[office]) for office in asked if labels.get(office)]
    names = "|".join([*called, *(one for patterns in asked.values() for one in patterns)]) or "(?!)"
    head = f"|{HEAD}" if Role.HEADTEACHER in asked else ""
    return re.compile(rf"\b{SOMEBODYS}(?:{names})\b(?! of\b(?! mine| ours))(?!['’]s office){head}", re.IGNORECASE)


def _offices(text: str, office: re.Pattern) -> Iterator[tuple[int, str]]:
    for hit in office.finditer(text):
        if not stands_by(text, *hit.span()) and not NOT_THEIRS.search(text[: hit.start()]):
            yield hit.start(), hit[0]


def _titled(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    for hit in TITLED.finditer(text):
        if not _is_nobody(hit, known) and not stands_by(text, hit.start(), hit.end(2)):
            yield hit.start(), text[hit.start() : hit.end(2)]


def _is_nobody(hit: re.Match, known: Collection[str]) -> bool:
    """Is it somebody known, or no name at all: "Miss I saw it", "I miss English"?"""
    title, name = hit[1], words(hit[2])
    is_word = title.casefold() in WORDS_AS_WELL and not (title[0].isupper() and hit[2][0].isupper())
    return is_word or bool(NOBODY.intersection(name)) or set(name) <= set(known)
