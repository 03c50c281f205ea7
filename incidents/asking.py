"""A query somebody asks of records, put into SQL once for each set of offices."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from esafety.lib.prepared import prepared
from school.roles import Role


@dataclass(frozen=True)
class Somebody:
    """All that visibility asks of a person, with keys in the place of theirs."""

    pk: int
    person_id: int
    roles: frozenset[Role]


def asked_by(build: Callable) -> Callable[..., list]:
    """The queryset `build` makes of somebody and keys, as a function of a user and those keys (`prepared`)."""

    @lru_cache(64)
    def of(roles: frozenset[Role]) -> Callable[..., list]:
        return prepared(lambda user, person, *keys: build(Somebody(user, person, roles), *keys))

    def ask(user, *keys) -> list:
        return of(user.roles)(user.pk, user.person_id, *keys)

    return ask
