"""Plain factories: each makes one thing, through the same doors the product uses."""

from datetime import date
from itertools import count
from uuid import uuid4

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.models import Category, Incident, Question
from incidents.when import When
from school.models import Appointment, Person, User
from school.roles import Role

_numbers = count(1000)  # none begins as another does: whoever looks for one finds one


def new_person(given="Robin", family=None, kind=Person.Kind.STAFF, **fields) -> Person:
    """Somebody who is not on the register yet; every one has a family name of their own."""
    family = family or f"Testley{next(_numbers)}"
    return Person(given_name=given, family_name=family, kind=kind, **fields)


def make_person(given="Robin", family=None, **fields) -> Person:
    """Somebody on the register."""
    with ledger("made for a test", by=None, kind="person", ref="") as book:
        return book.save(new_person(given, family, **fields))


def make_user(*roles: Role, person: Person | None = None, deputy=False, **fields) -> User:
    """An account whose person holds `roles` since long ago."""
    return make_users([person or new_person(**fields)], [roles], deputy=deputy)[0]


def make_users(persons, offices, *, deputy=False) -> list[User]:
    """An account for each, who holds the roles at the same place of `offices`; all written at once, which is quick."""
    users = [User(person=person, email=f"user{next(_numbers)}@oakfield.example") for person in persons]
    held = [
        Appointment(person=person, role=role, deputy=deputy, starts=date(2020, 9, 1))
        for person, roles in zip(persons, offices, strict=True)
        for role in roles
    ]
    for user in users:
        user.set_unusable_password()
    with ledger("made for a test", by=None, kind="account", ref="") as book:
        book.save_all([person for person in persons if person._state.adding])
        book.save_all(users)
        book.save_all(held)
    return users


def make_pupil(given="Sam", year_group="9", form="9B", **fields) -> Person:
    """A pupil on the register."""
    return make_person(given, kind=Person.Kind.PUPIL, year_group=year_group, form=form, **fields)


def category(code: str) -> Category:
    """A category of the loaded profile."""
    return Category.objects.get(code=code)


def question(code: str) -> Question:
    """A question of the loaded profile."""
    return Question.objects.get(code=code)


def make_report(by: User, *codes: str, text="Seen in the library.", yes=(), open=(), key=None, **said) -> Incident:
    """A report filed under these categories: what the last page asks is answered "no", save `yes` and `open`."""
    said.setdefault("description", "" if said.get("people") else "A pupil in a blue coat")
    asked = [
        one for one in Question.objects.filter(asked="category", retired=False) if set(one.categories) & set(codes)
    ]
    report = actions.Report(
        categories=[category(code) for code in codes],
        answers={one: "no" for one in asked if one.code not in open} | {question(code): "yes" for code in yes},
        happened=said.pop("happened", None) or When(clock.now()),
        text=text,
        **said,
    )
    return actions.report(key or uuid4(), report, by=by)


def write(row, **values):
    """The row, saved with these values as whoever may would save it."""
    for name, value in values.items():
        setattr(row, name, value)
    with ledger("made for a test", by=None, kind="test", ref="") as book:
        return book.save(row)


def reread(obj):
    """The row as the database has it now, without anything cached."""
    return type(obj)._base_manager.get(pk=obj.pk)
