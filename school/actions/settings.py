"""The school's own settings, the bodies outside it that are rung, and the documents its pages point to."""

from django.utils.text import slugify

from audit.ledger import ledger
from school.editing import locked, take
from school.models import Agency, Document, School, User
from school.refusals import demand
from school.roles import Perm

Row = Agency | Document


def change_school(values: dict, *, seen: int, by: User) -> School:
    """Change the settings. Raises ChangedMeanwhile where they are not what was `seen`."""
    demand(by, Perm.MANAGE_SETTINGS)
    with ledger("change settings", by=by, kind="school", ref="") as book:
        school = School.current()
        row = school if school._state.adding else locked(school, seen)
        return book.save(row) if take(row, values) else row


def add_row(model: type[Row], values: dict, title: str, *, by: User) -> Row:
    """Add an agency or a document; its code is made from its title."""
    demand(by, Perm.MANAGE_SETTINGS)
    row = model(code=_free_code(model, title), position=model.objects.count(), **values)
    with ledger(f"add {model._meta.verbose_name}", by=by, kind=model._meta.model_name, ref=row.code) as book:
        return book.save(row)


def change_row(row: Row, values: dict, *, seen: int, by: User) -> Row:
    """Change it. Raises ChangedMeanwhile where it is not what was `seen`."""
    demand(by, Perm.MANAGE_SETTINGS)
    with ledger(f"change {row._meta.verbose_name}", by=by, kind=row._meta.model_name, ref=row.code) as book:
        held = locked(row, seen)
        return book.save(held) if take(held, values) else held


def retire(row: Row, retired: bool, *, by: User) -> Row:
    """Take it off the pages, or put it back. Records that name it keep it."""
    verb = "retire" if retired else "bring back"
    demand(by, Perm.MANAGE_SETTINGS)
    with ledger(f"{verb} {row._meta.verbose_name}", by=by, kind=row._meta.model_name, ref=row.code) as book:
        held = locked(row)
        held.retired = retired
        return book.save(held)


def _free_code(model: type[Row], title: str) -> str:
    wanted = slugify(title)[:36] or model._meta.model_name
    codes = set(model.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(code for n in range(len(codes) + 1) if (code := f"{wanted}-{n}" if n else wanted) not in codes)
