"""Which offices a person holds today."""

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


def roles_of(person_id: int) -> frozenset[Role]:
    """The offices a person holds today: their own, those of people they cover for, their turns on call."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFICES, {"person": person_id, "day": clock.today()})
        return frozenset(Role(role) for (role,) in cursor.fetchall())
