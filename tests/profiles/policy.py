"""How the tables of both schools are read: written by hand from the taxonomy of their policies, part (b), B.1.

no. | code | class there | lines or clauses of the policy that name it; - where none does. Beside the class: `staff`
where the procedure is that for adults of the school; `PER` where it is permitted in some circumstances, before the
class it falls to without one.
"""

import re
from collections import Counter, defaultdict

from incidents.models import Category, Ground, StepTemplate, Target
from school.models import Document
from school.profile import Rows, read, registry

CLASSES = {
    "ILL": "illegal",
    "CPC": "child_protection",
    "SER": "serious",
    "SEC": "security",
    "INA": "inappropriate",
    "set": "inappropriate",  # until somebody says how serious it is
}
# P-STAFF, P-INA and P-CP of B.2: recorded, nobody is to blame.
NO_FAULT = {"accident-told", "offensive-received", "pupil-contacted-staff", "too-much-screen"}
CLAUSE = re.compile(r"L\d+(?:–L\d+)?|§\d+|\d+(?:\.\d+)+")


def rows_of(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def counted(rows):
    """How many of each default class, as the catalogue counts: what is permitted counts as that."""
    return Counter(said.split()[0] for _, _, said, _ in rows)


def expected(rows):
    """What has to be in the database: code -> class, about an adult here, the clauses."""
    return {
        code: (CLASSES[said.removeprefix("PER ").split()[0]], "staff" in said, set(clauses.split()) - {"-"})
        for _, code, said, clauses in rows
    }


def found():
    rows = Category.objects.filter(retired=False)
    return {row.code: (row.cls, row.staff, set(CLAUSE.findall(row.clause))) for row in rows}


def told():
    """Who is told at once, by class, and about adults here whatever the class."""
    roles = defaultdict(set)
    for row in Category.objects.filter(retired=False):
        roles["staff" if row.staff else row.cls].add(frozenset(row.tell))
    return roles


def allowed():
    """The categories that some ground may allow, and which grounds those are."""
    grounds = defaultdict(set)
    for ground in Ground.objects.filter(retired=False):
        for code in ground.categories:
            grounds[code].add(ground.code)
    return grounds


# --- The rest ------------------------------------------------------------------------------------------------
# Part (c), the time limits it proposes for the first answer, and for what has to be taken down.
CLOCKS = {
    "illegal": "60 minutes",
    "child_protection": "60 minutes",
    "serious": "0 days",  # by the end of that school day
    "security": "0 days",
    "inappropriate": "2 days",
    "take-down": 24,  # hours, day and night
}


def by_when():
    targets = Target.objects.filter(retired=False).exclude(cls="")
    taking_down = StepTemplate.objects.get(retired=False, how="take_down")
    return {row.cls: f"{row.acknowledge} {row.acknowledge_unit}" for row in targets} | {"take-down": taking_down.hours}


def in_file(name):
    """The codes of every section that has some."""
    source = read(name)
    return {section: sorted(source.codes(section)) for section in source.data if source.codes(section)}


def in_database():
    """The same, of what is not retired."""
    models = {name: section.model for name, section in registry.in_order() if isinstance(section, Rows)}
    codes = {
        name: model.objects.filter(retired=False).values_list("code", flat=True) for name, model in models.items()
    }
    return {name: sorted(found) for name, found in codes.items() if found}


def procedures():
    """The documents that categories and lines point to, as they are offered."""
    named = {
        row.document for row in [*Category.objects.filter(retired=False), *StepTemplate.objects.filter(retired=False)]
    } - {""}
    return {code: [one.code for one in Document.objects.filter(code=code, retired=False)] for code in named}
