"""Of whom a report speaks and whom it is about: who was told, saw it or taught, and who did something. Pure."""

import re


def _any(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})"


TOLD = re.compile(
    r"\b(?:(?:told|informed|rang|phoned|asked|e-?mailed) "
    r"|(?:sent|went|taken|reported|passed|referred|handed|gave)\b[^.!?]{0,20}\bto )$",
    re.IGNORECASE,
)
LESSON = re.compile(r"['’]s? (?:period|lesson|class|classroom|room|form|tutor|group|set)\b", re.IGNORECASE)
SAW = re.compile(
    r",? (?:who |also |then |just |already )*(?:saw|heard|noticed|found|stopped|confiscated|reported|logged|dealt with"
    r"|was told|knows|has seen|(?:told|asked|e-?mailed|showed) me)\b",
    re.IGNORECASE,
)

# --- What somebody does to children ---------------------------------------------------------------------------
CHILD = _any(
    "her|him|them|one|two|three|some|several|an?|young|other|sixth",
    "pupils?|girls?|boys?|child(?:ren)?|students?|kids",
    r"y(?:ea)?r? ?\d+\w*",
)
NOT_AWAY = r"\b(?! (?:out|in|over|back|up|home|away|to|off|down|behind|how|mum|dad|parents?)\b)"
NO_LETTER = r"(?! (?:letter|e-?mail|note|copy|list|report)\b)"
TO_A_CHILD = _any(
    "text|messag|whatsapp|dm|snap|add|follow|film|record|photograph|touch|kiss|hug|grab|slap|sen|show|call|meet",
    "writ|ring|groom|invit|compliment|tickl|strok|threaten",
)
PICTURE = "(?:pic|photo|image|video|selfie|snap|nude)"
WAYS = (
    rf"{TO_A_CHILD}(?:e|s|es|d|ds|t|ed|ing|ding|ting|tes)?(?: to| with)? {CHILD}{NOT_AWAY}{NO_LETTER}",
    r"(?:puts?|putting) (?:his|her|their|an?) (?:hand|arm)s? (?:on|round|around)\b",
    "(?:are|were|is|was|been) (?:texting|messaging|flirting|chatting|snapchatting|meeting|dating)",
    rf"ask(?:s|ed|ing)? {CHILD}\b[^.!?]{{0,12}} for (?:an? |their |her |his )?(?:{PICTURE}|number)",
    rf"(?:tell|tells|told) {CHILD} (?:that )?(?:she|he|they|not to|to keep|to send|to delete)\b",
    rf"(?:gave|gives?|giving|offer(?:s|ed)?) {CHILD}\b[^.!?]{{0,20}}\b(?:number|lift|gift|present|money|vape|alcohol)",
    rf"likes? (?:all )?(?:her|his|their) (?:{PICTURE}|post)",
    rf"(?:has|have|had|keeps?) [^.!?]{{0,25}}\b(?:{PICTURE}|picture|number|private\b|secret\b)",
    "show(?:s|ed|ing)? (?:an? |some )?(?:porn|rude|violent|adult|sexual)",
    rf"(?:took|takes?|taking|taken) (?:an? |some |many |secret )?{PICTURE}",
    "(?:post|shar|upload)(?:s|es|ed|d|ing) (?:an? |some )?"
    rf"(?:about|rac|sex|rude|indecent|offensive|private|meme|{PICTURE})",
    "(?:is|was|are|were|seems?|gets?|got|been) (?:much |far |too |very |so |often )*"
    "(?:close|over-?friendly|familiar|alone|drunk|in a relationship|in love|obsessed|inappropriate)",
    r"(?:search|look|watch|view|download|stare)\w* [^.!?]{0,15}\b(?:porn|girls?|boys|child|nude|naked|her|him)\b",
    r"(?:comment|remark|joke)\w* (?:on|about) (?:her|his|their|girls|boys|a pupil)",
    r"(?:mak|us|sa)\w+ (?:sexual|rude|racist|sexist|inappropriate|personal)",
    r"[^.!?]{0,60}\b(?:at night|in private|(?:own|personal) (?:phone|account|number|device)|keep it secret)",
)
WHO = r"(?: who (?:runs|takes|teaches|helps|works|leads|covers)[^.!?]{0,25}?)?(?: and (?:[\w-]+ ){1,3}?(?=are|were))?"
STILL = "(?:(?:has|have|had|is|was|been|also|often|always|still|keeps?|kept) )*"
DOES = re.compile(rf",?{WHO} ?{STILL}{_any(*WAYS)}", re.IGNORECASE)
BY_THEM = (
    "(?:messages?|texts?|photos?|pictures?|snaps?|gifts?|presents?|lifts) from",
    "(?:taken|filmed|touched|kissed|hugged|followed|messaged|texted|groomed|posted) by",
    "(?:relationship|affair|contact|friends|alone|chats?|chatting|flirting|in love|in touch|dating) with",
    "(?:scared|afraid|frightened|uncomfortable) (?:of|with|around)",
    "(?:worried|worry|concerned|concern|complaint|allegation|rumours?) (?:is |are )?about",
    "(?:texting|messaging|dating)",
    "(?:it|this) (?:is|was|concerns)(?: about)?",
)
DONE_BY = re.compile(rf"\b{_any(*BY_THEM)} $", re.IGNORECASE)
IS_ALL = re.compile(
    r"[.!]?$| (?:in|from|on|at|with|for|who)\b(?![^.!?]*\b(?:saw|told|found|noticed|heard)\b)[^.!?]*[.!]?$",
    re.IGNORECASE,
)


def before(text: str, start: int) -> str:
    """As much of what stands before it as says anything of it: a long text is not read again for each word."""
    return text[max(0, start - 60) : start]


def stands_by(text: str, start: int, end: int) -> bool:
    """Is whoever is named there only told of it, or teaches, or saw it?"""
    return bool(TOLD.search(before(text, start)) or LESSON.match(text, end) or SAW.match(text, end))


def does_it(text: str, start: int, end: int) -> bool:
    """Is something said of whoever is spoken of there that a report is about, or nothing but who it is?"""
    if stands_by(text, start, end):
        return False
    is_all = not start and IS_ALL.match(text, end)
    by_them = DONE_BY.search(before(text, start)) and text[end : end + 1] not in ("'", "’")
    return bool(is_all or by_them or DOES.match(text, end))
