"""What pages say where the code keeps the field's own term (people.md, Words on pages).

Only names a school may want to call otherwise are labels; the rest of the wording is in the templates themselves.
"""

from school.models.profile import School
from school.roles import Role

# Labels a profile may give: every office, and a few words. `{{ labels.dsl }}`, `{{ role|label:labels }}`.
WORDS: dict[str, str] = {
    **{role.value: str(role.label) for role in Role},
    "topic": "online safety",
    "topic_title": "Online safety",
    "agreement": "acceptable use agreement",
    "social_care": "children’s social care",
    "lado": "Local Authority Designated Officer (LADO)",
    "police": "police",
    "elsewhere": "the safeguarding or behaviour system",
}

# Terms of the field that nobody but an administrator should meet on a page, and what the page says instead.
# Left out because schools use them in their everyday sense too: class, subject, security, raise, layer, route,
# coverage, running, snapshot.
SAY_INSTEAD: dict[str, str] = {
    "acknowledge": "I have this",
    "acknowledged": "I have this",
    "triage": "decide what happens",
    "triaged": "decided",
    "excused": "not needed, because",
    "resolved": "action finished",
    "referred": "passed to …",
    "severity": "nothing: reporters never see it",
    "illegal": "may be a crime",
    "permitted with a ground": "allowed, with a reason",
    "ladder": "who is told next",
    "stub": "private record, the DSL has it",
    "seal": "locked away, not deleted",
    "sealed": "locked away, not deleted",
    "conflicted": "should not handle this",
    "overlay": "concern about an adult here",
    "staff overlay": "concern about an adult here",
    "defanged": "written so nobody opens it by mistake",
    "URL": "web address",
    "never-list": "never unblocked",
    "change-control": "filter changes",
    "re-block": "block again",
    "AUP": "acceptable use agreement",
    "attestation": "read and confirmed",
    "lapsed": "needs signing again",
    "superseded": "needs signing again",
    "material change": "everyone must sign again",
    "year-roll": "new school year",
    "kiosk": "reception screen",
    "suppressed": "hidden: small numbers",
    "revision": "version 2, after a late file",
    "queued": "waiting",
    "checkpoint": "tamper check code",
    "chain intact": "record unaltered",
    "lint": "policy check",
}


def labels_of(school: School) -> dict[str, str]:
    """Every label as this school says it."""
    return WORDS | (school.labels or {})


def label(word: str, labels: dict[str, str] | None = None) -> str:
    """What a role or a word is called here; the word itself where nothing else is known."""
    return (labels or WORDS).get(str(word), str(word))


def in_a_sentence(role: str) -> str:
    """An office as it is called here, within a sentence: "headteacher", "DSL"."""
    name = labels_of(School.current())[role]
    return name[0].lower() + name[1:] if name[1:2].islower() else name
