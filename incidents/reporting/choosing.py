"""Which kinds of matter a reporter sees first, from what they ticked. Pure; nothing is ever left out of the rest."""

import re

MOST = 6  # seen before a group is opened; "Something else" comes on top


def likely(ticked, categories) -> list:
    """The kinds the ticks point to, at most MOST: those a question names, in its order, else those like its flags."""
    found = {one.code: one for question in ticked for one in _pointed_at(question, categories)}
    return [one for one in found.values() if not is_other(one)][:MOST]


def _pointed_at(question, categories) -> list:
    if question.categories:
        by_code = {one.code: one for one in categories}
        return [by_code[code] for code in question.categories if code in by_code]
    if question.staff:
        return [one for one in categories if one.staff]
    if question.no_story:
        return [one for one in categories if one.no_story]
    return [one for one in categories if question.raises_to and one.cls == question.raises_to and not one.staff]


def in_hand(kind, likely) -> str:
    """What to do with the phone in one's hand: as the kind says, or the likeliest kind that says it (U11)."""
    return next((one.in_hand for one in [kind, *likely] if one and one.in_hand), "")


def is_other(category) -> bool:
    """A kind that says nothing by itself, so that the reporter has to say it in words."""
    return category.code == "other" or category.code.startswith("other-")


YEAR = re.compile(r"\b(?:year|yr|y)\s?(1[0-3]|[1-9])\b", re.IGNORECASE)


def year_in(description: str) -> str:
    """The year group a description names: "Year 9, blue bag" and "a Y9 boy" are "9"."""
    found = YEAR.search(description)
    return found[1] if found else ""
