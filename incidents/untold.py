"""Of what nobody here could be told, because nobody holds an office that reads it: for the health page."""

from esafety.lib.govuk.tags import together
from incidents.classes import Kind
from incidents.disclosure import READERS
from school import kept
from school.glossary import labels_of
from school.people import holders
from school.roles import Role

# What may be a crime, and a concern about a network manager, have the readers of the first two.
CONCERNS = {
    Kind.SENSITIVE: "a concern for a child",
    Kind.STAFF: "a concern about an adult here",
    Kind.LEAD: "a concern about a safeguarding lead or the co-ordinator",
    Kind.HEAD: "a concern about the headteacher",
    Kind.UNKNOWN: "a concern about an adult not named",
}


def untold() -> str:
    """Which concerns, for want of which offices, and what to do; empty where each has somebody."""
    offices = [role for role in Role if any(role in READERS[kind] for kind in CONCERNS)]
    empty = {role for role in offices if not holders(role).exists()}
    kinds = [kind for kind in CONCERNS if READERS[kind] <= empty]
    if not kinds:
        return ""
    labels, lacking = labels_of(kept.school()), frozenset().union(*(READERS[kind] for kind in kinds))
    missing = " or ".join(labels[role].lower() for role in offices if role in lacking)
    return (
        f"Nobody here can be told of {together([CONCERNS[kind] for kind in kinds])}: no account holds the office of "
        f"{missing}. Under People, invite somebody and give them the office."
    )
