"""Which offices a person holds today."""

from collections.abc import Iterable

from django.db import connection

from esafety.lib import clock
from school.roles import Role

# Asked once on every page: the ORM needs ten times as long to put this question as the database to answer it. A test
# holds it against `school.people.holders`, which asks the other way round.
_OFFICES = """
SELECT role FROM school_appointment WHERE approved AND starts <= %(day)s AND (ends IS NULL OR ends >= %(day)s)
   AND (person_id = %(person)s OR person_id IN (
        SELECT person_id FROM school_absence WHERE cover_id = %(person)s AND starts <= %(day)s AND ends >= %(day)s))
UNION
SELECT role FROM school_oncall WHERE person_id = %(person)s AND starts <= %(day)s AND ends >= %(day)s
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
        cursor.execute(_OFFICES, {"person": person_id, "day": clock.today()})
        return frozenset(Role(role) for (role,) in cursor.fetchall())


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
