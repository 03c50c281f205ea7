"""The product's own hand in a fault run: makes two people, then raises alarms through the same action a report uses.

    python -m tests.reliability.alarm_hand people
    python -m tests.reliability.alarm_hand raise SECONDS_BETWEEN

Raises until its input ends, and prints a reference for each alarm once it is committed, and the seconds that
took: what was acknowledged must arrive.
"""

import select
import sys
import time

import django

django.setup()

import esafety.celery  # noqa: E402, F401
from audit.ledger import ledger  # noqa: E402
from esafety.lib.refs import new_ref  # noqa: E402
from notices.actions import tell  # noqa: E402
from school.models import Appointment, Person, User  # noqa: E402
from school.roles import Role  # noqa: E402
from tests.reliability.alarm_people import PEOPLE  # noqa: E402


def make_people() -> None:
    with ledger("made for a test", by=None, kind="person", ref="") as book:
        for email in PEOPLE:
            person = book.save(Person(given_name="Robin", family_name=email[:4], kind=Person.Kind.STAFF))
            user = User(person=person, email=email)
            user.set_unusable_password()
            book.save(user)
            book.save(Appointment(person=person, role=Role.DSL, starts="2020-09-01"))


def raise_alarms(pause: float) -> None:
    """The kind this room itself answers for, not marked as practice: it climbs and is retried like any alarm."""
    while not select.select([sys.stdin], [], [], pause)[0]:
        ref, begun = new_ref(), time.monotonic()
        with ledger("report", by=None, kind="practice", ref=ref) as book:
            tell(book, kind="practice", ref=ref, key=f"fault run {ref}", wakes=True, by=None)
        print(ref, round(time.monotonic() - begun, 3), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "people":
        make_people()
    else:
        raise_alarms(float(sys.argv[2]))
