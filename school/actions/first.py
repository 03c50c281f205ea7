"""The first account of a new school, made by whoever runs the server: there is nobody yet who could invite anybody."""

from audit.ledger import ledger
from esafety.lib import clock
from school.actions.accounts import new_token, refuse_address
from school.models import Appointment, Person, User
from school.people import at_address, holders, never_signed_up
from school.refusals import Refused
from school.roles import Role


def first_administrator(email: str, given_name: str, family_name: str) -> str:
    """Enter the person, make them administrator, and answer the token of their invitation.

    Asked again with the same address before the link was used, answers a new token. Refused once there is an
    administrator who can sign in: from then on accounts are invited from the pages.
    """
    email = email.strip().lower()
    if holders(Role.ADMINISTRATOR).exclude(never_signed_up()).exists():
        raise Refused("There is an administrator already. They invite others under People.")
    with ledger("first account", by=None, kind="account", ref="") as book:
        user = at_address(email).first() or _made(book, email, given_name, family_name)
        return new_token(user)


def _made(book, email: str, given_name: str, family_name: str) -> User:
    refuse_address(email)
    person = book.save(Person(given_name=given_name, family_name=family_name, kind=Person.Kind.STAFF))
    roles = (Role.ADMINISTRATOR, Role.STAFF)
    book.save_all([Appointment(person=person, role=role, starts=clock.today()) for role in roles])
    user = User(person=person, email=email)
    user.set_unusable_password()
    return book.save(user)
