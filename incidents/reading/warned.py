"""Who was warned before, as far as whoever asks may read it (M L258, T 31.3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from incidents import sanctions
from incidents.classes import STAFF_KINDS
from incidents.models import Category, Incident, Involved, Sanction, SanctionKind
from incidents.reading.showing import Shown
from school import kept


@dataclass(frozen=True)
class Warned:
    """One warning: when it was given and on which record; to whom, by key; what for, in words and by code; and the
    conduct which makes this more serious."""

    at: datetime
    ref: str
    person: int
    titles: list[str]
    codes: frozenset[str]
    conduct: frozenset[str]


def before(record: Incident, user, people: Iterable[int], conduct: frozenset[str]) -> list[Warned]:
    """Warnings these people had on other records the user may read, before this happened; the newest first.

    Nothing is asked of the database where nobody is meant.
    """
    if not people:
        return []
    rows = Sanction.objects.filter(
        warning=True,
        involved__person__in=people,
        given_at__lte=record.when.latest,
        incident__in=Incident.objects.readable_by(user),
        incident__filed__dropped=False,
    ).exclude(incident=record)
    found = defaultdict(dict)
    for *warning, code, title, conduct_of_it in rows.order_by("-given_at", "incident__filed").values_list(
        "given_at",
        "incident__ref",
        "involved__person",
        "incident__filed__category__code",
        "incident__filed__title",
        "incident__filed__category__after_warning",
    ):
        found[*warning][code] = title, conduct_of_it
    return [Warned(*warning, *_what_for(kinds, conduct)) for warning, kinds in found.items()]


def _what_for(kinds: dict[str, tuple[str, str]], conduct: frozenset[str]):
    """What it was given for, by the codes of its kinds."""
    titles, conducts = zip(*kinds.values(), strict=True)
    return [*titles], frozenset(kinds), conduct.intersection(conducts)


def of(shown: Shown, user) -> list[tuple[str, Warned, bool]]:
    """What the record's pages say of it: to whom, each, and whether for the very same; those first, then like
    conduct. Never of an adult here."""
    if shown.record.kind in STAFF_KINDS:
        return []
    pupils = {row.person_id: row for row in _in_question(shown) if not row.person.is_adult_of_school}
    found = before(shown.record, user, set(pupils), conduct_of(shown)) if _may_matter(shown) else []
    said = [(pupils[one.person].person.said, one, bool(one.codes & shown.codes)) for one in found]
    return sorted(said, key=lambda row: (not row[2], not row[1].conduct))


def again(shown: Shown, user) -> list[Category]:
    """What it becomes because of a warning for the same, once it is said whose conduct is in question."""
    conduct, people = conduct_of(shown), {row.person_id for row in _in_question(shown)}
    return makes_it(before(shown.record, user, people, conduct) if conduct else [], shown.record)


def conduct_of(shown: Shown) -> frozenset[str]:
    return sanctions.conduct(row.category for row in shown.filed)


def _in_question(shown: Shown) -> list[Involved]:
    """Whoever may be blameless is not looked up."""
    return [row for row in shown.involved if row.person_id and row.part not in sanctions.BLAMELESS]


def _may_matter(shown: Shown) -> bool:
    """The school gives warnings, and one of its kinds goes by a procedure that ends in what is proportionate."""
    warns = any(kind.warning for kind in kept.rows(SanctionKind))
    return warns and any(sanctions.weighs_warnings(row.category) for row in shown.filed)


def makes_it(found: Iterable[Warned], record: Incident) -> list[Category]:
    """The categories it is as well because of them: not those it was under before, and was taken out of."""
    codes = {code for one in found for code in one.conduct}
    if not codes:
        return []
    rows = Category.objects.filter(code__in=codes, retired=False).select_related("usual_sanction")
    return list(rows.exclude(pk__in=record.filed.values("category")))
