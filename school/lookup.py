"""Finding people by name and form, for whoever writes a report. Every look-up leaves a note, without its words."""

import re

from django.db.models import Q, QuerySet

from audit.ledger import note
from school.models import Person, User
from school.refusals import demand
from school.roles import Perm

AT_MOST = 20
SHORTEST = 2  # letters: fewer would list half the school
BEFORE_A_NUMBER = re.compile(r"\b(?:year|yr|y|form|class)\s*(?=\d)", re.IGNORECASE)


def find(words: str, *, by: User, among: QuerySet | None = None) -> list[Person]:
    """People `among` those here whose name, form or year begin with every one of `words`; AT_MOST of them, by name."""
    demand(by, Perm.LOOK_UP_PEOPLE)
    return find_for_record(words, by=by, among=among)


def find_for_record(words: str, *, by: User, among: QuerySet | None = None) -> list[Person]:
    """The same for whoever deals with a record, which its page has asked: a chair looks nobody up to report them."""
    note("look up people", by=by, kind="register")
    if is_too_short(words):
        return []
    return list(matching(words, Person.objects.here() if among is None else among)[:AT_MOST])


def is_too_short(words: str) -> bool:
    """Would they list half the school?"""
    return not any(len(word) >= SHORTEST or word.isdecimal() for word in _typed(words))


def matching(words: str, found):
    """Those of the people `found` whom every one of the words fits: "sam 9b" is Sam in 9B, "Year 9" the whole year."""
    for word in _typed(words):
        found = found.filter(_of_year(word) if word.isdecimal() else _called(word))
    return found


def _typed(words: str) -> list[str]:
    """The words without those that only say what a number is: "Year 9", "Y9" and "9" are one."""
    return BEFORE_A_NUMBER.sub(" ", words).split()


def _of_year(number: str) -> Q:
    """Of that year, or in a form of it: 1 is neither 10 nor 11B."""
    year = Q(year_group__iregex=rf"^(year|yr|y)? *{number}$")
    return year | Q(form__iregex=rf"^(year|yr|y)? *{number}([^0-9]|$)")


def _called(word: str) -> Q:
    return (
        Q(given_name__istartswith=word)
        | Q(family_name__istartswith=word)
        | Q(given_name__icontains=f" {word}")
        | Q(family_name__icontains=f" {word}")
        | Q(family_name__icontains=f"-{word}")
        | Q(form__istartswith=word)
        | Q(year_group__iexact=word)
    )
