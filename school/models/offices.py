"""Which offices a person holds today."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, models
from django.db.models import Func, Value

from esafety.lib import clock
from school.roles import Role

# Asked of a person and a day; a test holds it against `school.people.holders`, which asks the other way round.
_OFFICES = """
WITH asked (person, day) AS (SELECT {})
SELECT role FROM school_appointment, asked
 WHERE approved AND starts <= day AND (ends IS NULL OR ends >= day)
   AND (person_id = person OR person_id IN (
        SELECT person_id FROM school_absence WHERE cover_id = person AND starts <= day AND ends >= day))
UNION
SELECT role FROM school_oncall, asked WHERE person_id = person AND starts <= day AND ends >= day
"""

# The same of everybody who holds one of some offices, turned round.
_HOLDERS = """
WITH held AS (
    SELECT person_id, role FROM school_appointment
     WHERE approved AND starts <= %(day)s AND (ends IS NULL OR ends >= %(day)s)
    UNION
    SELECT cover_id, role FROM school_absence JOIN school_appointment USING (person_id)
     WHERE approved AND school_appointment.starts <= %(day)s
       AND (school_appointment.ends IS NULL OR school_appointment.ends >= %(day)s)
       AND school_absence.starts <= %(day)s AND school_absence.ends >= %(day)s AND cover_id IS NOT NULL
    UNION
    SELECT person_id, role FROM school_oncall WHERE starts <= %(day)s AND ends >= %(day)s)
SELECT person_id, role FROM held WHERE person_id IN (SELECT person_id FROM held WHERE role IN ({}))
"""


def roles_of(person_id: int) -> frozenset[Role]:
    """The offices a person holds today: their own, those of people they cover for, their turns on call."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFICES.format("%s, %s"), [person_id, clock.today()])
        return frozenset(Role(role) for (role,) in cursor.fetchall())


class Offices(Func):
    """The same for the person of a row and a day, within the query that finds the row; `roles_in` reads it."""

    output_field = models.TextField()
    template = f"(SELECT %(function)s(role, ',') FROM ({_OFFICES.format('%(expressions)s')}) held)"  # noqa: S608 (all ours)

    def __init__(self, person: str, day: date, **extra):
        super().__init__(person, Value(day, models.DateField()), **extra)

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="string_agg", **extra)

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="group_concat", **extra)


def roles_in(offices: str | None) -> frozenset[Role]:
    """What `Offices` found, none as nothing."""
    return frozenset(map(Role, offices.split(","))) if offices else frozenset()


def roles_of_holders(roles: Iterable[str]) -> dict[int, frozenset[Role]]:
    """Everybody who holds one of these offices today, by person: all the offices they hold."""
    names = {f"role{n}": str(role) for n, role in enumerate(sorted(roles))}
    if not names:
        return {}
    places = ", ".join(f"%({name})s" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS.format(places), {"day": clock.today(), **names})
        held = cursor.fetchall()
    return {key: frozenset(Role(role) for whose, role in held if whose == key) for key, _ in held}
