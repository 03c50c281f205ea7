"""Finding people by name and form, for whoever writes a report. Every look-up leaves a note, without its words."""

from django.db.models import Q

from audit.ledger import note
from school.models import Person, User
from school.refusals import demand
from school.roles import Perm

AT_MOST = 20
SHORTEST = 2  # letters: fewer would list half the school


def find(words: str, *, by: User) -> list[Person]:
    """People here whose name, form or year begin with every one of `words`; at most AT_MOST, by name."""
    demand(by, Perm.LOOK_UP_PEOPLE)
    note("look up people", by=by, kind="register")
    typed = words.split()
    if not any(len(word) >= SHORTEST for word in typed):
        return []
    return list(matching(typed, Person.objects.here())[:AT_MOST])


def matching(typed: list[str], found):
    """Those of the people `found` whom every one of the typed words fits. "sam 9b" finds Sam in 9B."""
    for word in typed:
        found = found.filter(
            Q(given_name__istartswith=word)
            | Q(family_name__istartswith=word)
            | Q(given_name__icontains=f" {word}")
            | Q(family_name__icontains=f" {word}")
            | Q(family_name__icontains=f"-{word}")
            | Q(form__istartswith=word)
            | Q(year_group__iexact=word)
        )
    return found
