"""The school's own calendar, as the plain values `esafety.lib.schooltime` reckons with."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from esafety.lib import clock
from esafety.lib.schooltime import Calendar
from school.models.calendar import Closure, Term
from school.models.profile import School


def current() -> Calendar:
    """Terms, closures and hours as they stand now; three small queries, never kept, so never out of date."""
    school, this_year = School.current(), clock.today().year
    return Calendar(
        opens=school.opens,
        closes=school.closes,
        terms=tuple(Term.objects.values_list("starts", "ends")),
        closures=tuple(Closure.objects.values_list("starts", "ends")),
        bank_holidays=bank_holidays(this_year - 1, this_year + 2),
    )


def term_began() -> datetime:
    """When the present term began, or the last one before today; with no terms entered, twelve weeks ago."""
    first = Term.objects.filter(starts__lte=clock.today()).order_by("-starts").values_list("starts", flat=True).first()
    return clock.at_school(first or clock.today() - timedelta(weeks=12))


@lru_cache(maxsize=8)
def bank_holidays(first_year: int, last_year: int) -> frozenset[date]:
    """The bank holidays of England in those years, both counted."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1)))
