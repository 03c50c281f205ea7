"""Who may give which office to whom, and which offices should not meet in one person. Pure rules, in words."""

from collections.abc import Iterable
from datetime import date, timedelta

from school.roles import GIVEN_ALONE, PERMISSIONS, Perm, Role

# An office somebody must hold at all times: alarms go there, and nobody else could mend the gap.
NEVER_EMPTY = frozenset({Role.DSL, Role.HEADTEACHER, Role.ADMINISTRATOR})
# A deputy stands beside these, and not in their place: somebody has to answer for the office.
NOT_BY_A_DEPUTY = frozenset({Role.DSL, Role.HEADTEACHER})

# Offices that check each other, and what the product does while one person holds both (product.md, Shape).
CLASHES: tuple[tuple[Role, Role, str], ...] = (
    (Role.DSL, Role.GOVERNOR, "Governor pages show them figures only, and another person closes what they handled."),
    (Role.DSL, Role.CHAIR, "Governor pages show them figures only, and another person closes what they handled."),
    (Role.HEADTEACHER, Role.DSL, "They cannot close what they handled: another person has to countersign."),
    (Role.HEADTEACHER, Role.GOVERNOR, "They would read figures about their own work. Governor pages stay separate."),
    (Role.HEADTEACHER, Role.CHAIR, "Nobody would be left to hear a concern about them. Choose another chair."),
    (Role.ADMINISTRATOR, Role.DSL, "An administrator is meant to read no case. Let another person keep the accounts."),
    (Role.ADMINISTRATOR, Role.HEADTEACHER, "They would agree to appointments they ask for. The chair has to instead."),
    (Role.ADMINISTRATOR, Role.COORDINATOR, "An administrator is meant to read no case. Let another keep accounts."),
)


def needs_second_person(role: str) -> bool:
    """Must the head or the chair agree before the office is held (security.md R6)?"""
    return Role(role) not in GIVEN_ALONE


def first_gap(spans: Iterable[tuple[date, date | None]], day: date) -> date | None:
    """The first day, from `day` on, in none of these spans; each has a first day, and a last where it has one."""
    for starts, ends in sorted(spans, key=lambda span: span[0]):
        if starts <= day and ends is None:
            return None
        if starts <= day <= (ends or day):
            day = ends + timedelta(days=1)
    return day


def clashes(roles, labels: dict[str, str]) -> list[str]:
    """A sentence for each pair of offices in `roles` that check each other."""
    return [
        f"{labels[one]} and {labels[other]} are the same person. {so}"
        for one, other, so in CLASHES
        if one in roles and other in roles
    ]


def may_put_in(role: str, *, giver_roles, receiver_holds: bool) -> bool:
    """May this giver let somebody stand in for `role` for some days, with no second person asked?

    Yes where that person holds the office anyway, where the giver holds it and shares it, where the giver could agree
    to an appointment, and for offices given by one person.
    """
    could_agree = any(Perm.APPROVE_APPOINTMENTS in PERMISSIONS[Role(held)] for held in giver_roles)
    return receiver_holds or could_agree or role in giver_roles or not needs_second_person(role)
