"""Of whom a report speaks and whom it is about: who was told, saw it, taught or helped, and who did something. Pure.

Few rules, and none is sure: the last page asks. Whoever does anything to a child, or in a breath with one, is asked
about unless it is what bystanders do; how far that carries is measured in tests/incidents/test_phrasings.py.
"""

import re


def _any(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})"


# --- Bystanders -----------------------------------------------------------------------------------------------
NO_LIST = r"(?!(?:me|us|that|it|(?:her|him|them) (?:to|that|about|off|and|what|not|he|she))\b)"
BESIDES = rf"(?:{NO_LIST}(?:[\w’'-]+ ){{0,3}}[\w’'-]+(?:,| and|,? or) ){{0,3}}"  # I told "Miss B and" somebody
TOLD = re.compile(
    r"\b(?:(?:told|informed|rang|phoned|asked|e-?mailed|spoke to) "
    rf"|(?:sent|went|taken|reported|passed|referred|handed|gave|showed)\b[^.!?]{{0,20}}\bto ){BESIDES}$",
    re.IGNORECASE,
)
DONE_TO = re.compile(  # what pupils do to them, and whose lesson it was
    r"\b(?:pretend\w* to be|(?:rude|abusive) to|(?:sw(?:ore|ear|earing)|shout\w*|laugh\w*) at"
    r"|account (?:of|for|as)|name of"
    r"|(?:covered|taught|supervised|confiscated|stopped|found|seen|noticed|reported|logged|dealt with|led) by"
    r"|(?:form|class|lesson|room|group|period \d) (?:of|with)|impersonat\w+|mock\w*|insult\w*|threaten\w*) $",
    re.IGNORECASE,
)
WHILE = re.compile(r"\b(?:while|whilst) $", re.IGNORECASE)
LESSON = re.compile(
    r"['’]s? (?:\w+ )?(?:period|lesson|class|classroom|room|form|tutor|group|set"
    r"|password|log-?in|computer|laptop|accent|voice|desk|office|signature)\b",
    re.IGNORECASE,
)
DEVICE = _any(
    "(?:phone|mobile|tablet|i-?pad|laptop|chromebook|computer|device|screen|filter|account)s?",
    "(?:log|matter|detail|list|name|statement|screenshot)s?|it|them",
)
PARENTS = "(?:the |his |her |their )?(?:parents?|mother|father|mum|dad)"
TO_DO = "(?:delete|stop|put|turn|log|close|leave|hand|go|report|come|tell)"
SEES = (
    "(?:over)?heard|saw|sees|has seen|notic|spotted|caught|found|stop|confiscat|report|logged(?! in)|knows",
    "deal(?:t|ing)",
    "(?:told|asked|e-?mailed|showed|rang|gave|warned) (?:me|us|all|every)|let (?:me|us) know|told(?=[.,;]|$)",
    "(?:said|says|thinks|thought|believes|suspects|suggested|advised|agreed|explained|mentioned)"
    r" (?!to (?:her|him|them|a)\b)|want(?:s|ed) (?!a (?:girl|boy|pupil|child)|her|him)",
    r"complain|left|asked (?:for|if|whether|to|how|about)\b",
    rf"(?:rang|rings?|ringing|phoned?|e-?mailed) (?:home|{PARENTS})|(?:came (?:in|over|to)|walked in)\b",
    rf"told (?:the class|everyone|us|them|him|her) to {TO_DO}|and I|took (?:statements?|notes|the register)",
)
HELPS = (
    "(?:has|have|had|took|takes?|taken|keeps?|kept|locked|put) (?:(?:the|his|her|their|that|a|my) )?"
    rf"(?:\w+ )?{DEVICE}\b(?=$|[.,;!?]| (?:off|from|away|now|and|until|in|till|for)\b)",
    rf"(?:look|check|try|sort|examin|search)\w* (?:(?:at|into|through|out|over|after) )?(?:\w+ )?{DEVICE}\b",
    r"(?:help|calm|comfort|support|remind|remov|supervis|cover)\w*|teaching|(?:sat|stayed|sitt?|stay)\w* with",
    r"pass(?:es|ed) (?:me|it|this|on)\b",
    "(?:reset|restor|unlock|block|unblock|fix|repair|updat|broke up|mov|chang)(?:ed|ing|es|s|e|d|ted)? ",
    "(?:spoke|spoken|speak|speaks|speaking|talked) (?:to|with)",
    "(?:sent|send|took) (?:him|her|them) (?:to|out|home|back)|let (?:me|us|him|her|them)",
)
IS = "(?:is|are|was|were|been|be)"
STATE = "(?:there|present|busy|away|absent|on duty|worried|upset|told)"
JUST = "(?:also|just|already|now|still|then|later|kindly)"
# "was covering" and "was told", not "was found", which is done to them.
FIRST = rf"(?:(?:who|has|have|had|will|can|{JUST}|and I(?: both)?) |{IS} (?:{JUST} )*(?=\w+ing\b))*"
WHO_AND = (
    r"(?: (?:from|in|of) (?:the|our) (?:[\w-]+ ){0,2}[\w-]+)?"
    r"(?: who [^.!?,]{1,30}?|, who [^.!?]{1,30}?,| and (?:[\w-]+ ){0,2}[\w-]+(?= are| were| have| will))?"
)
SAW = re.compile(rf",?{WHO_AND} (?:{FIRST}{_any(*SEES)}|{IS} (?:{JUST} )*{STATE}\b)", re.IGNORECASE)
HELPED = re.compile(rf",?{WHO_AND} {FIRST}{_any(*HELPS)}", re.IGNORECASE)

# --- What somebody does to children ---------------------------------------------------------------------------
CHILDREN = r"pupils?|girls?|boys?|child(?:ren)?|students?|kids|y(?:ea)?r? ?\d+\w*"
CHILD = _any(
    "(?:one|some|two) of (?:the|our|my)|her|him|them|one|two|three|some|several|an?|young|other|sixth",
    CHILDREN,
)
NOT_AWAY = r"\b(?! (?:out|in|over|back|up|home|away|to|off|down|behind|how|mum|dad|parents?)\b)"
NO_LETTER = r"(?! (?:letter|e-?mail|note|copy|list|report)\b)"
TO_A_CHILD = _any("text|messag|whatsapp|dm|add|follow|sen|show|call|meet|writ|ring|invit|contact|pay|buy|offer|sell")
AT_A_CHILD = _any(
    "film|record|photograph|touch|kiss|hug|grab|slap|snap|groom|compliment|tickl|strok|threaten|hit|push|punch|pinch",
    "shov|drag|bully|bulli|mock|humiliat|insult|follow|(?:flirt(?:s|ed|ing)? with|(?:star(?:es|ed|ing)|shout\\w*) at)",
)
ENDING = "(?:e|s|es|d|ds|t|ed|ing|ding|ting|tes|ped|ging|ged|bed|bing)?"
APPS = "(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|whatsapp|discord|facebook|telegram|roblox|x ?box|only ?fans|tinder)"
TELLTALE = _any(
    rf"(?:at|late at|every|last|all) night|in private|in secret|secrets?|online|(?:on|via|over|through) {APPS}",
    "(?:own|personal|private) (?:phone|mobile|account|number|device|chats?|messages)|bribe|vapes?|hotel|crush",
    "(?:his|her|their) (?:own )?(?:car|house|home|flat|bed|lap)|in (?:the|a) (?:car|dark)|car park|lifts? home",
    r"changing rooms?|showers|toilets?|adult (?:site|film|video|content)s?|porn\w*|nudes?|naked|camera|gambl\w+",
    r"(?:voice|love) ?(?:notes?|messages?|letters?)|racis\w+|sex\w*|fancies|fancied|back seat",
)
PICTURE = "(?:pic|photo|image|video|selfie|snap|nude)"
WAYS = (
    rf"(?:caught|grabb\w+|pull\w+|held|tak\w+|took) {CHILD} by\b",
    rf"{TO_A_CHILD}{ENDING}(?: to| with)? {CHILD}{NOT_AWAY}{NO_LETTER}",
    rf"{AT_A_CHILD}{ENDING} {CHILD}\b{NO_LETTER}",
    rf"(?:drove|driv\w+|took|takes|picks|picked|picking|invit\w+) {CHILD}\b[^.!?]{{0,12}}\b(?:home|out|up|round)\b",
    r"(?:puts?|putting) (?:his|her|their|an?) (?:hand|arm)s? (?:on|round|around)\b",
    "(?:are|were|is|was|been) (?:texting|messaging|flirting|chatting|snapchatting|dating"
    r"|meeting(?! (?:the|his|her|their|with)\b))",
    rf"with (?:an? )?(?:{CHILDREN}|sixth)\b",
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
)
WHO = (
    "(?: who(?: (?:runs|takes|teaches|helps|works|leads|covers)[^.!?]{0,25}?)?)?"
    r"(?: and (?:[\w-]+ ){1,3}?(?=are|were))?"
)
STILL = "(?:(?:has|have|had|is|was|been|also|often|always|still|keeps?|kept) )*"
DOES = re.compile(rf",?{WHO} ?{STILL}{_any(*WAYS)}", re.IGNORECASE)
ENDS = r"when|while|where|because|that|who|they|he|she"  # where somebody else begins to do something
CLAUSE = rf"(?:(?!\b(?:{ENDS}|two|some|pupils?|somebody|saw|told)\b)[^.!?,;:]){{0,60}}?"
TELLS = re.compile(rf"{CLAUSE}\b{TELLTALE}\b", re.IGNORECASE)
BREATH = rf"(?:(?!\b(?:{ENDS}|after|before|so)\b)[^.!?;:]){{0,80}}?"
NAME = r"(?!I\b)(?-i:[A-Z])\w+"
OF_CHILDREN = (
    rf"(?:{CHILDREN}|her|him|them|class|form|sixth[ -]?former|school|daughter|son|indecent|{NAME}|{TELLTALE})"
)
TOUCHES = re.compile(rf"{BREATH}\b(?:{OF_CHILDREN}|{NAME}|{TELLTALE})\b", re.IGNORECASE)
SUBJECT = re.compile(  # what stands before whoever does something
    r"(?:^|[.!?,;:“\"(]\s*|\b(?:that|and|but|because|says?|said|thinks?|heard|how|when|if|is|was|apparently|also|so"
    r"|then|where|whether|about|me|us|why|know) )$",
    re.IGNORECASE,
)
SEEN = re.compile(r"\b(?:seen|saw|caught|noticed|watched|heard|found) $", re.IGNORECASE)  # "looking at girls"
ING = re.compile(r" (?:\w+ly )?\w+ing\b")
BY_THEM = (
    "(?:messages?|texts?|photos?|pictures?|snaps?|gifts?|presents?|lifts) from",
    "(?:taken|filmed|touched|kissed|hugged|followed|messaged|texted|groomed|posted) by",
    "(?:relationship|affair|contact|friends|alone|chats?|chatting|flirting|in love|in touch|dating|sleeping) with",
    "seen with",
    "(?:going|goes|went|gone|been) out with|(?:car|house|home|bed) with",
    "(?:scared|afraid|frightened|uncomfortable) (?:of|with|around)",
    "(?:worr(?:ied|y|ies)|concern(?:ed|s)?|uneasy|unhappy|complaints?|allegations?|rumours?|gossip) (?:is |are )?about"
    "(?: how| what)?",
    "(?:texting|messaging|dating)",
    "(?:it|this) (?:is|was|concerns)(?: about)?",
)
DONE_BY = re.compile(rf"\b{_any(*BY_THEM)} $", re.IGNORECASE)
IS_ALL = re.compile(
    r"[.!]?$| (?:in|from|on|at|with|for|who)\b(?![^.!?]*\b(?:saw|told|found|noticed|heard)\b)[^.!?]*[.!]?$",
    re.IGNORECASE,
)


WAS_TOLD = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)?(?: (?:also|then|have))? (?:told|informed|rang|phoned|e-?mailed|spoke to"
    rf"|(?:reported|passed|referred) (?:it|this)(?: on)? to) {BESIDES}$",
    re.IGNORECASE,
)
NO_MORE = re.compile(rf"[.;!?]|$|,? and (?:the |{NAME})|,? (?:about|of) (?:it|this)\b|,? (?:straight|right) away")
THEIR_LESSON = re.compile(
    r"['’]s? (?:\w+ )?(?:period|lesson|class|form|set|tutor group)\b(?!,? (?:he|she|they)\b)", re.IGNORECASE
)
PLAYED = re.compile(r"\b(?:pretend\w* to be|impersonat\w+|in the name of) $", re.IGNORECASE)
GIVEN = re.compile(rf"\b(?:{PICTURE}|picture|number|nude|message|text|gift|present|letter)s?\b", re.IGNORECASE)
GOES_ON = re.compile(r",? (?:who|and (?:he|she|they))\b|['’]s? \w+", re.IGNORECASE)
AND_THEN = re.compile(rf"{BREATH} and {STILL}{_any(*WAYS)}", re.IGNORECASE)


def only_beside(text: str, start: int, end: int) -> bool:
    """Was somebody named in full only told of it by whoever writes, or the teacher of the lesson, or the one a pupil
    pretended to be? No more is taken for granted: to be asked costs a press, not to be may cost a child."""
    ahead = before(text, start)
    told = WAS_TOLD.search(ahead) and NO_MORE.match(text, end)
    return bool(told or THEIR_LESSON.match(text, end) or PLAYED.search(ahead))


def before(text: str, start: int) -> str:
    """As much of what stands before it as says anything of it: a long text is not read again for each word."""
    return text[max(0, start - 60) : start]


def stands_by(text: str, start: int, end: int) -> bool:
    """Is whoever is named there only told of it, or teaches, or saw it, or helps?"""
    if LESSON.match(text, end):
        return True
    ahead = before(text, start)
    told = (hit := TOLD.search(ahead)) and not GIVEN.search(hit[0]) and not GOES_ON.match(text, end)
    helped = HELPED.match(text, end) and not TELLS.match(text, end)
    aside = told or DONE_TO.search(ahead) or WHILE.search(ahead) or SAW.match(text, end) or helped
    return bool(aside and not DOES.match(text, end) and not AND_THEN.match(text, end))


def does_it(text: str, start: int, end: int) -> bool:
    """Is something said of whoever is spoken of there that a report is about, or nothing but who it is?"""
    if stands_by(text, start, end):
        return False
    is_all = not start and IS_ALL.match(text, end)
    by_them = DONE_BY.search(before(text, start)) and text[end : end + 1] not in ("'", "’")
    tells = SUBJECT.search(before(text, start)) and TELLS.match(text, end)
    return bool(is_all or by_them or tells or DOES.match(text, end))


def acts(text: str, start: int, end: int) -> bool:
    """The same, or is anything else said of them as of whoever does something?"""
    ahead = before(text, start)
    is_subject = SUBJECT.search(ahead) or (SEEN.search(ahead) and ING.match(text, end))
    is_near = is_subject and TOUCHES.match(text, end) and not stands_by(text, start, end)
    return bool(is_near or does_it(text, start, end))
