"""By when: minutes run day and night, school hours and days follow the calendar. Pure but for the calendar given."""

from datetime import datetime, timedelta

from esafety.lib import schooltime


def due(start: datetime, amount: int, unit: str, calendar) -> datetime:
    """The moment `amount` of `unit` (minutes, hours, days) after `start`; hours and days are school hours and days."""
    if unit == "minutes":
        return start + timedelta(minutes=amount)
    if unit == "hours":
        return schooltime.add_school_hours(start, amount, calendar)
    return schooltime.add_school_days(start, amount, calendar)
