"""The school's own settings, and the rows a profile filled: added, changed, no longer offered, never deleted."""

from copy import copy

from django.utils.text import slugify

from audit.ledger import Book, ledger
from school import catalogue
from school.editing import AskedFirst, locked, take
from school.models import Agency, ProfileRow, School, User
from school.people import at_address
from school.profile.as_data import problems_with
from school.profile.registry import section_of
from school.refusals import Refused, demand
from school.roles import Perm

OUTSIDE = "outside_contact"


def change_school(values: dict, *, seen: int, by: User) -> School:
    """Change the settings. Raises ChangedMeanwhile where they are not what was `seen`; Refused where the contact
    outside has an account here."""
    demand(by, Perm.MANAGE_SETTINGS)
    with ledger("change settings", by=by, kind="school", ref="") as book:
        school = School.current()
        if at_address(values.get(OUTSIDE, "")).exists():  # told of what an account here is kept from
            raise Refused("This is the address of an account here. Enter somebody outside the school.", OUTSIDE)
        row = school if school._state.adding else locked(school, seen)
        if take(row, values):
            book.save(row)
            _ring_at_night(book, row.out_of_hours)
        return row


def _ring_at_night(book: Book, number: str) -> None:
    """Social care has one number at night and at weekends, whichever page one reads."""
    if agency := Agency.objects.filter(code=Agency.SOCIAL_CARE).exclude(night_number=number).first():
        agency.night_number = number
        book.save(agency)


def add_row(model: type[ProfileRow], values: dict, title: str, *, by: User, sure: str = "") -> ProfileRow:
    """Add a row, at the end unless a place is among its values; its code is made from its title. AskedFirst where it
    counts for less than what counted without it."""
    demand(by, Perm.MANAGE_SETTINGS)
    row = model(**{"code": _free_code(model, title), "position": model.objects.count(), **values})
    with ledger(f"add {model._meta.verbose_name}", by=by, kind=model._meta.model_name, ref=row.code) as book:
        return _save(book, None, row, sure, by)


def change_row(row: ProfileRow, values: dict, *, seen: int, by: User, sure: str = "") -> ProfileRow:
    """Change it, for records from now on. Raises ChangedMeanwhile where it is not what was `seen`; AskedFirst where
    something would count for less, and `sure` is not what was said of it."""
    demand(by, Perm.MANAGE_SETTINGS)
    with ledger(f"change {row._meta.verbose_name}", by=by, kind=row._meta.model_name, ref=row.code) as book:
        held = locked(row, seen)
        before = copy(held)
        return _save(book, before, held, sure, by) if take(held, values) else held


def retire(row: ProfileRow, retired: bool, *, by: User, sure: str = "") -> ProfileRow:
    """Take it off the pages, or put it back. Records that name it keep it. Refused where something needs it so;
    AskedFirst as for a change."""
    verb = "retire" if retired else "bring back"
    demand(by, Perm.MANAGE_SETTINGS)
    with ledger(f"{verb} {row._meta.verbose_name}", by=by, kind=row._meta.model_name, ref=row.code) as book:
        held = locked(row)
        before, held.retired = copy(held), retired
        _refuse_what_breaks(held)
        return _save(book, before, held, sure, by)


def _save(book: Book, before: ProfileRow | None, row: ProfileRow, sure: str, by: User) -> ProfileRow:
    """Where something counts for less than before, only once that was said; then whoever must know is told."""
    kind = catalogue.kind_of(row)
    if kind and (before is None or (before.retired and not row.retired)):
        before = kind.instead(row) or before
    said = " ".join(kind.eases(before, row)) if kind and before else ""
    if said != sure and said:
        raise AskedFirst(said)
    book.save(row)
    if said:
        kind.eased(book, row, by=by)
    return row


def _refuse_what_breaks(row: ProfileRow) -> None:
    """What a profile file without the row, or with it again, would be told."""
    own, elsewhere = problems_with(section_of(type(row)), row, offered=not row.retired)
    said = [*(f"{one.on_page.rstrip('.')}." for one in own), *catalogue.sentences(elsewhere)]
    if said:
        raise Refused(f"This stays as it is. {' '.join(said)}")


def _free_code(model: type[ProfileRow], title: str) -> str:
    wanted = slugify(title)[:36] or model._meta.model_name
    codes = set(model.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(code for n in range(len(codes) + 1) if (code := f"{wanted}-{n}" if n else wanted) not in codes)
