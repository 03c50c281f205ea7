"""What the school has settled, read once and kept in the process until it changes: kinds, lines, calendar, adults.

Every write of such a row renews a stamp in its own transaction (`audit.followers`). What a process keeps is good
as long as the stamp is the one it was read under: it is never older than that stamp, and one that was rolled back
never comes again. Nobody changes what is kept: whoever writes a row reads it anew.
"""

from collections.abc import Callable, Hashable
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.db import connection, models

from audit.followers import follow
from esafety.lib import clock
from school.models import Appointment, Closure, Edition, Person, ProfileRow, School, Term

_kept: dict[Hashable, tuple[UUID, object]] = {}
_seen: ContextVar[list | None] = ContextVar("stamp", default=None)  # the stamp, once this request has asked for it


def keep(name: Hashable, read: Callable):
    """What `read` gives, read again only where something was settled since."""
    stamp = _stamp()
    before = _kept.get(name)
    if before and before[0] == stamp:
        return before[1]
    value = read()
    if stamp:
        _kept[name] = stamp, value
    return value


def for_today(name: Hashable, read: Callable):
    """The same of what begins and ends on its day: read again on another."""
    day, value = keep(name, lambda: (clock.today(), read()))
    if day != clock.today():
        _kept.pop(name, None)
        value = keep(name, lambda: (clock.today(), read()))[1]
    return value


def school() -> School:
    """The school's own row. Whoever writes it reads it anew."""
    return keep(School, School.current)


def rows(model: type[models.Model]) -> tuple:
    """The rows of a profile's table that are in use, in their order, with the rows they point to."""
    return keep(model, lambda: tuple(_in_use(model)))


def by_code(model: type[models.Model]) -> dict:
    """The same by their codes; a new dictionary each time."""
    return {row.code: row for row in rows(model)}


def named(model: type[models.Model]) -> dict:
    """Those no longer offered as well, by their codes: a record that names one keeps it."""
    return dict(keep(("named", model), lambda: {row.code: row for row in model._default_manager.all()}))


@contextmanager
def for_a_request():
    """Inside, the stamp is asked for once: a page is made of one edition."""
    token = _seen.set([])
    try:
        yield
    finally:
        _seen.reset(token)


def register_own() -> None:
    """Follow the writes of everything a school settles, and of who works here."""
    for base in (ProfileRow, School, Term, Closure, Person, Appointment):
        follow(base, _renew)


def saw(stamp: UUID | None) -> None:
    """The stamp as another query of this request brought it, so that it need not be asked for."""
    if (seen := _seen.get()) == []:
        seen.append(stamp)


def _in_use(model):
    links = [field.name for field in model._meta.concrete_fields if field.many_to_one]
    found = model._default_manager.filter(retired=False)
    return found.select_related(*links) if links else found


def _stamp() -> UUID | None:
    seen = _seen.get()
    if seen:
        return seen[0]
    stamp = _asked()
    if seen is not None:
        seen.append(stamp)
    return stamp


def _asked() -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stamp FROM school_edition")
        found = cursor.fetchone()
    return UUID(str(found[0])) if found else None


def _renew() -> None:
    new = [Edition(pk=1, stamp=uuid4())]
    Edition.objects.bulk_create(new, update_conflicts=True, unique_fields=["id"], update_fields=["stamp"])
    if (seen := _seen.get()) is not None:
        seen.clear()
