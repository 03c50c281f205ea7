"""Whom a reporter rings, and to whom they say nothing, where it is about an adult here: never who it may be about.

By the kind it was reported as, so that no receipt says what its reporter did not. A concern about the headteacher goes
to the chair of governors (KCSIE Part 4).
"""

from dataclasses import dataclass
from datetime import datetime

from esafety.lib import clock, schooltime
from esafety.lib.telephone import dial
from incidents.classes import RESTRICTED, STAFF_KINDS, Kind
from incidents.profile import LADO
from school import calendar
from school.models import Agency, School
from school.roles import Role

TO_THE_CHAIR = frozenset({Kind.HEAD, Kind.UNKNOWN})
ORDER = (Role.DSL, Role.HEADTEACHER, Role.CHAIR)  # who is rung, and who instead where all of one are kept from it
NOT_THE_LEAD = frozenset({Kind.LEAD, Kind.UNKNOWN})  # it may be the safeguarding lead who answers
KEEP_IT = (
    "A phone or tablet you hold: keep it with you, as it is, and give it to nobody yet. "
    "A computer: close the lid or switch off only the screen, leave it on and stay with it."
)
TILL_SCHOOL_OPENS = (
    "If nobody can take it from you while school is closed, lock the device away in school, or the room it is in, "
    "and note where and when. Do not take it home."
)


@dataclass(frozen=True)
class Ringing:
    """Words to stand after "if not," and "or"; who and number; the adult to whom nothing is said, if there is one."""

    words: str
    numbers: list[tuple[str, str]]
    silent: str = ""
    instead: bool = False  # in the place of the numbers everybody knows
    not_the_lead: bool = False  # it may be the safeguarding lead who answers


def whom(kind: Kind, school: School, labels: dict[str, str], at: datetime | None = None) -> Ringing:
    """Whom to ring about a report of that kind, as this school calls them; at that moment, or now."""
    at_night = [(f"{_capital(labels['social_care'])}, at night and at weekends", school.out_of_hours)]
    office = office_of(kind)
    if office != Role.DSL:
        number = number_of(office, school)
        words = _ask_for(labels[office], number)
        silent = f"the {labels['headteacher'].lower()}" if kind == Kind.HEAD else _THEM
        numbers = _entered([(labels[office], number), *_outside(school), *at_night])
        return Ringing(words, numbers, silent, instead=True, not_the_lead=kind in NOT_THE_LEAD)
    at_night *= kind in RESTRICTED
    lead = f"the {labels['dsl'].lower()}"
    numbers = [(f"{labels['dsl']}, from outside", school.telephone), *at_night]
    answers = [(lead, school.telephone), *((labels["social_care"], number) for _, number in at_night)]
    if _is_open(at):
        numbers = [(f"{labels['dsl']}, inside the school", school.extension), *numbers]
        answers = [(lead, school.extension), *answers[:1]]
    words = next((f"ring {who} on {number}" for who, number in _entered(answers)), "ring the school")
    return Ringing(words, _entered(numbers), _THEM if kind in STAFF_KINDS else "")


def office_of(kind: Kind) -> Role:
    """The office that is rung about a matter of that kind."""
    if kind in TO_THE_CHAIR:
        return Role.CHAIR
    return Role.HEADTEACHER if kind == Kind.LEAD else Role.DSL


def number_of(office: Role, school: School) -> str:
    """Its number from outside the school; empty where none was entered."""
    numbers = {Role.DSL: school.telephone, Role.HEADTEACHER: school.head_number, Role.CHAIR: school.chair_number}
    return numbers[office]


def while_typing(about_adult: bool, school: School, labels: dict[str, str]) -> str:
    """The same words on page 2, where nobody has said yet which adult it is."""
    if not about_adult:
        return whom(Kind.NORMAL, school, labels).words
    return f"tell the {labels['headteacher'].lower()}, or the {labels['chair'].lower()} if it is about them"


def in_hand(words: str, kind: Kind) -> str:
    """What to do with the phone in one's hand, which takes it to the safeguarding lead unless it may be about them."""
    if words and kind in NOT_THE_LEAD:
        return KEEP_IT
    return words if _is_open() or not words else f"{words} {TILL_SCHOOL_OPENS}"


def _is_open(at: datetime | None = None) -> bool:
    """Is somebody at school, who answers an extension and takes a phone?"""
    return schooltime.is_open(at or clock.now(), calendar.current())


_THEM = "the person it is about"


def _ask_for(office: str, number: str) -> str:
    return f"ring the {office.lower()}" if number else f"ask for the {office.lower()} without saying why"


def _outside(school: School) -> list[tuple[str, str]]:
    """The contact outside, if they agreed and can be rung; whoever advises on concerns about adults."""
    contact = school.outside_contact if school.outside_agreed and dial(school.outside_contact) else ""
    agency = Agency.objects.filter(code=LADO, retired=False).first() or Agency(name="")
    return [
        ("Somebody outside the school who agreed to be asked", contact),
        (agency.name, agency.day_number),
        (f"{agency.name}, at night and at weekends", agency.night_number),
    ]


def _entered(numbers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(who, number) for who, number in numbers if number]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
