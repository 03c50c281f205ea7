"""Whom a record is told to: by what it stands under, and by what it has become, whichever way that came about."""

from esafety.lib.prepared import prepared
from incidents import routing
from incidents.models import Filed, Incident, Target
from school import kept


def roles_named(record: Incident) -> set[str]:
    """The roles its categories name, and those the school tells of every matter of its class (M L67, T 29)."""
    by_category = {role for cls, tell in _kinds_of(record.pk) if routing.speaks(cls, record.cls) for role in tell}
    return by_category | roles_of_class(record.cls)


def roles_of_class(cls: str) -> set[str]:
    """The roles the school tells of every matter of that class."""
    return {role for row in kept.rows(Target) if row.cls == cls for role in row.tell}


_kinds_of = prepared(
    lambda key: Filed.objects.filter(incident=key, dropped=False).values_list("category__cls", "category__tell")
)
