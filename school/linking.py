"""Who may stand in which relation to whom, and how a page says it from either side. Pure rules, in words."""

from school.models.people import Link, Person

PARENT, MANAGER, TUTOR = Link.Relation.PARENT_OF, Link.Relation.LINE_MANAGER_OF, Link.Relation.TUTOR_OF
FORWARDS, BACKWARDS = "is", "has"

# A choice as a form posts it: its words, the relation, and whether the person of the page has it or is had.
CHOICES: dict[str, tuple[str, Link.Relation, str]] = {
    "parent-of": ("They are the parent or carer of", PARENT, FORWARDS),
    "parent": ("Their parent or carer is", PARENT, BACKWARDS),
    "manager-of": ("They are the line manager of", MANAGER, FORWARDS),
    "manager": ("Their line manager is", MANAGER, BACKWARDS),
    "tutor-of": ("They are the tutor of", TUTOR, FORWARDS),
    "tutor": ("Their tutor is", TUTOR, BACKWARDS),
}
SEEN_FROM_THE_OTHER = {PARENT: "Parent or carer", MANAGER: "Line manager", TUTOR: "Tutor"}


def choices_for(person: Person) -> list[tuple[str, str]]:
    """Those that make sense for somebody of this kind, as (code, words)."""
    return [(code, words) for code, (words, relation, way) in CHOICES.items() if _may(person, relation, way)]


def ends(code: str, person: Person, other: Person) -> tuple[Person, Link.Relation, Person]:
    """(who stands in the relation, the relation, to whom) of a choice made on the page of `person`."""
    _, relation, way = CHOICES[code]
    return (person, relation, other) if way == FORWARDS else (other, relation, person)


def why_not(person: Person, relation: str, other: Person) -> str:
    """The sentence where the two cannot stand in the relation; empty where they can."""
    if person == other:
        return "Nobody is linked to themselves. Choose somebody else."
    if not (_may(person, relation, FORWARDS) and _may(other, relation, BACKWARDS)):
        return {
            PARENT: "Parents and carers are linked to a pupil. Choose somebody else.",
            MANAGER: "A line manager, and whoever they manage, is an adult of the school. Choose somebody else.",
            TUTOR: "A tutor is an adult of the school, and is linked to a pupil. Choose somebody else.",
        }[relation]
    return ""


def _may(person: Person, relation: str, way: str) -> bool:
    is_pupil = person.kind == Person.Kind.PUPIL
    if relation == PARENT:
        return is_pupil if way == BACKWARDS else not is_pupil
    if relation == TUTOR and way == BACKWARDS:
        return is_pupil
    return person.is_adult_of_school
