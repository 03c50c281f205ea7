"""The record an address names. Every page about one asks, so the SQL is written once for each set of offices."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from esafety.lib.prepared import prepared
from incidents.models import Incident
from school.roles import Role


@dataclass(frozen=True)
class _Somebody:
    """All that visibility asks of a person, with keys in the place of theirs."""

    pk: int
    person_id: int
    roles: frozenset[Role]


def _one(visibility: Callable[..., QuerySet], *beside: str) -> Callable:
    """A function from a person and a reference to the record, or to None where they find nothing."""

    @lru_cache(64)
    def of(roles: frozenset[Role]) -> Callable[..., list]:
        def build(user: int, person: int, ref: int) -> QuerySet:
            return visibility(Incident.objects, _Somebody(user, person, roles)).filter(ref=ref).select_related(*beside)

        return prepared(build)

    def read(user, ref: str) -> Incident | None:
        return next(iter(of(user.roles)(user.pk, user.person_id, ref)), None)

    return read


visible = _one(lambda records, user: records.visible_to(user), "owner", "reporter__person")
readable = _one(lambda records, user: records.readable_by(user))
