"""What a report of each category becomes: written by hand from the taxonomy (B.1) and its procedures (B.2).

Used with the table of each school, whose columns tests/profiles/policy.py names.
"""

from incidents import actions
from incidents.classes import SERIOUSNESS, STAFF_KINDS
from incidents.models import Category, Incident, Question
from notices.models import Notice, Task
from tests.make import category, make_report, question, reread
from tests.profiles.policy import NO_FAULT, expected, rows_of

# B.1 again: the procedure of B.2 (FIL: the report about the filter), and the questions that may change its class.
# What B.1 asks besides, "lesson time?", "ground", "age" and the like, is for the grounds and the lines.
ASKED = """
X-01 | P-ILL           | child-known
X-02 | P-ILL + P-STAFF | child-known
X-03 | P-ILL           | -
X-04 | P-ILL           | -
X-05 | P-ILL           | -
X-06 | P-ILL           | -
X-07 | P-CP            | criminal adult-works-here
X-08 | P-CP            | meeting
X-09 | P-CP            | meeting
X-10 | P-CP            | indecent
X-11 | P-CP + Prevent  | immediate-danger
X-12 | P-CP            | -
X-13 | P-CP            | -
X-14 | P-CP + P-STAFF  | -
X-15 | P-SER + P-STAFF | like-grooming
X-16 | P-STAFF         | -
X-17 | P-SER + P-STAFF | against-law
X-18 | P-STAFF         | like-grooming
X-19 | P-SER + P-STAFF | indecent
X-20 | P-SER + P-STAFF | -
X-21 | P-SER           | against-law harm
X-22 | P-SER           | against-law
X-23 | P-SER           | crime-said
X-24 | P-SER           | crime-said
X-25 | P-SER           | crime-said
X-26 | P-SER           | crime-said immediate-danger
X-27 | P-SER + P-BULLY | harm
X-28 | P-SER + P-BULLY | -
X-29 | P-SER + P-BULLY | -
X-30 | P-SER           | indecent
X-31 | P-SER + P-OFF   | indecent
X-32 | P-SER + P-SEC   | -
X-33 | P-INA / P-SER   | harassment
X-34 | P-INA           | -
X-35 | P-INA           | aimed-at-one
X-36 | P-INA           | -
X-37 | FIL             | -
X-38 | no-fault        | -
X-39 | P-PER           | -
X-40 | P-INA           | -
X-41 | P-INA           | -
X-42 | P-INA           | -
X-43 | P-INA           | -
X-44 | P-INA           | -
X-45 | P-INA           | criminal
X-46 | P-INA           | -
X-47 | P-PER           | -
X-48 | P-PER           | -
X-49 | P-PER           | -
X-50 | P-PER           | -
X-51 | P-PER           | -
X-52 | P-PER / P-STAFF | -
X-53 | P-INA           | harm personal-data
X-54 | P-INA           | indecent
X-55 | P-INA           | indecent
X-56 | P-INA           | -
X-57 | P-INA           | -
X-58 | P-INA           | -
X-59 | P-PER           | -
X-60 | P-PER           | -
X-61 | no-fault        | -
X-62 | P-STAFF         | -
X-63 | as class        | -
X-64 | P-SEC           | crime-computer
X-65 | P-SEC           | criminal
X-66 | P-SEC           | personal-data
X-67 | P-PER / P-SEC   | -
X-68 | P-PER / P-SEC   | criminal
X-69 | P-PER / P-SEC   | criminal
X-70 | P-SEC           | personal-data
X-71 | P-SEC           | personal-data pupil-data harm
X-72 | P-SEC           | personal-data pupil-data
X-73 | P-SEC           | personal-data pupil-data
X-74 | P-SEC           | personal-data pupil-data
X-75 | P-SEC           | -
"""
FORCES = {  # to what a yes makes of it (B.1, B.2)
    **dict.fromkeys(["indecent", "against-law", "crime-said", "crime-computer", "criminal"], "illegal"),
    **dict.fromkeys(["harm", "like-grooming", "immediate-danger"], "child_protection"),
    **dict.fromkeys(["harassment", "aimed-at-one"], "serious"),
}
# B.2: what each procedure has on its list, whatever else a school puts there; and what never stands on it.
LINES = {
    "illegal": "stop secure isolate police social-care parents-when-advised",
    "child_protection": "decide parents-decided",
    "serious": "take-charge behaviour sanction ring-home follow-up site-review",
    "security": "contain advice prevent-again security-sanction",
    "inappropriate": "behaviour ring-home",
    "staff": "say-nothing threshold staff-conduct staff-file",
}
CONTAINED = {"lost-device": "contain-lost", "bypass": "filter-gap"} | dict.fromkeys(
    ["data-loss", "insecure-transfer", "insecure-stick"], "contain-data"
)  # what is not there to be taken off the network, or lies open to the wrong people
MINOR = {"staff-friends", "staff-own-email", "staff-own-phone", "staff-online-conduct"}  # of these nobody is rung
BLAME = {"behaviour", "sanction", "security-sanction"}  # of pupils


def report(cast, code, **said):
    """As a teacher files it, of a device that can be named; about a colleague where it is about an adult here."""
    if category(code).staff:
        said.setdefault("people", [cast.colleague.person])
    return make_report(cast.teacher, code, device="OAK-L-0117", **said)


def became(cast, record):
    """Class, about an adult here, and who of the cast has a message waiting."""
    users = {
        pk for one in Notice.objects.filter(ref=record.ref) for pk in one.deliveries.values_list("user", flat=True)
    }
    return record.cls, record.kind in STAFF_KINDS, {name for name, user in vars(cast).items() if user.pk in users}


def becomes(rows, told):
    """The same, from the table; `told` names people of the cast by class, or for "staff"."""
    return {
        code: (cls, staff, set(told["staff" if staff else cls].split()))
        for code, (cls, staff, _) in expected(rows).items()
    }


def asks_the_network_manager(records):
    """Where the network manager has something to do at once, and is told no more than that."""
    refs = set(Task.objects.filter(for_role="network_manager").values_list("ref", flat=True))
    return {code for code, record in records.items() if record.ref in refs}


def readers(cast, record):
    """Who of the cast reads it in full."""
    return {name for name, user in vars(cast).items() if Incident.objects.readable_by(user).filter(pk=record.pk)}


def lines(record):
    return set(record.steps.values_list("template__code", flat=True))


def missing_lines(rows, records, **more):
    """What B.2 puts on the list of a record and is not there; `more` by category, as this school has it."""
    procedures = {x: procedure for x, procedure, _ in rows_of(ASKED)}
    demanded = {code: _demanded(procedures[x], code, records[code], more) for x, code, *_ in rows}
    found = {code: sorted(demanded[code] - lines(records[code])) for code in demanded}
    return {code: left for code, left in found.items() if left}


def _demanded(procedure, code, record, more):
    of_class = LINES["staff"] if record.kind in STAFF_KINDS else LINES[record.cls]
    if record.cls in ("illegal", "child_protection"):
        of_class += " " + LINES[record.cls]
    wanted = set(of_class.split()) | set(more.get(code.replace("-", "_"), "").split())
    if code in CONTAINED:
        wanted = wanted - {"contain"} | {CONTAINED[code]}
    if "staff-conduct" in wanted and code not in MINOR:
        wanted = wanted - {"staff-conduct"} | {"staff-conduct-advised"}
    if "P-BULLY" in procedure:
        wanted |= {"anti-bullying", "support-target", "restorative"}
    if code in NO_FAULT or code == "parent-published":  # a parent is no pupil to be dealt with
        wanted -= {*BLAME, "ring-home"}
    return wanted


def blamed(records):
    """Where a list has a pupil's blame on it: never about an adult, a victim, or somebody who told."""
    private = [code for code, record in records.items() if record.kind in STAFF_KINDS or code in NO_FAULT]
    return [code for code in private if lines(records[code]) & BLAME]


def asked():
    """The questions of each category, at the report or when it is decided."""
    found = {row.code: set() for row in Category.objects.filter(retired=False)}
    for row in Question.objects.filter(retired=False).exclude(asked="first"):
        for code in row.categories:
            found[code].add(row.code)
    return found


def asks(rows):
    wanted = {x: set(questions.split()) - {"-"} for x, _, questions in rows_of(ASKED)}
    return {code: wanted[x] for x, code, *_ in rows}


def documents():
    return dict(Category.objects.filter(retired=False).values_list("code", "document"))


def procedure_of(rows):
    """The document that governs it: B.2 says which policy each procedure is."""
    procedures = {x: procedure for x, procedure, _ in rows_of(ASKED)}
    becoming = expected(rows)
    return {code: _document(procedures[x], *becoming[code][:2]) for x, code, *_ in rows}


def _document(procedure, cls, staff):
    if staff:
        return "staff-conduct"
    if cls in ("illegal", "child_protection"):
        return "safeguarding-policy"
    if "P-BULLY" in procedure:
        return "anti-bullying-policy"
    nobodys = cls == "security" or procedure in ("FIL", "no-fault", "as class")
    return "e-safety-policy" if nobodys else "behaviour-policy"


def forced(cast):
    """(category, question) -> the class after a yes, at the report or when it is decided."""
    found = {}
    for code, questions in asked().items():
        for one in questions & FORCES.keys():
            row = question(one)
            record = report(cast, code, yes=[one] if row.asked == "category" else ())
            if row.asked == "deciding":
                handler = cast.head if record.kind in STAFF_KINDS else cast.dsl
                actions.answer(record, {row: "yes"}, by=handler)
                record = reread(record)
            found[code, one] = record.cls
    return found


def must_become(rows):
    """The same from the tables: the more serious of what a yes forces and what it is anyway."""
    classes = {code: cls for code, (cls, *_) in expected(rows).items()}
    return {
        (code, one): min(FORCES[one], classes[code], key=lambda cls: SERIOUSNESS[cls])
        for code, questions in asks(rows).items()
        for one in questions & FORCES.keys()
    }
