"""What the stories call a kind or an end, as the loaded profile calls it: a table in profiles/demo/."""

import tomllib
from collections.abc import Iterable, Iterator

from django.conf import settings

from incidents.models import Category, Outcome
from school.models import School

FOLDER = settings.BASE_DIR / "profiles" / "demo"
ROWS = {"kinds": Category, "outcomes": Outcome}


def of(table: str, called: str) -> str:
    """Its code under the loaded profile: the same word, unless the profile's table says another."""
    return _table(table).get(called, called)


def missing(table: str, called: Iterable[str]) -> Iterator[str]:
    """What the stories name and the loaded profile does not have."""
    there = set(ROWS[table].objects.filter(retired=False).values_list("code", flat=True))
    return (one for one in sorted(set(called)) if of(table, one) not in there)


def _table(table: str) -> dict[str, str]:
    file = FOLDER / f"{School.current().profile}.toml"
    return tomllib.loads(file.read_text()).get(table, {}) if file.exists() else {}
