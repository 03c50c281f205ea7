"""The school's own calendar, as the plain values `esafety.lib.schooltime` reckons with."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from esafety.lib import clock
from esafety.lib.schooltime import Calendar
from school import kept
from school.models.calendar import Closure, Term
from school.models.profile import School


def current() -> Calendar:
    """Terms, closures and hours as they stand now."""
    year = clock.today().year
    return kept.keep(("calendar", year), lambda: _of(year))


def _of(year: int) -> Calendar:
    school = School.current()
    return Calendar(
        opens=school.opens,
        closes=school.closes,
        terms=tuple(Term.objects.values_list("starts", "ends")),
        closures=tuple(Closure.objects.values_list("starts", "ends")),
        bank_holidays=bank_holidays(year - 1, year + 2),
    )


def term_began() -> datetime:
    """When the present term began, or the last one before today; with no terms entered, twelve weeks ago."""
    today = clock.today()
    begun = [starts for starts, _ in current().terms if starts <= today]
    return clock.at_school(max(begun, default=today - timedelta(weeks=12)))


@lru_cache(maxsize=8)
def bank_holidays(first_year: int, last_year: int) -> frozenset[date]:
    """The bank holidays of England in those years, both counted."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1)))
