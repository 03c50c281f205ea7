"""Changing a row that somebody else may be changing too: the second to save sees what the first wrote."""

from django.db import models

from esafety.lib import clock
from school.refusals import Refused


class ChangedMeanwhile(Refused):
    """Somebody saved the row after it was read. `version` is what it is now, to save on top of theirs knowingly."""

    def __init__(self, row: models.Model, seen: int):
        now = row.history.order_by("-history_id").first()
        self.version = now.history_id
        changes = "; ".join(f"{name} is now “{value}”" for name, value in _differences(row, seen))
        super().__init__(
            f"Somebody else changed this at {clock.local(now.history_date):%H:%M}"
            + (f": {changes}. " if changes else ". ")
            + "What you typed is still below. Check it, then save again to put yours in place of theirs."
        )


class AskedFirst(Refused):
    """Something would count for less: what that means is said once, and done when it comes again with `sure`."""

    def __init__(self, said: str):
        self.sure = said
        super().__init__(f"{said} Do it only if the lead and the head agreed: they are told of it.")


def version_of(row: models.Model) -> int:
    """Which writing of the row this is: the number of its latest history row, 0 for a row without one."""
    return row.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0


def locked(row: models.Model, seen: int | None = None) -> models.Model:
    """The row as it is now, under lock until the ledger closes; ChangedMeanwhile where it is not as `seen`."""
    # Not type(row): the person of a request is a lazy stand-in for their account.
    row = row._meta.model._base_manager.select_for_update().get(pk=row.pk)
    if seen is not None and version_of(row) != seen:
        raise ChangedMeanwhile(row, seen)
    return row


def take(row: models.Model, values: dict) -> bool:
    """Set the values on the row; was any of them new?"""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return bool(changed)


def _differences(row: models.Model, seen: int) -> list[tuple[str, object]]:
    was = row.history.filter(history_id=seen).first()
    fields = [field for field in row._meta.concrete_fields if field.editable and not field.primary_key]
    return [
        (field.verbose_name, getattr(row, field.name))
        for field in fields
        if was and getattr(was, field.attname) != getattr(row, field.attname)
    ]
