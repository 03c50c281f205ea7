"""Who was warned before for the same conduct, as far as whoever asks may read it (T 31.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from incidents import sanctions
from incidents.models import Category, Incident, Sanction
from incidents.showing import Shown


@dataclass(frozen=True)
class Warned:
    """One warning: when it was given and on which record; to whom, by key; for which conduct."""

    at: datetime
    ref: str
    person: int
    conduct: str


def before(record: Incident, user, people: Iterable[int], conduct: frozenset[str]) -> list[Warned]:
    """Warnings these people had for that conduct on other records the user may read, before this happened.

    Nothing is asked of the database where no such warning could matter.
    """
    if not people or not conduct:
        return []
    rows = Sanction.objects.filter(
        warning=True,
        involved__person__in=people,
        given_at__lte=record.happened_at,
        incident__in=Incident.objects.readable_by(user),
        incident__filed__dropped=False,
        incident__filed__category__after_warning__in=conduct,
    ).exclude(incident=record)
    found = rows.order_by("-given_at").values_list(
        "given_at", "incident__ref", "involved__person", "incident__filed__category__after_warning"
    )
    return [Warned(*row) for row in dict.fromkeys(found)]


def of(shown: Shown, user) -> list[tuple[str, Warned]]:
    """What the record's pages say of it: to whom, and each warning. Whoever may be blameless is not looked up."""
    people = {row.person_id: row for row in shown.involved if row.person_id and row.part not in sanctions.BLAMELESS}
    found = before(shown.record, user, set(people), sanctions.conduct(row.category for row in shown.filed))
    return [(people[one.person].said, one) for one in found]


def makes_it(found: Iterable[Warned], record: Incident) -> list[Category]:
    """The categories it is as well because of them: not those it was under before, and was taken out of."""
    codes = {one.conduct for one in found}
    if not codes:
        return []
    rows = Category.objects.filter(code__in=codes, retired=False).select_related("usual_sanction")
    return list(rows.exclude(pk__in=record.filed.values("category")))
