"""Terms, and the days the school is closed within them."""

from audit.ledger import ledger
from school.editing import locked, take
from school.models import Absence, Closure, OnCall, School, Term, User
from school.refusals import Refused, demand, refuse_far
from school.roles import Perm

Span = Term | Closure


def enter(model: type[Span], values: dict, *, by: User) -> Span:
    """Add a term or a closure. Refused where it overlaps another of its kind."""
    demand(by, Perm.MANAGE_CALENDAR)
    with ledger("enter in calendar", by=by, kind="calendar", ref=str(values["starts"])) as book:
        _one_at_a_time()
        _check(model(**values))
        return book.save(model(**values))


def change(span: Span, values: dict, *, seen: int, by: User) -> Span:
    """Move or rename it. Raises ChangedMeanwhile where it is not what was `seen`."""
    demand(by, Perm.MANAGE_CALENDAR)
    with ledger("change calendar", by=by, kind="calendar", ref=str(span.starts)) as book:
        _one_at_a_time()
        row = locked(span, seen)
        changed = take(row, values)
        _check(row)
        return book.save(row) if changed else row


def take_out(span: Span, *, by: User) -> None:
    """Take it out of the calendar; its history stays."""
    demand(by, Perm.MANAGE_CALENDAR)
    with ledger("take out of calendar", by=by, kind="calendar", ref=str(span.starts)) as book:
        book.delete(span)


def _one_at_a_time() -> None:
    """Two people entering overlapping days at once: the second waits, and is told."""
    School.objects.select_for_update().first()


def _check(row: Span) -> None:
    if row.ends < row.starts:
        raise Refused("The last day cannot be before the first.", "ends")
    if row.ends == row.starts and isinstance(row, Term):
        raise Refused("The last day must be after the first.", "ends")
    refuse_far(row.starts, "starts")
    if (row.ends - row.starts).days > 366:
        raise Refused("Enter at most a year at a time.", "ends")
    others = type(row).objects.exclude(pk=row.pk).filter(starts__lte=row.ends, ends__gte=row.starts)
    if other := others.first():
        raise Refused(
            f"These days overlap “{other.name}”, {days_of(other)}. Change the days here, or those of “{other.name}”.",
            "starts",
        )
    if isinstance(row, Closure) and _outside_terms(row):
        raise Refused("No term is entered for these days. The school is closed outside terms anyway.", "starts")


def days_of(span: Span | Absence | OnCall) -> str:
    """From when to when, in words."""
    return " to ".join(f"{day:%-d %B %Y}" for day in sorted({span.starts, span.ends}))


def _outside_terms(row: Closure) -> bool:
    """No day of it lies in a term. Where no term is entered every weekday counts, so a closure changes something."""
    within = Term.objects.filter(starts__lte=row.ends, ends__gte=row.starts)
    return Term.objects.exists() and not within.exists()
