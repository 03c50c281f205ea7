"""An adult here spoken of without title or office: "the maths teacher", a given name, initials. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass

from incidents.mentions.bystanders import acts, before, does_it, stands_by
from incidents.mentions.named import BEGINS, TITLES, Name, Word, spoken, words
from incidents.mentions.ordinary import ORDINARY

WHOSE = r"(?:the|our|my|an?|his|her|their|another|one of (?:the|our|my|her|his))"
BREAKS = "(?:with|of|by|from|to|for|in|on|at|and|or|that|who|is|was|has|the|an?|my|our|his|her|their)"
TEAMS = "(?:site|it|ict|admin|support|leadership|pastoral|catering|premises|cleaning|technical|safeguarding) team"
KINDS = (  # what may stand alone as well
    "(?:cover|supply|student|trainee|form|class|pe|sports?|football|swimming|music) (?:teacher|tutor|coach)",
    "(?:cover|supply|dinner|lunch|office|it|ict|site|kitchen|reception|exams?|attendance|minibus|computer|pe|music)"
    " (?:lady|ladies|man|men|woman|women|guy|bloke|person|staff|worker)",
    "(?:mini)?bus driver",
    "cover supervisor",
    "teaching assistant",
    "caretaker",
    f"member of (?:the |our )?(?:[a-z]+ )?(?:staff|department|faculty|{TEAMS})",
    "staff member",
    "(?:somebody|someone|one|an adult|a grown-?up) (?:on|of|from|in) (?:the |our )?(?:school )?staff",
)
# Somebody who works here, said by what they do or where they are found.
DOING = (
    "who (?:does|do|runs?|drives?|works?|teach(?:es)?|takes?|helps?|cleans?|serves?|covers?|fix(?:es)?|comes?"
    "|looks? after)"
)
DUTY = rf"(?:called [\w-]+ )?{DOING} (?:(?:the|our|my|in|on|at|with|for|to|school) )*(?!an?\b)[\w-]+"
THEIRS = f"(?:office|department|dept|kitchen|staff ?room|staff|supply|reception|{TEAMS})"
ROOM = rf"(?:in|from|on|at) (?:the |our )?(?:[\w-]+ ){{0,2}}?{THEIRS}"
MAN = rf"(?:{WHOSE}|that) (?:[\w-]+ )?(?:man|woman|lady|lad|bloke|guy|chap|person|adult)"
SOMEBODY = re.compile(
    rf"\b(?i:{MAN} (?:{DUTY}|{ROOM}|(?:in|from|on|at) (?:the )?(?:canteen|library|gym|lab|school|gate)))\b"
    rf"|\b(?i:(?:some(?:body|one)|one of (?:the|our) (?:men|women|ladies|adults)) (?:{DUTY}|{ROOM}))\b"
    rf"|\b(?i:sir|miss) (?i:(?:in|from) (?:the )?[\w-]+|{DUTY})|\b(?:[A-Z]\w+ )?[A-Z]\w+ (?i:{ROOM})\b"
)
SIR = re.compile(r"\b(?:[Ss]ir|Miss)\b(?!\.? [A-Z])")  # as pupils and tired people write
ROLES = (
    *KINDS,
    "teacher|tutor|coach|instructor|mentor|counsellor|nurse|trainee|ta|hlta|lsa|senco|ect",
    "manager|secretary|bursar|administrator|apprentice|key ?worker|librarian|receptionist|cleaner|cook|chaplain",
    "adviser|matron|invigilator|volunteer|governor|officer",
    "(?:midday|lunch(?:time)?|dinner|playground) (?:supervisor|assistant|lady)",
    "(?:learning|classroom|lab|support|kitchen) (?:support )?(?:assistant|worker)",
    TEAMS,
    "head of (?:year(?: \\d+)?|house|sixth form|[a-z]+)",
)
ROLE = re.compile(
    rf"\b(?:{WHOSE} (?:(?!{BREAKS}\b)[\w-]+ ){{0,3}}?(?:{'|'.join(ROLES)})(?:e?s)?|{'|'.join(KINDS)})\b"
    r"(?! (?:time|group|period|room|training|planner|union|trip|journey|driver|company|desk)\b)",
    re.IGNORECASE,
)
TITLE = rf"(?:{'|'.join(TITLES)})"
NAMED_AFTER = re.compile(rf",? \(?{TITLE}\b", re.IGNORECASE)
NAMED_BEFORE = re.compile(rf"\b{TITLE}\.? [\w’'-]+,? \(?$", re.IGNORECASE)

INITIALS = re.compile(r"(?<![\w&/.-])(?:[A-Z]{2,3}|[A-Z](?:\. ?[A-Z]){1,2}\.?)(?![\w&/-])")
USUAL = """
ai am ar as asd at be bf bbc bt by cctv cd cp ct cv dbs dm dms do dp ds dt dvd ec eal ect eu fb ff fm fyi gb gf
go gp he hi hod hoy hr ht ict id idk if ig in ip is it la lan lol lsa mb me mms mp my nhs nb no of oh ok omg on or
os pa pc pdf pe pin pm ppt ps pta qr ra re rip rs rse sc sen sim slt smt sms so sos sre st ta tbh td the to tt tv
uk up url us usa usb vip vle vpn vr wc we wtf dsl mr ms dr and not was all she him her his you out off who did had
"""
NO_INITIALS = frozenset(USUAL.split())
SMALL = "the a an our my his her their in on at by since until last next this of"
SMALL_BEFORE = frozenset(SMALL.split())
OF_SOMEBODY = frozenset({"has", "had", "was", "keeps", "does", "did"})  # what is said of Grace, not of grace
PUPIL_BEFORE = re.compile(
    r"\b(?:pupil|student|girl|boy|child|friend|brother|sister|twin)s?,?(?: called| named)? $", re.IGNORECASE
)
PUPIL_AFTER = re.compile(
    r"(?:(?:,|,? and) [A-Z]\w+){0,3},?(?: is| are| who is)? ?\(?(?:(?:in|from|of) )?"
    r"(?:[Mm]y (?:form|class|tutor group)|[Yy](?:ea)?r? ?\d|\d{1,2}[A-Z]{0,2}\b)"
)


@dataclass(frozen=True)
class Called:
    """What adults here are called besides by last name: given names by their first word, and initials."""

    given: dict[str, list[str]]
    initials: Set[str]


def called(adults: Collection[Name], others: Collection[Name]) -> Called:
    """Of these adults, where it may not mean one of the `others`."""
    given = {first: rest for one in adults for first, *rest in [words(one.given) or [""]]}
    taken = {word for one in others for word in words(one.given)}
    return Called({first: rest for first, rest in given.items() if first not in taken}, _all(adults) - _all(others))


def _all(names: Iterable[Name]) -> Set[str]:
    return {letters for one in names for letters in _initials(one)}


def _initials(name: Name) -> Iterator[str]:
    given, family = ([word[0].upper() for word in words(part)] for part in (name.given, name.family))
    for letters in (given[:1] + family[:1], given[:1] + family, given + family):
        yield "".join(letters)


def loosely(text: str, here: Called, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Where, and as typed."""
    names = [one for one in [*_initialled(text, here), *_given(text, here, known)] if not stands_by(text, *one)]
    people = [one.span() for way in (SOMEBODY, SIR) for one in way.finditer(text) if acts(text, *one.span())]
    for start, end in [*_roles(text), *people, *names]:
        yield start, text[start:end]


def _roles(text: str) -> Iterator[tuple[int, int]]:
    """Of whom something is said; not where a name beside it says who they are."""
    for hit in ROLE.finditer(text):
        named = NAMED_AFTER.match(text, hit.end()) or NAMED_BEFORE.search(before(text, hit.start()))
        if not named and acts(text, *hit.span()):
            yield hit.span()


def _initialled(text: str, here: Called) -> Iterator[tuple[int, int]]:
    """Not where all is written in capitals."""
    for hit in INITIALS.finditer(text) if not text.isupper() else ():
        letters = "".join(re.findall("[A-Z]", hit[0]))
        if letters in here.initials and (letters.lower() not in NO_INITIALS or does_it(text, *hit.span())):
            yield hit.span()


def pupils_in(texts: Iterable[str], here: Called) -> Set[str]:
    """The given names that one of these texts says are a pupil's."""
    return {
        word.folded
        for text in texts
        for word, last, _, then in _names(text, here)
        if _is_a_pupil(text, word, last, then)
    }


def _given(text: str, here: Called, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Written with a capital and without a title: that is looked for elsewhere."""
    for word, last, ahead, then in _names(text, here):
        titled = ahead and ahead.folded in TITLES
        said = (then and then.folded in OF_SOMEBODY) or does_it(text, word.start, last.end)
        is_name = said or not _is_a_word(text, word, ahead)
        if word.folded not in known and not titled and is_name:
            yield word.start, last.end


def _names(text: str, here: Called) -> Iterator[tuple[Word, Word, Word | None, Word | None]]:
    """Each given name, from its first word to its last, and what stands before and after it."""
    said = list(spoken(text))
    for at, word in enumerate(said):
        if word.folded in here.given and text[word.start].isupper():
            rest = here.given[word.folded]
            end = at + len(rest) if [one.folded for one in said[at + 1 : at + 1 + len(rest)]] == rest else at
            yield word, said[end], said[at - 1] if at else None, said[end + 1] if end + 1 < len(said) else None


def _is_a_pupil(text: str, word: Word, last: Word, then: Word | None) -> bool:
    """Does a last name stand behind it, or a form or year; or is it said that they are one?"""
    surname = then and text[last.end : then.start] in (" ", "-") and text[then.start].isupper() and then.folded != "i"
    return bool(surname or PUPIL_AFTER.match(text, last.end) or PUPIL_BEFORE.search(before(text, word.start)))


def _is_a_word(text: str, word: Word, ahead: Word | None) -> bool:
    """May it mean nobody: "Will they", "in May", "the Head"?"""
    if word.folded not in ORDINARY and len(word.folded) > 2:
        return False
    return bool(BEGINS.search(before(text, word.start)) or (ahead and ahead.folded in SMALL_BEFORE))
