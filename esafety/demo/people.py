"""Everybody at Oakfield. All invented."""

from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from audit.ledger import ledger
from school.models import Agency, Appointment, Closure, Link, OnCall, Person, School, Term, User
from school.roles import Role

PASSWORD = "oakfield-demonstration"  # noqa: S105 - printed for everybody who tries the demo out
SINCE = date(2024, 9, 1)

# account code, first name, last name, team, offices (the first is the one the sign-in card shows), deputy
STAFF = (
    ("teacher", "Tess", "Aldermoor", "English", [Role.STAFF], False),
    ("coordinator", "Carys", "Brindle", "Pastoral", [Role.COORDINATOR, Role.STAFF], False),
    ("dsl", "Daniel", "Okonjo-Hale", "Safeguarding", [Role.DSL, Role.STAFF], False),
    ("deputy.dsl", "Mina", "Vantongeren", "Safeguarding", [Role.DSL, Role.STAFF], True),
    ("headteacher", "Harriet", "Quillfeather", "Leadership", [Role.HEADTEACHER, Role.STAFF], False),
    ("senior.leader", "Samir", "Thackrow", "Leadership", [Role.SENIOR_LEADER, Role.STAFF], False),
    ("network.manager", "Noel", "Pettibone", "IT", [Role.NETWORK_MANAGER, Role.STAFF], False),
    ("business.manager", "Beth", "Ironmonger-Vale", "Office", [Role.BUSINESS_MANAGER, Role.STAFF], False),
    ("office", "Olu", "Marchbanks", "Office", [Role.OFFICE, Role.STAFF], False),
    ("tutor", "Toby", "Lanternfield", "Tutor 9B", [Role.STAFF], False),
    ("science", "Sunita", "Wexcombe", "Science", [Role.STAFF], False),
    ("supply", "Piers", "Hollowmere", "Supply", [Role.STAFF], False),
)
OTHERS = (
    ("governor", "Gwen", "Tallowby", Person.Kind.GOVERNOR, [Role.GOVERNOR]),
    ("chair", "Cedric", "Umberleigh", Person.Kind.GOVERNOR, [Role.CHAIR, Role.GOVERNOR]),
    ("auditor", "Anya", "Fenwright", Person.Kind.CONTRACTOR, [Role.AUDITOR]),
    ("dpo", "Delia", "Saltersgate", Person.Kind.CONTRACTOR, [Role.DPO]),
    ("administrator", "Adil", "Copperthwaite", Person.Kind.CONTRACTOR, [Role.ADMINISTRATOR]),
)
FIRST = [
    "Ada",
    "Bex",
    "Cai",
    "Dee",
    "Eli",
    "Fay",
    "Gus",
    "Hal",
    "Ivy",
    "Jem",
    "Kit",
    "Leo",
    "Mae",
    "Nia",
    "Oz",
    "Pip",
    "Ren",
    "Sky",
    "Tam",
    "Uma",
    "Vic",
    "Wyn",
    "Yas",
    "Zed",
]
LAST = [
    "Ashcombe",
    "Birchall",
    "Cloverley",
    "Dunmore",
    "Elderkin",
    "Fernhollow",
    "Gorseby",
    "Hazelrigg",
    "Ivesmoor",
    "Juniper",
    "Kelmarsh",
    "Larkhill",
    "Meadowes",
    "Nettleby",
    "Oxlade",
    "Primrow",
    "Quenby",
    "Rowanby",
    "Sedgeley",
    "Thistlewood",
    "Underhay",
    "Vetchley",
    "Willowby",
    "Yarrowdale",
]
FORMS = [f"{year}{letter}" for year in range(7, 12) for letter in "ABC"]


def make_school() -> None:
    """The school's own row: numbers that ring nowhere, and the flag that skips the second factor."""
    with ledger("demo school", by=None, kind="school", ref="") as book:
        school = School.current()
        school.name, school.is_demo = "Oakfield School (invented)", True
        school.extension, school.telephone, school.out_of_hours = "ext 204", "01632 960204", "01632 960999"
        school.chair_number, school.head_number = "01632 960205", "01632 960206"
        book.save(school)
        book.save_all(_calendar())
        book.save_all(_agencies())


def _agencies():
    """Numbers that ring nowhere, by day and by night, for those the profile cannot know."""
    for code, day, night in (("social-care", "01632 960998", "01632 960999"), ("lado", "01632 960301", "")):
        agency = Agency.objects.get(code=code)
        agency.day_number, agency.night_number = day, night
        yield agency


def _calendar():
    terms = [
        Term(name="Summer 2026", starts=date(2026, 4, 13), ends=date(2026, 7, 21)),
        Term(name="Autumn 2026", starts=date(2026, 9, 1), ends=date(2026, 12, 18)),
        Term(name="Spring 2027", starts=date(2027, 1, 4), ends=date(2027, 3, 25)),
        Term(name="Summer 2027", starts=date(2027, 4, 12), ends=date(2027, 7, 21)),
    ]
    half_terms = [
        Closure(name="Autumn half term", starts=date(2026, 10, 26), ends=date(2026, 10, 30)),
        Closure(name="Spring half term", starts=date(2027, 2, 15), ends=date(2027, 2, 19)),
    ]
    return [*terms, *half_terms]


def make_people() -> dict[str, User]:
    """Accounts by code, and 180 pupils in fifteen forms, each with a tutor."""
    password = make_password(PASSWORD)  # once: it is meant to be slow
    with ledger("demo people", by=None, kind="person", ref="") as book:
        users = {
            code: _adult(book, password, code, first, last, Person.Kind.STAFF, roles, team, deputy)
            for code, first, last, team, roles, deputy in STAFF
        }
        users |= {
            code: _adult(book, password, code, first, last, kind, roles) for code, first, last, kind, roles in OTHERS
        }
        pupils = book.save_all(_pupils())
        tutor = users["tutor"].person
        nine_b = [pupil for pupil in pupils if pupil.form == "9B"]
        book.save_all([Link(person=tutor, other=one, relation=Link.Relation.TUTOR_OF) for one in nine_b])
        book.save(OnCall(person=users["deputy.dsl"].person, starts=date(2026, 12, 19), ends=date(2027, 1, 3)))
    return users


def _adult(book, password, code, first, last, kind, roles, team="", deputy=False) -> User:
    person = book.save(Person(given_name=first, family_name=last, kind=kind, form=team))
    user = User(person=person, email=f"{code}@oakfield.example", password=password)
    book.save(user)
    book.save_all([Appointment(person=person, role=role, deputy=deputy, starts=SINCE) for role in roles])
    return user


def _pupils() -> list[Person]:
    draw = Random(7)
    return [
        Person(
            given_name=draw.choice(FIRST),
            family_name=draw.choice(LAST),
            kind=Person.Kind.PUPIL,
            form=form,
            year_group=form[:-1],
            born=date(2026 - 5 - int(form[:-1]), draw.randint(1, 8), draw.randint(1, 28)),
            external_id=f"D{number:05}",
        )
        for number, form in enumerate(form for form in FORMS for _ in range(12))
    ]
